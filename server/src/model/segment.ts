// A step whose arguments are known: the layers and calls that it makes, in order.

import type { Span } from "../base/span";
import type { LayerKind } from "../catalogue/layer";
import type { Word } from "../syntax/ast";
import type { BlockDefinition } from "./definition";
import type { Tensor, Value } from "./value";

/** One layer of a step with its typed arguments. */
export interface LayerSegment {
  readonly type: "layer";
  readonly kind: LayerKind;
  readonly word: Word;
  /** Typed arguments; sizes as written, not yet expanded to a rank. Missing ones are absent. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Where each given argument stands. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Labels that a merge takes, in order. */
  readonly operands: readonly { readonly tensor: Tensor; readonly span: Span }[];
  /** Whether all that the kind requires could be read. */
  readonly complete: boolean;
  readonly frozen: boolean;
  /** Whether a stride, padding or dilation could not be read: then the sizes of the output are not known. */
  readonly doubtful: boolean;
  /** Filled by the analysis, which alone knows what stands in it. On the segment itself: weak maps slow collection. */
  answers: unknown;
}

/** One call of a block with its arguments. */
export interface CallSegment {
  readonly type: "call";
  readonly block: BlockDefinition;
  readonly word: Word;
  readonly values: ReadonlyMap<string, Value>;
  readonly spans: ReadonlyMap<string, Span>;
  readonly complete: boolean;
  readonly frozen: boolean;
}

export type Segment = LayerSegment | CallSegment;

export interface BoundStep {
  /** The layer itself and those that follow it on its line. */
  readonly segments: readonly Segment[];
  /** The same for the first repetition, where `first` says otherwise. */
  readonly first: readonly Segment[] | null;
  /** How often; null where it is not known. */
  readonly times: number | null;
  readonly timesSpan: Span | null;
}

export function isBlock(target: LayerKind | BlockDefinition): target is BlockDefinition {
  return "statement" in target;
}
