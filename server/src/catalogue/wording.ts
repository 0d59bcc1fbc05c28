// How numbers and axes stand in the texts of the catalogue: workings, size lines and remarks.

import { grouped, type Size } from "../base/whole";
import { axisName, type Shape } from "./shape";

/** `7`, `1024`, `50,625`, or `?` where it is not known: only long numbers need groups inside a formula. */
export function term(value: Size): string {
  if (value === null) return "?";
  return Math.abs(value) < 10_000 ? String(value) : grouped(value);
}

/** `height: 10 + 1 + 2 = 13`: how an axis of the output arises. */
export function sizeLine(axis: string, arithmetic: string, result: Size): string {
  return `${axis}: ${arithmetic} = ${term(result)}`;
}

/** One line for every spatial axis, in order. */
export function sizeLines(output: Shape, arithmetic: (axis: number) => string): string[] {
  return output.spatial.map((size, axis) =>
    sizeLine(axisName(output.spatial.length, axis), arithmetic(axis), size),
  );
}

/** The axes whose size is not known, by name. */
export function unknownAxes(shape: Shape): string[] {
  const rank = shape.spatial.length;
  return [...shape.spatial, shape.channels].flatMap((size, axis) =>
    size === null ? [axisName(rank, axis)] : [],
  );
}

/** `height`, `height and width`, `depth, height and width`. */
export function listed(words: readonly string[], conjunction = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words[words.length - 1]}`;
}
