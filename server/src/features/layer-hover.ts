// The hover of a layer's word: what the layer is, and how its shape and its counts arise.

import type { LayerPart, Part } from "../analysis/run";
import { knownParametersOf } from "../analysis/totals";
import { grouped } from "../base/whole";
import type { LayerKind } from "../catalogue/layer";
import { formatShape, type ShapeStyle } from "../catalogue/shape";
import { textsOf } from "../catalogue/texts";
import { withNoun } from "./counts";
import { learnable, remarksOf, sited, sizeLinesOf, unsharedOf, working } from "./layer-texts";

/** The layer as it runs here; `field` is what there is to say of its receptive field. */
export function layerText(part: LayerPart, parts: readonly Part[], style: ShapeStyle, field: string): string {
  const paragraphs = [heading(part.kind), shapes(part, style)];
  const known = sited(part);
  if (known) {
    const sizes = sizeLinesOf(known);
    if (sizes.length > 0) paragraphs.push(sizes.map((line) => `- ${line}`).join("\n"));
    const work = working(known);
    if (work !== null) paragraphs.push(parameterLines(part, work));
    const remarks = remarksOf(known);
    const unshared = unsharedOf(known);
    // Some kinds compare themselves in their remarks.
    if (unshared !== null && !remarks.some((remark) => remark.includes("weight sharing"))) {
      paragraphs.push(unsharedLine(unshared, learnable(part) ?? 0));
    }
    if (part.result.macs) paragraphs.push(`${grouped(part.result.macs)} MACs`);
    paragraphs.push(field);
    if (remarks.length > 0) paragraphs.push(remarks.join("\n\n"));
  } else if (part.kind.weights) {
    paragraphs.push("Its parameters are not known, as its input or an argument is not.");
  }
  if (part.frozen) paragraphs.push("Frozen: its parameters are counted as non-trainable.");
  if (part.reused) paragraphs.push("Reused: its parameters are counted where they are first used.");
  const repeated = repeatedLine(parts);
  if (repeated) paragraphs.push(repeated);
  return paragraphs.filter((text) => text !== "").join("\n\n");
}

/** The kind alone, where it has not run. */
export function kindText(kind: LayerKind): string {
  const parameters = kind.weights ? `Parameters: ${textsOf(kind).formula}` : "";
  return [heading(kind), parameters].filter((text) => text !== "").join("\n\n");
}

function heading(kind: LayerKind): string {
  return `**${kind.kind}**\n\n${textsOf(kind).summary}`;
}

function shapes({ inputs, result }: LayerPart, style: ShapeStyle): string {
  const from = inputs.map((input) => formatShape(input, style)).join(", ");
  return `${from} → **${formatShape(result.output, style)}**`;
}

function parameterLines(part: LayerPart, work: string): string {
  const { weightCount, biasCount } = part.result;
  const apart =
    weightCount && biasCount ? `: ${grouped(weightCount)} weights and ${grouped(biasCount)} biases` : "";
  return `Parameters: ${work}${apart}`;
}

function unsharedLine(unshared: number, count: number): string {
  const ratio = count > 0 ? unshared / count : 0;
  const times = Number.isInteger(ratio) ? grouped(ratio) : ratio.toPrecision(3);
  const comparison = ratio > 0 ? `, ${times} times as many` : "";
  return `Without weight sharing it would need ${grouped(unshared)}${comparison}.`;
}

function repeatedLine(parts: readonly Part[]): string | null {
  const repeat = parts.find((part) => part.type === "repeat");
  if (!repeat) return null;
  const times = repeat.iterations.reduce((sum, iteration) => sum + iteration.times, 0);
  const sum = knownParametersOf(repeat.totals) === 0 ? "" : `: ${withNoun(repeat.totals)} in all`;
  return `This is the first of ${grouped(times)} repetitions${sum}.`;
}
