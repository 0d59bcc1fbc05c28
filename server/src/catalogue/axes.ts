// The axes of a tensor by their names.

import type { Size } from "../base/whole";
import { axisName, type Shape, shapeOf } from "./shape";

/** Where an axis stands in a shape (channels last); undefined where the tensor has none of that name. */
export function axisIndex(shape: Shape, name: string): number | undefined {
  const rank = shape.spatial.length;
  for (let axis = 0; axis <= rank; axis++) if (axisName(rank, axis) === name) return axis;
  return undefined;
}

/** The names of a shape's axes, channels last. */
export function axisNames(shape: Shape): string[] {
  const rank = shape.spatial.length;
  return [...shape.spatial, null].map((_, axis) => axisName(rank, axis));
}

export function sizeAlong(shape: Shape, index: number): Size {
  return index < shape.spatial.length ? (shape.spatial[index] ?? null) : shape.channels;
}

/** The shape with another size along one axis. */
export function withSize(shape: Shape, index: number, size: Size): Shape {
  if (index >= shape.spatial.length) return shapeOf(shape.spatial, size);
  return shapeOf(
    shape.spatial.map((old, axis) => (axis === index ? size : old)),
    shape.channels,
  );
}
