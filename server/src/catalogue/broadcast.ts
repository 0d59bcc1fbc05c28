// How tensors of different shapes join: axes of one stretch, ranks align as the framework says.

import { greatest, type Size } from "../base/whole";
import { sizeAlong } from "./axes";
import type { Framework } from "./framework";
import { axisName, formatShape, type Shape, sameShape, shapeOf, sizesOf } from "./shape";

/** Two inputs (counted from 1) that differ along an axis. */
export interface Conflict {
  readonly axis: string;
  readonly first: number;
  readonly second: number;
  readonly sizes: readonly [number, number];
}

/** An input whose axes of one are stretched to the others' size. */
export interface Stretch {
  readonly input: number;
  readonly axes: readonly string[];
}

export interface Joined {
  readonly output: Shape;
  readonly conflicts: readonly Conflict[];
  readonly stretched: readonly Stretch[];
  /** The first pair of inputs (counted from 1) whose numbers of axes cannot be aligned. */
  readonly misaligned: readonly [number, number] | undefined;
}

/**
 * A flat vector joins a feature map channel by channel, but for PyTorch, which would take it for the last axis, the
 * width. Keras aligns any lower rank at the right.
 */
function aligned(shape: Shape, rank: number, framework: Framework | null): Shape | undefined {
  const missing = rank - shape.spatial.length;
  if (missing === 0) return shape;
  if (framework === "pytorch") return undefined;
  if (framework !== "keras" && shape.spatial.length > 0) return undefined;
  return shapeOf([...Array<Size>(missing).fill(1), ...shape.spatial], shape.channels);
}

function shapeFromSizes(sizes: readonly Size[]): Shape {
  return shapeOf(sizes.slice(0, -1), sizes[sizes.length - 1] ?? null);
}

function align(inputs: readonly Shape[], framework: Framework | null) {
  const rank = greatest(inputs.map((input) => input.spatial.length));
  const widest = inputs.findIndex((input) => input.spatial.length === rank);
  const shapes = inputs.map((input) => aligned(input, rank, framework));
  const lost = shapes.indexOf(undefined);
  const misaligned =
    lost < 0 ? undefined : ([Math.min(lost, widest) + 1, Math.max(lost, widest) + 1] as const);
  return {
    rank,
    shapes: shapes.map((shape) => (shape === undefined ? undefined : sizesOf(shape))),
    misaligned,
  };
}

/** Joins tensors number by number: sizes are equal, or one and then stretched. */
export function joinElementwise(inputs: readonly Shape[], framework: Framework | null): Joined {
  const [first] = inputs;
  // As nearly always: nothing is to be aligned or stretched.
  if (first && isPlain(first) && inputs.every((input) => sameShape(input, first)))
    return { output: first, conflicts: NONE, stretched: NONE, misaligned: undefined };
  const { rank, shapes, misaligned } = align(inputs, framework);
  const conflicts: Conflict[] = [];
  const sizes: Size[] = [];
  for (let axis = 0; axis <= rank; axis++) {
    const column = shapes.map((shape) => (shape === undefined ? null : (shape[axis] ?? null)));
    const first = column.findIndex((size) => size !== null && size !== 1);
    const size = column[first] ?? null;
    const second = column.findIndex((other) => other !== null && other !== 1 && other !== size);
    if (first < 0) sizes.push(column.includes(null) ? null : 1);
    else if (second < 0) sizes.push(size);
    else {
      sizes.push(null);
      conflicts.push({
        axis: axisName(rank, axis),
        first: first + 1,
        second: second + 1,
        sizes: [size!, column[second]!],
      });
    }
  }
  const stretched = shapes.flatMap((shape, at) => {
    const axes = (shape ?? []).flatMap((size, axis) =>
      size === 1 && sizes[axis] !== null && sizes[axis] !== 1 ? [axisName(rank, axis)] : [],
    );
    return axes.length > 0 ? [{ input: at + 1, axes }] : [];
  });
  return { output: shapeFromSizes(sizes), conflicts, stretched, misaligned };
}

const NONE: readonly never[] = [];

/** Whether all sizes are known. */
function isPlain({ spatial, channels, doubtful }: Shape): boolean {
  return channels !== null && !spatial.includes(null) && doubtful === undefined;
}

/** Joins tensors along one axis; the others must be equal. */
export function joinAlong(inputs: readonly Shape[], axis: number, sum: Size): Joined {
  const [one] = inputs;
  if (one && isPlain(one) && inputs.every((input) => sameShape(input, one)))
    return {
      output: shapeFromSizes(sizesOf(one).map((size, at) => (at === axis ? sum : size))),
      conflicts: NONE,
      stretched: NONE,
      misaligned: undefined,
    };
  const rank = greatest(inputs.map((input) => input.spatial.length));
  const odd = inputs.findIndex((input) => input.spatial.length !== inputs[0]!.spatial.length);
  const conflicts: Conflict[] = [];
  const sizes: Size[] = [];
  for (let at = 0; at <= rank; at++) {
    if (at === axis) {
      sizes.push(odd < 0 ? sum : null);
      continue;
    }
    const sizeOf = (input: Shape): Size => (input.spatial.length === rank ? sizeAlong(input, at) : null);
    const first = inputs.findIndex((input) => sizeOf(input) !== null);
    const size = first < 0 ? null : sizeOf(inputs[first]!);
    const second = inputs.findIndex((input) => {
      const other = sizeOf(input);
      return other !== null && other !== size;
    });
    sizes.push(second < 0 ? size : null);
    if (second >= 0)
      conflicts.push({
        axis: axisName(rank, at),
        first: first + 1,
        second: second + 1,
        sizes: [size!, sizeOf(inputs[second]!)!],
      });
  }
  return {
    output: shapeFromSizes(sizes),
    conflicts,
    stretched: [],
    misaligned: odd < 0 ? undefined : [1, odd + 1],
  };
}

/** `8×8×16, 8×8×32 and 16`. */
export function shapesText(inputs: readonly Shape[]): string {
  return inputs.map((input) => formatShape(input)).join(" and ");
}
