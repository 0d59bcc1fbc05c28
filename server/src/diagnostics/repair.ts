// Repairs that are tried before they are offered: a candidate counts only if the layer then takes it.

import type { Code } from "../base/problem";
import { formatShape, type Shape } from "../catalogue/shape";
import type { Fix, FixContext } from "./diagnostic";

/** An argument to be set: its typed value, and how the whole argument is written; an empty text takes it away. */
export interface Change {
  readonly parameter: string;
  readonly value: unknown;
  readonly text: string;
}

/** The candidates that a framework takes and that no longer meet the code, titled with what they give. */
export function repairs(
  code: Code,
  context: FixContext,
  candidates: readonly (readonly Change[])[],
  describe: (output: Shape, input: Shape) => string = (output) => formatShape(output),
  limit = 5,
): Fix[] {
  const { layer } = context;
  if (layer === null) return [];
  const fixes: Fix[] = [];
  const seen = new Set<string>();
  for (const changes of candidates) {
    const text = textOf(changes);
    if (fixes.length >= limit || changes.length === 0 || seen.has(text)) continue;
    seen.add(text);
    const probe = layer.probe(Object.fromEntries(changes.map(({ parameter, value }) => [parameter, value])));
    if (probe.output === null || probe.codes.has(code)) continue;
    fixes.push({
      title: `\`${text}\`: ${describe(probe.output, layer.input)}`,
      edits: changes.map(({ parameter, text: written }) =>
        written === "" ? layer.remove(parameter) : layer.write(parameter, written),
      ),
    });
  }
  return fixes;
}

function textOf(changes: readonly Change[]): string {
  return changes
    .map((change) => change.text)
    .filter((text) => text !== "")
    .join(" ");
}
