// Repairs that are tried before they are offered: a candidate counts only if the layer then takes it.

import type { Code } from "../base/problem";
import { formatShape, type Shape } from "../catalogue/shape";
import type { Fix, FixContext, LayerContext, Probe } from "./diagnostic";

/** An argument to be set: its typed value, and how the whole argument is written; an empty text takes it away. */
export interface Change {
  readonly parameter: string;
  readonly value: unknown;
  readonly text: string;
}

interface Options {
  /** What the title says of the result; the output's shape unless given. */
  readonly describe?: (output: Shape) => string;
  /** Further codes that a repair must not meet. */
  readonly avoid?: readonly Code[];
}

const MOST = 5;

/**
 * The candidates that a framework takes and that no longer meet the code, titled with what they give; where another fault
 * stands in the way of all, those that leave no other than that.
 */
export function repairs(
  code: Code,
  { layer }: FixContext,
  candidates: readonly (readonly Change[])[],
  { describe = formatShape, avoid = [] }: Options = {},
): Fix[] {
  if (layer === null) return [];
  const fixes: Fix[] = [];
  const partial: Fix[] = [];
  const seen = new Set<string>();
  for (const changes of candidates) {
    const name = nameOf(changes);
    if (fixes.length >= MOST || changes.length === 0 || seen.has(name)) continue;
    seen.add(name);
    const probe = layer.probe(Object.fromEntries(changes.map(({ parameter, value }) => [parameter, value])));
    if ([code, ...avoid].some((unwanted) => probe.codes.has(unwanted))) continue;
    const edits = changes.map(({ parameter, text }) =>
      text === "" ? layer.remove(parameter) : layer.write(parameter, text),
    );
    if (probe.output !== null) fixes.push({ title: `${name}: ${describe(probe.output)}`, edits });
    else if (onlyOthers(probe, layer)) partial.push({ title: name, edits });
  }
  return fixes.length > 0 ? fixes : partial.slice(0, MOST);
}

/** Whether what a layer still meets is what it meets anyhow: a line may have two faults, each with its own repair. */
function onlyOthers({ refusals }: Probe, layer: LayerContext): boolean {
  const before = layer.probe({}).refusals;
  return refusals.size > 0 && [...refusals].every((refusal) => before.has(refusal));
}

/** `` `pad1 output_pad1` ``, `` `32` filters ``, `` without `ceil` ``. */
function nameOf(changes: readonly Change[]): string {
  const written = changes.filter((change) => change.text !== "");
  const [first] = changes;
  if (written.length === 0) return `without \`${first?.parameter}\``;
  const unit = written.length === 1 && written[0]?.parameter === "filters" ? " filters" : "";
  return `\`${written.map((change) => change.text).join(" ")}\`${unit}`;
}
