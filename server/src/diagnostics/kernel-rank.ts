// `kernel-rank`: a size with more or fewer parts than the tensor has axes.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "kernel-rank": { readonly parameter: string; readonly parts: number; readonly rank: number };
  }
}

export const kernelRank = defineDiagnostic({
  code: "kernel-rank",
  severity: "error",
  title: "A size that does not match the axes",
  message: ({ parameter, parts, rank }) =>
    `The ${parameter} has ${parts} parts, but the input has ${rank} spatial ax${rank === 1 ? "is" : "es"}: ${rank === 3 && parts === 2 ? "for pictures leave the batch out of the input, else " : ""}give one number for all of them, or ${rank}.`,
  page: [
    "A lone number holds for every spatial axis; otherwise there must be one number for each: one for a sequence, two for a picture, three for a volume.",
  ],
  example: "input 8x8x1\nconv 4 3x3x3",
  repaired: "input 8x8x1\nconv 4 3x3",
  fixes: ({ parameter }, { layer, text }) => {
    if (!layer) return [];
    const parts = text.match(/\d+/g) ?? [];
    const first = parts[0];
    if (!first) return [];
    const rank = layer.input.spatial.length;
    // A batch that stands in the input is no axis to slide along.
    if (rank === 3 && (layer.input.spatial[0] === 1 || layer.input.spatial[1] === 3)) return [];
    const size = Array.from({ length: rank }, (_, axis) => parts[axis] ?? first).join("x");
    const written = /^[a-z_]+/i.exec(text)?.[0] ?? "";
    return [{ title: `Write \`${written}${size}\``, edits: [layer.write(parameter, written + size)] }];
  },
});
