// What names and expressions stand for.

import { type Exact, formatExact, isWhole } from "../base/exact";
import { grouped, type Size } from "../base/whole";
import { formatShape, type Shape, sameShape } from "../catalogue/shape";
import type { BlockDefinition } from "./definition";

/** A tensor at some place of a network. */
export interface Tensor {
  /** null where it is not known. */
  readonly shape: Shape | null;
  /** How the place that uses it refers to it: `in`, or the name of a label or parameter; "" for the current tensor. */
  readonly reference: string;
  /** Whether the layer that made it ends with a bias, which a batch normalisation would cancel. */
  readonly biased: boolean;
  /** The label of the line that has just made it, while it is the current tensor. */
  readonly label?: string;
}

export interface SizeValue {
  readonly value: Size;
  /** The second number of a pair before:after. */
  readonly after?: number;
}

export type Value =
  | { readonly type: "number"; readonly value: Exact; readonly unit: "" | "B" | "%" }
  | { readonly type: "size"; readonly parts: readonly SizeValue[]; readonly channelsFirst: Size | undefined }
  /** `1.5x2`: one an axis, not all of them whole. */
  | { readonly type: "factors"; readonly factors: readonly number[] }
  | { readonly type: "truth"; readonly value: boolean }
  /** A word of an option (`same`), or a text. */
  | { readonly type: "word"; readonly text: string }
  /** The name of a kind or a block. */
  | { readonly type: "layer"; readonly name: string; readonly block: BlockDefinition | null }
  | { readonly type: "tensor"; readonly tensor: Tensor }
  /** What cannot be known because of an earlier fault or an unknown size. */
  | { readonly type: "unknown" };

export const UNKNOWN: Value = { type: "unknown" };

export function numberValue(value: Exact): Value {
  return { type: "number", value, unit: "" };
}

export function sameTensor(a: Tensor | null, b: Tensor | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return (
    a.reference === b.reference && a.biased === b.biased && a.label === b.label && sameShape(a.shape, b.shape)
  );
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.type !== b.type) return false;
  if (a.type === "tensor") return sameTensor(a.tensor, (b as typeof a).tensor);
  if (a.type === "number") {
    const { value, unit } = b as typeof a;
    return a.value.n === value.n && a.value.d === value.d && a.unit === unit;
  }
  return valueKey(a) === valueKey(b);
}

/** A text that is equal for equal values. */
export function valueKey(value: Value): string {
  switch (value.type) {
    case "number":
      return `n${value.value.n}/${value.value.d}${value.unit}`;
    case "size":
      return `s${value.channelsFirst === undefined ? "" : `${value.channelsFirst}@`}${value.parts.map((part) => `${part.value}:${part.after ?? ""}`).join("x")}`;
    case "factors":
      return `x${value.factors.join("x")}`;
    case "truth":
      return value.value ? "t" : "f";
    case "word":
      // A text may hold whatever stands between two keys.
      return `w${value.text.length}:${value.text}`;
    case "layer":
      return `l${value.name}${value.block ? `#${value.block.id}` : ""}`;
    case "tensor":
      return tensorKey(value.tensor);
    case "unknown":
      return "?";
  }
}

function tensorKey({ shape, biased, reference }: Tensor): string {
  const size = shape ? `${shape.spatial.join("x")}@${shape.channels}${shape.doubtful ? "d" : ""}` : "none";
  return `T${size}${biased ? "b" : ""}${reference}`;
}

/** As the text of a message or hover shows it. */
export function formatValue(value: Value): string {
  switch (value.type) {
    case "number":
      return (isWhole(value.value) ? grouped(Number(value.value.n)) : formatExact(value.value)) + value.unit;
    case "size":
      return formatSizeValue(value);
    case "factors":
      return value.factors.join("×");
    case "truth":
      return String(value.value);
    case "word":
      return value.text;
    case "layer":
      return value.name;
    case "tensor":
      return formatShape(value.tensor.shape);
    case "unknown":
      return "?";
  }
}

function formatSizeValue(value: Extract<Value, { type: "size" }>): string {
  const parts = value.parts.map(
    (part) => (part.value ?? "?") + (part.after === undefined ? "" : `:${part.after}`),
  );
  return (value.channelsFirst === undefined ? "" : `${value.channelsFirst ?? "?"}@`) + parts.join("×");
}

/** What kind of thing a value is, for messages: `a number`, `a size`, `a layer`, … */
export function valueNoun(value: Value): string {
  return {
    number: "a number",
    size: "a size",
    factors: "a size with parts that are not whole",
    truth: "true or false",
    word: "a word",
    layer: "a layer",
    tensor: "a tensor",
    unknown: "something unknown",
  }[value.type];
}
