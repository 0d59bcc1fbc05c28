// What a kind of layer is: one entry holds its signature, its arithmetic and its texts; everything else is derived.

import type { Code, Facts } from "../base/problem";
import type { Size } from "../base/whole";
import type { Framework } from "./framework";
import type { ArgumentsOf, Parameter, Signature } from "./parameter";
import type { Shape } from "./shape";

export type Family =
  | "convolution"
  | "pooling"
  | "dense"
  | "normalisation"
  | "activation"
  | "regularisation"
  | "shape"
  | "merge"
  | "sequence"
  | "attention";

/**
 * Where a layer stands: its inputs, its typed arguments, and whom it tells what is wrong. `report` may be taken out of it; the
 * others are asked of the site itself, and are not part of a copy.
 */
export interface Site<A> {
  /** The (first) input. */
  readonly input: Shape;
  /** All inputs, for a merge. */
  readonly inputs: readonly Shape[];
  /** Typed arguments, sizes expanded to the input's spatial rank. */
  readonly args: A;
  /** The framework whose rules hold, or null: then everything that has a meaning is allowed. */
  readonly framework: Framework | null;
  /** What messages call an input, by its index: `the current tensor`, a label, `branch 2`. */
  nameOf(this: object, input: number): string;
  /** Whether the text gives the parameter, or it has its default. */
  given(this: object, parameter: string): boolean;
  /**
   * Reports a fact at the argument of a parameter, or (with null, or where it is not written) at the kind's name.
   * Reporting does not end the computation: answer `null` for what cannot be known then.
   */
  readonly report: <C extends Code>(code: C, at: string | null, data: Facts[C]) => void;
}

/** One tensor of weights. `state` is what the framework updates without gradients (running statistics). */
export interface Weight {
  readonly count: Size;
  readonly role: "weight" | "bias" | "state";
}

export type Weights = Readonly<Record<string, Weight>>;

export const NO_WEIGHTS: Weights = {};

/** The geometry of a sliding window, per spatial axis; `before` and `after` are the padding that really holds. */
export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly before: readonly Size[];
  readonly after: readonly Size[];
  /** A transposed window spreads each input position over its output. */
  readonly transposed?: true;
  /** Per axis, what output positions read where that is no window that slides by whole positions. */
  readonly patterns?: readonly Pattern[];
}

/** What output positions read along an axis, far from its ends: it repeats after `outputs` positions, `inputs` further on. */
export interface Pattern {
  readonly outputs: number;
  readonly inputs: number;
  /** The first and the last input position that an output position reads. */
  readonly first: (output: number) => number;
  readonly last: (output: number) => number;
}

/** How far an output position sees: a window, the whole map, or (`"everything"`) all positions with the axes gone. */
export type Reach = Window | "pointwise" | "global" | "everything";

export interface LayerKind<S extends Signature = Signature> {
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly family: Family;
  readonly signature: S;
  /** May follow another layer on its line: activations, normalisations, dropout. */
  readonly trails: boolean;
  /** The spatial ranks that it takes; undefined for any. */
  readonly ranks: readonly number[] | undefined;
  /** How many inputs: one, or several by labels or branches. */
  readonly merges: boolean;
  /** Nothing is computed or stored: flatten, reshape, identity, dropout. */
  readonly view: boolean;

  /** The rules: reports what is wrong here. Runs first. */
  readonly check?: (site: Site<ArgumentsOf<S>>) => void;
  /** The output's shape; sizes that cannot be known are null. */
  readonly shape: (site: Site<ArgumentsOf<S>>) => Shape;
  /** The weights, each with its count. Absent: none. */
  readonly weights?: (site: Site<ArgumentsOf<S>>, output: Shape) => Weights;
  /** Multiply–accumulates of convolutions and matrix products, without biases. Absent: 0. */
  readonly macs?: (site: Site<ArgumentsOf<S>>, output: Shape) => Size;
  /** Elementwise operations (bias, normalisation, activation, pooling comparisons and sums). Absent: 0. */
  readonly elementwise?: (site: Site<ArgumentsOf<S>>, output: Shape) => Size;
  /** Parameters that it would need without weight sharing. Absent: null. */
  readonly unshared?: (site: Site<ArgumentsOf<S>>, output: Shape) => Size;
  /** How far an output position sees. Absent: pointwise. */
  readonly reach?: (site: Site<ArgumentsOf<S>>) => Reach;
}

/**
 * What an entry says to those who ask (`textsOf`), and nothing that is computed needs: programs that only look for what is
 * wrong do not load it.
 */
export interface LayerTexts<S extends Signature = Signature> {
  /** One sentence. */
  readonly summary: string;
  /** More about it, for the reference page: paragraphs of Markdown. */
  readonly notes: readonly string[];
  /** The parameter count in the field's notation, for the reference page: `(Π kernel · C_in/groups + 1) · filters`. */
  readonly formula: string;
  /** A `.cnn` file whose results stand in comments. It runs as a test. */
  readonly example: string;

  /**
   * The parameter count with the user's numbers, as plain arithmetic: `(7·7·1 + 1)·60`. A test evaluates it against
   * `weights`. Absent: no weights.
   */
  readonly working?: (site: Site<ArgumentsOf<S>>, output: Shape) => string;
  /** How each output axis arises, with the user's numbers: `height: ⌊(100 + 0 + 0 − 7)/1⌋ + 1 = 94`. */
  readonly sizes?: (site: Site<ArgumentsOf<S>>, output: Shape) => readonly string[];
  /** Further lines for the hover (rows never read, what PyTorch and Keras do differently), Markdown. */
  readonly remarks?: (site: Site<ArgumentsOf<S>>, output: Shape) => readonly string[];
  /**
   * What PyTorch and Keras do differently here where shape and counts agree: an order, a default. For the hover and for
   * those who ask what is portable.
   */
  readonly differs?: (site: Site<ArgumentsOf<S>>, output: Shape) => readonly string[];
}

type Entry<S extends Signature> = LayerKind<S> & LayerTexts<S>;

type Definition<S extends Signature> = Pick<
  Entry<S>,
  "kind" | "family" | "summary" | "formula" | "example" | "shape"
> &
  Partial<Entry<S>>;

/**
 * Makes a catalogue entry, its types inferred from its signature. The build parts the properties of what is given here, the
 * texts from the rest (`scripts/entries.mjs`).
 */
export function defineLayer<const S extends Signature>(entry: Definition<S> & { signature: S }): LayerKind {
  return {
    aliases: [],
    trails: false,
    ranks: undefined,
    merges: false,
    view: false,
    ...entry,
  } as unknown as LayerKind;
}

/** The positional parameters of a signature, in order. */
export function positionsOfSignature(signature: Signature): [string, Parameter][] {
  return Object.entries(signature)
    .filter(([, parameter]) => parameter.position !== undefined)
    .sort(([, a], [, b]) => a.position! - b.position!);
}
