// How arguments of windows are written in a `.cnn` file, for repairs and remarks: `5x5`, `stride2`, `pad1:2x0`.

import { OVERFLOW, type Size } from "../base/whole";
import type { Padding } from "./parameter";

/** A size as messages show it; `?` for an unknown one. */
export function showSize(size: Size): string {
  if (size === null) return "?";
  return size === OVERFLOW ? "over 2⁵³" : String(size);
}

/** `7×7`. */
export function showSizes(sizes: readonly Size[]): string {
  return sizes.map(showSize).join("×");
}

/** `2`, or `2×1` where the axes differ. */
export function showShort(sizes: readonly Size[]): string {
  return sizes.every((size) => size === sizes[0]) ? showSize(sizes[0] ?? null) : showSizes(sizes);
}

/** `5x5`: every axis is written. */
export function spellSizes(sizes: readonly number[]): string {
  return sizes.join("x");
}

/** `2`, or `2x1` where the axes differ. */
export function spellShort(sizes: readonly number[]): string {
  const first = sizes[0];
  return sizes.every((size) => size === first) ? String(first) : spellSizes(sizes);
}

/** `pad1`, `pad2:3`, `pad0:1x0`: axes that are alike are written once. */
export function spellPadding(before: readonly number[], after: readonly number[]): string {
  const parts = before.map((size, axis) => (size === after[axis] ? String(size) : `${size}:${after[axis]}`));
  const alike = parts.every((part) => part === parts[0]);
  return `pad${alike ? parts[0] : parts.join("x")}`;
}

/** Explicit padding, as binding would make it. */
export function explicitPadding(before: readonly number[], after: readonly number[]): Padding {
  return { mode: "explicit", before, after };
}

/** "rows", "columns", …: what lies along an axis, in the singular or plural. */
export function unitOf(axis: string, count: number): string {
  const unit = UNITS[axis] ?? "position";
  return count === 1 ? unit : `${unit}s`;
}

const UNITS: Record<string, string> = { height: "row", width: "column", depth: "slice", length: "position" };
