// `shuffle-divide`: an axis that does not come apart into equal parts.

import { formatShape } from "../catalogue/shape";
import { term } from "../catalogue/wording";
import { defineDiagnostic, type Fix } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "shuffle-divide": {
      readonly kind: string;
      readonly axis: string;
      readonly size: number;
      /** What must divide the size. */
      readonly by: number;
    };
  }
}

export const shuffleDivide = defineDiagnostic({
  code: "shuffle-divide",
  severity: "error",
  title: "A size that does not divide into equal parts",
  message: ({ kind, axis, size, by }) =>
    `\`${kind}\` splits the ${axis} into ${term(by)} equal parts, but ${term(size)} is not divisible by ${term(by)}.`,
  page: [
    "`pixel_shuffle r` makes positions of channels: their number must divide by r², `depth_to_space` likewise by the block's cells. `pixel_unshuffle r` and `space_to_depth` make channels of blocks of positions: every axis must divide by the block's side. `glu` splits the channels in two.",
    "Change the filters of the layer before, pad or crop the map, or choose another factor.",
  ],
  example: "input 32x32x12\npixel_shuffle 3",
  repaired: "input 32x32x12\npixel_shuffle 2",
  fixes(_, { layer }) {
    if (layer === null) return [];
    const factor = layer.args.factor;
    if (typeof factor !== "number") return [];
    const fixes: Fix[] = [];
    for (const other of [factor - 1, factor + 1, factor - 2, factor + 2, factor - 3]) {
      if (other < 2) continue;
      const { output, codes } = layer.probe({ factor: other });
      if (output !== null && codes.size === 0)
        fixes.push({
          title: `\`${layer.kind.kind} ${other}\`: ${formatShape(output)}`,
          edits: [layer.write("factor", String(other))],
        });
    }
    return fixes;
  },
});
