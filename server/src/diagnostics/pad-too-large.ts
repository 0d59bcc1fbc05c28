// `pad-too-large`: mirrored or wrapped padding that is wider than the map.

import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "pad-too-large": {
      readonly mode: string;
      readonly axis: string;
      readonly size: number;
      readonly margin: number;
      readonly limit: number;
    };
  }
}

export const padTooLarge = defineDiagnostic({
  code: "pad-too-large",
  severity: "error",
  title: "Mirrored or wrapped padding wider than the map",
  message: ({ mode, axis, size, margin, limit }) =>
    `\`${mode}\` padding of ${term(margin)} needs more than the ${axis} ${term(size)} holds: use ${term(limit)} or less, or \`replicate\`.`,
  page: [
    "`reflect` mirrors the map without repeating its border, so it has one position less to give than the map is wide; `circular` can repeat the map once. PyTorch refuses more. `replicate` and zeros can be as wide as you like.",
  ],
  example: "input 4x4x3\npad 4 reflect",
  repaired: "input 4x4x3\npad 3 reflect",
  fixes({ limit }, { layer }) {
    if (layer === null) return [];
    const replicate = [
      { title: "`replicate`: the border repeated", edits: [layer.write("mode", "replicate")] },
    ];
    if (layer.args.margins === undefined) return replicate;
    const clip = (sides: readonly number[]) => sides.map((side) => Math.min(side, limit));
    const margins = layer.args.margins as { before: readonly number[]; after: readonly number[] };
    const fitting = { before: clip(margins.before), after: clip(margins.after) };
    const text = fitting.before.map((before, axis) => `${before}:${fitting.after[axis] ?? before}`).join("x");
    if (layer.probe({ margins: fitting }).codes.size > 0) return replicate;
    return [{ title: `\`${text}\`: as much as fits`, edits: [layer.write("margins", text)] }, ...replicate];
  },
});
