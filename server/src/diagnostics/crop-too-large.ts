// `crop-too-large`: a crop that leaves nothing, or to a larger map.

import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "crop-too-large": {
      readonly axis: string;
      readonly size: number;
      /** What is taken off; negative where the wanted size is larger than the input. */
      readonly before: number;
      readonly after: number;
    };
  }
}

export const cropTooLarge = defineDiagnostic({
  code: "crop-too-large",
  severity: "error",
  title: "A crop takes off more than there is",
  message({ axis, size, before, after }) {
    if (before < 0 || after < 0)
      return `The ${axis} is ${term(size)} and cannot be cropped to ${term(size - before - after)}: \`crop\` makes maps smaller, \`pad\` larger.`;
    const total = before + after;
    const least = total === size ? "all" : "more than";
    return `Cropping ${term(before)} + ${term(after)} takes off ${least === "all" ? `all of the ${axis} ${term(size)}` : `more than the ${axis} ${term(size)}`}: take off ${term(size - 1)} at most.`;
  },
  page: [
    "A crop must leave at least one row and one column. With `like=` the wanted height and width must not exceed the input's.",
  ],
  example: "input 4x4x8\ncrop 2",
  repaired: "input 4x4x8\ncrop 1",
  fixes(_, { layer }) {
    if (layer === null || layer.args.margins === undefined) return [];
    const most = Math.min(...layer.input.spatial.map((size) => Math.ceil((size ?? Number.NaN) / 2) - 1));
    if (!(most >= 0)) return [];
    const margins = {
      before: layer.input.spatial.map(() => most),
      after: layer.input.spatial.map(() => most),
    };
    const { output, codes } = layer.probe({ margins });
    if (output === null || codes.size > 0) return [];
    const shape = [...output.spatial, output.channels].map((size) => size ?? "?").join("×");
    return [{ title: `\`${most}\`: ${shape}`, edits: [layer.write("margins", String(most))] }];
  },
});
