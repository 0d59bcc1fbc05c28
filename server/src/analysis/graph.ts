// A network with every layer in its place and every tensor numbered: what memory and receptive fields are computed on.

import type { Shape } from "../catalogue/shape";
import type { LayerPart } from "./run";

/** One executed layer. Tensors are numbered in the order in which they are made. */
export interface GraphLayer {
  readonly part: LayerPart;
  /** The tensors that it reads, in order. */
  readonly reads: readonly number[];
  /** The tensor that it makes. */
  readonly makes: number;
}

export interface Graph {
  /** In execution order. */
  readonly layers: readonly GraphLayer[];
  /** The tensors of `input`s, each with the index of the layer before which it is made. */
  readonly inputs: readonly {
    readonly tensor: number;
    readonly shape: Shape | null;
    readonly before: number;
  }[];
}
