// The value of a glued word: the `2` of `stride2`, the `1:2x0:1` of `pad1:2x0:1`.

import { readDecimal } from "../base/exact";
import type { LayerKind } from "../catalogue/layer";
import type { BlockDefinition } from "./definition";
import { flagOf, optionOf } from "./signature";
import { numberValue, type Value } from "./value";

/** The value of what follows the letters; null where it is none. */
export function gluedValue(text: string): Value | null {
  if (/^\d+$/.test(text)) {
    const value = readDecimal(text);
    return value ? numberValue(value) : null;
  }
  if (!/^\d+(:\d+)?([x×]\d+(:\d+)?)*$/.test(text)) return null;
  const parts = text.split(/[x×]/).map((part) => {
    const [value, after] = part.split(":").map(Number);
    return after === undefined ? { value: value! } : { value: value!, after };
  });
  return { type: "size", parts, channelsFirst: undefined };
}

const GLUED = /^([A-Za-z_]+)(\d.*)$/;

/** The option of a glued word and its value; null where it is none. */
export function gluedOption(
  target: LayerKind | BlockDefinition,
  text: string,
): { readonly name: string; readonly value: Value } | null {
  const match = GLUED.exec(text);
  if (!match) return null;
  const name = optionOf(target, match[1]!);
  const value = name === null ? null : gluedValue(match[2]!);
  return name === null || value === null ? null : { name, value };
}

/** Whether a word is a flag or an option, also with its value glued to it. */
export function understands(target: LayerKind | BlockDefinition, text: string): boolean {
  return (
    flagOf(target, text) !== null || optionOf(target, text) !== null || gluedOption(target, text) !== null
  );
}
