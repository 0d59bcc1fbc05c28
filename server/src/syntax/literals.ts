// Numbers and sizes as they stand in a text → their nodes.

import { readDecimal } from "../base/exact";
import type { Span } from "../base/span";
import type { Size } from "../base/whole";
import type { Expression, SizePart } from "./ast";

/** `60`, `0.5`, `1e-3`, `256KiB`, `10%`; its value is null where it has more digits than can be held. */
export function numberOf(text: string, span: Span): Expression {
  const unit = /[A-Za-z%]+$/.exec(text.replace(/[eE][+-]?\d+/, ""))?.[0] ?? "";
  const digits = unit ? text.slice(0, -unit.length) : text;
  return { type: "number", value: readDecimal(digits), unit, text, span };
}

/** `3x3`, `100×100×1`, `1:2x0:1`, `3@224x224`, `?`. */
export function sizeOf(text: string, span: Span): Expression {
  const plain = text.replaceAll("_", "").replaceAll("×", "x");
  const at = plain.indexOf("@");
  const parts = (at < 0 ? plain : plain.slice(at + 1)).split("x").map((part): SizePart => {
    const [value, after] = part.split(":");
    return after === undefined
      ? { value: sizeNumber(value!) }
      : { value: sizeNumber(value!), after: Number(after) };
  });
  const channelsFirst = at < 0 ? undefined : sizeNumber(plain.slice(0, at));
  return { type: "size", parts, channelsFirst, text, span };
}

function sizeNumber(text: string): Size {
  return text === "?" ? null : Number(text);
}
