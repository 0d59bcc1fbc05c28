// The hover of an argument: which parameter it gives, what that means, and what holds without it.

import type { CallPart, LayerPart } from "../analysis/run";
import type { LayerKind } from "../catalogue/layer";
import type { Margins, Padding, Parameter } from "../catalogue/parameter";
import { formatShape, type Shape, type ShapeStyle } from "../catalogue/shape";
import { defaultText } from "../catalogue/usage";
import { formatValue, type Value } from "../model/value";
import { harmless } from "./markdown";

/** The parameter of a layer or block. */
export function parameterText(part: LayerPart | CallPart, name: string, style: ShapeStyle): string {
  if (part.type === "call") return blockParameterText(part, name, style);
  const parameter = (part.kind as LayerKind).signature[name];
  if (!parameter) return "";
  const value = part.segment.args[name];
  const head = `**${name}** of \`${part.kind.kind}\`${value === undefined ? "" : ` = ${show(value, parameter)}`}`;
  return [head, parameter.doc, defaultOf(parameter)].filter((text) => text !== "").join("\n\n");
}

function blockParameterText(part: CallPart, name: string, style: ShapeStyle): string {
  const value = part.segment.values.get(name) ?? part.run.before.scope.lookup(name)?.value;
  const head = `**${name}** of the block \`${part.block.name}\`${value ? ` = ${showValue(value, style)}` : ""}`;
  const required = part.block.positions.includes(name);
  return `${head}\n\n${required ? "It has no default." : "It has a default, so it may be left out."}`;
}

export function showValue(value: Value, style: ShapeStyle): string {
  return value.type === "tensor" ? formatShape(value.tensor.shape, style) : harmless(formatValue(value));
}

function defaultOf(parameter: Parameter): string {
  if (parameter.defaultFrom !== undefined) return `Without it: that of \`${parameter.defaultFrom}\`.`;
  const standard = defaultText(parameter);
  if (standard !== undefined) return `Without it: \`${standard}\`.`;
  return "";
}

/** A typed argument as the text would say it. */
function show(value: unknown, parameter: Parameter): string {
  for (const [word, own] of Object.entries(parameter.words)) if (own === value) return `\`${word}\``;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean")
    return `\`${value}\``;
  if (Array.isArray(value)) return `\`${value.map(showItem).join(value.every(isNumber) ? "×" : ", ")}\``;
  switch (parameter.type) {
    case "padding": {
      const padding = value as Padding;
      return padding.mode === "explicit" ? showMargins(padding) : `\`${padding.mode}\``;
    }
    case "margins":
      return showMargins(value as Margins);
    case "dimensions":
      return `\`${(value as { sizes: readonly (number | null)[] }).sizes.map((size) => size ?? "?").join("×")}\``;
    case "tensor":
      return formatShape(value as Shape);
    default:
      return "";
  }
}

function showMargins({ before, after }: Margins): string {
  const sides = before.map((side, axis) => (side === after[axis] ? `${side}` : `${side}:${after[axis]}`));
  return `\`${sides.join("×")}\``;
}

const isNumber = (item: unknown): boolean => typeof item === "number";

function showItem(item: unknown): string {
  if (typeof item === "number") return String(item);
  const { filters, maps } = item as { filters: number; maps: number };
  return `${filters}×${maps}`;
}
