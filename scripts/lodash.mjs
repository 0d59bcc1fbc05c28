// The functions of lodash that Chevrotain calls, in plain JavaScript, for the bundle: lodash's own bring 30 kB along for
// what Chevrotain never gives them. Later versions of Chevrotain do without lodash, but want Node 22; with those, this goes.

/** Visits the members of an array, a text or an object, until told to stop; there may be nothing. */
function visit(given, each) {
  if (Array.isArray(given) || typeof given === "string") {
    const { length } = given;
    for (let index = 0; index < length; index++) if (each(given[index], index) === false) return;
  } else if (given != null) for (const key of Object.keys(given)) if (each(given[key], key) === false) return;
}

export function forEach(given, each) {
  visit(given, each);
  return given;
}

export function reduce(given, join, start) {
  let result = start;
  visit(given, (value, key) => {
    result = join(result, value, key);
  });
  return result;
}

export function find(given, accepts) {
  let found;
  visit(given, (value, key) => {
    if (!accepts(value, key)) return true;
    found = value;
    return false;
  });
  return found;
}

export function some(given, accepts) {
  let found = false;
  visit(given, (value, key) => {
    found = Boolean(accepts(value, key));
    return !found;
  });
  return found;
}

export function map(given, make) {
  const result = [];
  visit(given, (value, key) => {
    result.push(make(value, key));
  });
  return result;
}

export function filter(given, accepts) {
  const result = [];
  visit(given, (value, key) => {
    if (accepts(value, key)) result.push(value);
  });
  return result;
}

export function groupBy(given, keyOf) {
  const result = {};
  visit(given, (value) => {
    const key = keyOf(value);
    if (has(result, key)) result[key].push(value);
    else result[key] = [value];
  });
  return result;
}

export function pickBy(given, accepts) {
  const result = {};
  visit(given, (value, key) => {
    if (accepts(value, key)) result[key] = value;
  });
  return result;
}

export function clone(given) {
  if (Array.isArray(given)) return given.slice();
  return isObject(given) ? Object.assign(Object.create(Object.getPrototypeOf(given)), given) : given;
}

export function defaults(given, standard) {
  const result = given ?? {};
  for (const key of Object.keys(standard)) if (result[key] === undefined) result[key] = standard[key];
  return result;
}

export function includes(given, wanted) {
  if (typeof given === "string") return given.includes(wanted);
  return values(given).includes(wanted);
}

export function isEmpty(given) {
  return isObject(given) ? Object.keys(given).length === 0 : !(typeof given === "string" && given !== "");
}

export const { assign } = Object;
export const { isArray } = Array;
export const compact = (given) => filter(given, Boolean);
export const difference = (given, others) => filter(given, (value) => !includes(others, value));
export const drop = (given, count = 1) => (given ?? []).slice(count);
export const dropRight = (given) => (given ?? []).slice(0, -1);
export const every = (given, accepts) => !some(given, (value, key) => !accepts(value, key));
export const first = (given) => given?.[0];
export const flatMap = (given, make) => flatten(map(given, make));
export const flatten = (given) => (given ?? []).flat();
export const has = (given, key) => given != null && Object.hasOwn(given, key);
export const identity = (given) => given;
export const indexOf = (given, wanted) => (given ?? []).indexOf(wanted);
export const isFunction = (given) => typeof given === "function";
export const isObject = (given) => (typeof given === "object" && given !== null) || isFunction(given);
export const isRegExp = (given) => given instanceof RegExp;
export const isString = (given) => typeof given === "string";
export const isUndefined = (given) => given === undefined;
export const keys = (given) => Object.keys(given ?? {});
export const last = (given) => given?.[given.length - 1];
export const noop = () => undefined;
export const reject = (given, refuses) => filter(given, (value, key) => !refuses(value, key));
export const uniq = (given) => [...new Set(given)];
export const upperFirst = (given) => given.slice(0, 1).toUpperCase() + given.slice(1);
export const values = (given) => (isArray(given) ? given.slice() : Object.values(given ?? {}));
