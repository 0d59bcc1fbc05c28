// How a kind is written, derived from its signature: `dense UNITS bias|nobias axis=all|channels`.

import { type LayerKind, positionsOfSignature } from "./layer";
import type { Parameter } from "./parameter";

/** `conv FILTERS KERNEL stride=1 …`: positions first, then options in the order of the signature. */
export function usageOf(kind: LayerKind): string {
  const options = Object.entries(kind.signature).filter(([, parameter]) => parameter.position === undefined);
  return [
    kind.kind,
    ...positionsOfSignature(kind.signature).map(([name, parameter]) => positionText(name, parameter)),
    ...(kind.merges ? ["LABEL…"] : []),
    ...options.map(([name, parameter]) => optionText(name, parameter)),
  ].join(" ");
}

function positionText(name: string, parameter: Parameter): string {
  const own = Object.keys(parameter.words);
  if (own.length > 0) return `[${own.join("|")}]`;
  return parameter.required ? name.toUpperCase() : `[${name.toUpperCase()}]`;
}

function optionText(name: string, parameter: Parameter): string {
  const words = Object.keys(parameter.words);
  if (parameter.named) return `${name}=${words.join("|")}`;
  if (parameter.type === "padding") return [`${name}=…`, ...words].join("|");
  if (words.length > 0) return words.length === 1 ? `[${words[0]}]` : words.join("|");
  return `${name}=${valueText(parameter)}`;
}

/** What stands behind the `=`: the default, or what kind of value it is. */
function valueText(parameter: Parameter): string {
  if (parameter.defaultFrom !== undefined) return parameter.defaultFrom.toUpperCase();
  const standard = defaultText(parameter);
  if (standard !== undefined) return standard;
  if (parameter.type === "tensor") return "LABEL";
  if (parameter.type === "connections") return "(NxM, …)";
  return "…";
}

/** What holds unless the text says otherwise, as it would be written; undefined where there is no such value. */
export function defaultText(parameter: Parameter): string | undefined {
  const { default: standard } = parameter;
  if (standard === undefined) return undefined;
  for (const [word, value] of Object.entries(parameter.words)) if (sameValue(value, standard)) return word;
  if (Array.isArray(standard)) return standard.join("x");
  return typeof standard === "object" ? undefined : String(standard);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  return "mode" in a && "mode" in b && a.mode === b.mode && a.mode !== "explicit";
}
