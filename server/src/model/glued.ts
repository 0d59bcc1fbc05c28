// The value of a glued word: the `2` of `stride2`, the `1:2x0:1` of `pad1:2x0:1`.

import { readDecimal } from "../base/exact";
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
