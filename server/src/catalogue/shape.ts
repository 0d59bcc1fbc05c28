// The shape of a tensor without its batch axis: spatial sizes, then channels, each possibly unknown.

import { grouped, product, type Size, times } from "../base/whole";

/**
 * `spatial` holds the spatial sizes in order: (length), (height, width) or (depth, height, width); it is empty for a
 * flat vector. A sequence of n tokens with C features is a 1-D tensor of length n with C channels.
 */
export interface Shape {
  readonly spatial: readonly Size[];
  readonly channels: Size;
  /** Sizes are unknown because of a fault that is reported where it is, not because the text leaves them open. */
  readonly doubtful?: true;
}

export function shapeOf(spatial: readonly Size[], channels: Size): Shape {
  return { spatial, channels };
}

export function sameShape(a: Shape | null, b: Shape | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.channels !== b.channels || a.spatial.length !== b.spatial.length)
    return false;
  if (a.doubtful !== b.doubtful) return false;
  if (a.spatial === b.spatial) return true;
  for (let axis = 0; axis < a.spatial.length; axis++) if (a.spatial[axis] !== b.spatial[axis]) return false;
  return true;
}

/** All sizes, channels last. */
export function sizesOf(shape: Shape): Size[] {
  return [...shape.spatial, shape.channels];
}

/** How many numbers the tensor holds. */
export function elementsOf(shape: Shape): Size {
  return times(product(shape.spatial), shape.channels);
}

/** How many positions it has: the product of the spatial sizes, 1 for a flat vector. */
export function positionsOf(shape: Shape): Size {
  return product(shape.spatial);
}

export type ShapeStyle = "HxWxC" | "CxHxW" | "C@HxW";

/** `94×94×60`, `60×94×94` or `60@94×94`; `?` for a size or a shape that is not known. */
export function formatShape(shape: Shape | null, style: ShapeStyle = "HxWxC"): string {
  if (shape === null) return "?";
  const channels = formatSize(shape.channels);
  if (shape.spatial.length === 0) return channels;
  let spatial = "";
  for (let axis = 0; axis < shape.spatial.length; axis++)
    spatial += (axis === 0 ? "" : "×") + (shape.spatial[axis] ?? "?");
  const plain = shape.channels === null ? "?" : String(shape.channels);
  if (style === "CxHxW") return `${plain}×${spatial}`;
  if (style === "C@HxW") return `${plain}@${spatial}`;
  return `${spatial}×${plain}`;
}

/** `202,500`, or `?` where it is not known. */
export function formatSize(size: Size): string {
  return size === null ? "?" : grouped(size);
}

/** What an axis is called: `height`, `width`, `depth`, `length` or `channels` (the last index). */
export function axisName(rank: number, axis: number): string {
  if (axis >= rank) return "channels";
  if (rank === 1) return "length";
  if (rank === 2) return PLANE[axis]!;
  if (rank === 3) return VOLUME[axis]!;
  return `axis ${axis + 1}`;
}

const PLANE = ["height", "width"];
const VOLUME = ["depth", "height", "width"];
