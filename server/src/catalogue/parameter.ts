// The parameters of a signature: what a kind of layer can be told, once; binding, hovers, completion and the
// reference pages are derived from it.

import type { Size } from "../base/whole";

/** Padding as the text states it. Explicit sizes are per spatial axis, before and after. */
export type Padding =
  | { readonly mode: "valid" | "same" | "same_lower" | "full" | "causal" }
  | { readonly mode: "explicit"; readonly before: readonly number[]; readonly after: readonly number[] };

/** Sizes before and after, per spatial axis. */
export interface Margins {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** `7x7`, `?x?x3`, `3@32x32`: sizes as written; `channels` is set by the `@` form only. */
export interface Dimensions {
  readonly sizes: readonly Size[];
  readonly channelsFirst: Size | undefined;
}

/** `6x3` in `sparse=(6x3, 9x4, 1x6)`: so many filters that see so many maps. */
export interface Connections {
  readonly filters: number;
  readonly maps: number;
}

interface Values {
  /** A whole number. */
  count: number;
  /** A number, not necessarily whole. */
  decimal: number;
  /** A whole number for every spatial axis; a lone number holds for all of them. */
  size: readonly number[];
  /** Like `size`, but a decimal for every spatial axis (a scale). */
  scale: readonly number[];
  padding: Padding;
  margins: Margins;
  dimensions: Dimensions;
  flag: boolean;
  /** One of the parameter's own words. */
  choice: string;
  connections: readonly Connections[];
  /** The label of another tensor; its shape is looked up by the analysis. */
  tensor: Shape;
}

import type { Shape } from "./shape";

export type ParameterType = keyof Values;

export interface Parameter<T = unknown> {
  readonly type: ParameterType;
  /** What it means, in one sentence. */
  readonly doc: string;
  /** Its place among the positional arguments, from 0; absent for an option. */
  readonly position?: number;
  readonly required: boolean;
  /** What holds when it is not given, as it would be written; `undefined` where it is then absent. */
  readonly default?: T | undefined;
  /** The parameter whose value it takes when it is not given (a pool's stride is its kernel). */
  readonly defaultFrom?: string;
  /** Words that set it: `nobias`, `same`, `bilinear`. */
  readonly words: Readonly<Record<string, T>>;
  /** Its words stand only after the option's name: `axis=height`, so that `height` alone stays free for names. */
  readonly named: boolean;
  /** The least and greatest value allowed for each number. */
  readonly min: number;
  readonly max: number;
  /** Other names of the option that people type (`padding` for `pad`). */
  readonly aliases: readonly string[];
  /** Only there to carry the type. */
  readonly value?: T;
}

interface Settings<T> {
  doc: string;
  position?: number;
  default?: T;
  defaultFrom?: string;
  optional?: true;
  words?: Record<string, T>;
  named?: true;
  min?: number;
  max?: number;
  aliases?: readonly string[];
}

function define<K extends ParameterType>(
  type: K,
  settings: Settings<Values[K]>,
  min: number,
): Parameter<Values[K]> {
  const { doc, position, default: value, defaultFrom, optional, words, max, aliases } = settings;
  return {
    type,
    doc,
    ...(position === undefined ? {} : { position }),
    required: value === undefined && defaultFrom === undefined && !optional,
    default: value,
    ...(defaultFrom === undefined ? {} : { defaultFrom }),
    words: words ?? {},
    named: settings.named ?? false,
    min: settings.min ?? min,
    max: max ?? Number.MAX_SAFE_INTEGER,
    aliases: aliases ?? [],
  };
}

type Optional<T, S> = S extends { optional: true } ? T | undefined : T;
type Make<K extends ParameterType> = <const S extends Settings<Values[K]>>(
  settings: S,
) => Parameter<Optional<Values[K], S>>;

const make =
  <K extends ParameterType>(type: K, min: number): Make<K> =>
  (settings) =>
    define(type, settings, min) as Parameter<never>;

/** A whole number, at least 1 unless `min` says otherwise. */
export const count = make("count", 1);
/** A number that need not be whole. */
export const decimal = make("decimal", Number.NEGATIVE_INFINITY);
/** A whole number for every spatial axis, at least 1 unless `min` says otherwise. Defaults are a list of one. */
export const size = make("size", 1);
/** A decimal for every spatial axis. */
export const scale = make("scale", 0);
export const padding = make("padding", 0);
export const margins = make("margins", 0);
export const dimensions = make("dimensions", 0);
export const flag = make("flag", 0);
export const choice = make("choice", 0);
export const connections = make("connections", 1);
export const tensor = make("tensor", 0);

export type Signature = Readonly<Record<string, Parameter>>;

/** The typed arguments that binding makes of a signature. */
export type ArgumentsOf<S extends Signature> = {
  readonly [K in keyof S]: S[K] extends Parameter<infer T> ? T : never;
};
