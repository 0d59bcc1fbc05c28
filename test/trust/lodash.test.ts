// In the bundle Chevrotain is given other functions than lodash's: they answer the same, and every text reads the same.

import { createRequire } from "node:module";
import { join } from "node:path";
// @ts-expect-error: its types are another package
import * as lodash from "lodash-es";
import { expect, inject, test } from "vitest";
// @ts-expect-error: scripts are plain JavaScript
import * as ours from "../../scripts/lodash.mjs";
import { readDocument, type SourceDocument } from "../../server/src/syntax/document";
import { generate } from "../fuzz/generate";
import { mutate, soup } from "../fuzz/mutate";
import { Random } from "../fuzz/random";
import { counted, patience } from "../support/counts";

type Functions = Readonly<Record<string, (...given: unknown[]) => unknown>>;

const isOdd = (value: unknown): boolean => Number(value) % 2 === 1;
const joined = (sum: unknown, value: unknown, key: unknown): string => `${sum} ${value} at ${key}`;
const pair = (value: unknown, key: unknown): unknown[] => [value, key];
class Named {
  readonly name = "x";
}

const COLLECTIONS = [[], [1, 2, 3, 2], [0, null, undefined, "", "a"], {}, { a: 1, b: 2, 3: 5 }];
const LISTS = [undefined, [], [1, 2, 3, 2], [[1], [2, [3]], 4]];
const VALUES = [undefined, null, 0, 1, "", "ab", /a/, isOdd, new Named(), ...COLLECTIONS, "c", [[1]]];

const GIVEN: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  assign: VALUES.map((value) => [{ a: 0 }, value, { b: 3 }]),
  defaults: [undefined, {}, { a: 0, b: undefined }].map((value) => [value, { a: 1, b: 2, c: 3 }]),
  difference: LISTS.flatMap((list) => [[], [2], [1, 4]].map((others) => [list, others])),
  drop: LISTS.flatMap((list) => [[list], [list, 0], [list, 2], [list, 9]]),
  has: [undefined, { a: 1, 2: undefined }, [4], isOdd, Named].flatMap((value) =>
    ["a", 2, 0, "name", "toString"].map((key) => [value, key]),
  ),
  includes: [...COLLECTIONS, undefined, "ab"].flatMap((value) =>
    [2, "a", undefined].map((one) => [value, one]),
  ),
  indexOf: LISTS.flatMap((list) => [2, 9].map((one) => [list, one])),
  ...each(["every", "filter", "find", "groupBy", "reject", "some"], [...COLLECTIONS, undefined, "a1"], isOdd),
  ...each(["flatMap", "map"], [...COLLECTIONS, undefined, "a1"], pair),
  ...each(["pickBy"], [{}, { a: 1, b: 2 }, undefined], isOdd),
  ...each(["reduce"], [...COLLECTIONS, undefined], joined, "from"),
  ...each(["compact", "dropRight", "first", "flatten", "last", "uniq"], LISTS),
  ...each(["clone"], [...COLLECTIONS, undefined, new Named()]),
  ...each(["upperFirst"], ["", "ab", "É"]),
};

function each(names: readonly string[], values: readonly unknown[], ...more: readonly unknown[]) {
  return Object.fromEntries(names.map((name) => [name, values.map((value) => [value, ...more])]));
}

test.each(Object.keys(ours))("%s", (name) => {
  for (const given of GIVEN[name] ?? VALUES.map((value) => [value, () => undefined])) {
    const [wanted, found] = [lodash, ours].map((functions: Functions) =>
      functions[name]!(...structured(given)),
    );
    expect(found, `${name} of ${JSON.stringify(given)}`).toEqual(wanted);
  }
});

/** What may be changed is given anew. */
function structured(given: readonly unknown[]): unknown[] {
  return given.map((value) =>
    Object.getPrototypeOf(value ?? 0) === Object.prototype ? { ...(value as object) } : value,
  );
}

test("forEach tells all members, until one says no", () => {
  for (const collection of [...COLLECTIONS, undefined, "ab"]) {
    const [wanted, found] = [lodash, ours].map((functions: Functions) => {
      const told: unknown[] = [];
      functions.forEach!(collection, (value: unknown, key: unknown) => {
        told.push([value, key]);
        return value !== 2;
      });
      return told;
    });
    expect(found).toEqual(wanted);
  }
});

const TEXTS = counted(4_000);

test(
  `${TEXTS} texts read the same`,
  () => {
    const load = createRequire(import.meta.url);
    const built = load(join(inject("programs"), "core.js")) as { readDocument: typeof readDocument };
    for (let seed = 0; seed < TEXTS; seed++) {
      const random = new Random(seed);
      const text = seed % 8 === 0 ? soup(random) : mutate(random, generate(random), generate(random));
      expect(told(built.readDocument(text)), text).toBe(told(readDocument(text)));
    }
  },
  patience(TEXTS, 10),
);

/** The trees of a text, with all that is wrong in it; not what is remembered of texts before. */
function told({ sequence }: SourceDocument): string {
  return JSON.stringify([...sequence.statements], (key, value) => {
    if (key === "memo" || key === "gathered" || key === "twin") return undefined;
    if (typeof value === "bigint") return `${value}n`;
    return value instanceof Set ? [...value] : value;
  });
}
