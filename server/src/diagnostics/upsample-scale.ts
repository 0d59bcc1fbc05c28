// `upsample-scale`: a factor that is not whole, which Keras does not take.

import { formatShape } from "../catalogue/shape";
import { defineDiagnostic, type Fix } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "upsample-scale": { readonly scale: readonly number[] };
  }
}

export const upsampleScale = defineDiagnostic({
  code: "upsample-scale",
  severity: "error",
  title: "Keras upsamples by whole factors only",
  message: ({ scale }) =>
    `Keras upsamples by whole factors only, but this is ${scale.join("×")}: round it, or give the size with \`resize\`.`,
  page: [
    "Keras' `UpSampling` layers repeat every row and column a whole number of times. `resize 75x75` (Keras' `Resizing`) gives any size. PyTorch takes any factor and rounds the size down.",
  ],
  example: "framework keras\ninput 50x50x8\nupsample 1.5",
  repaired: "framework keras\ninput 50x50x8\nupsample 2",
  fixes({ scale }, { layer }) {
    if (layer === null) return [];
    const fixes: Fix[] = [];
    for (const round of [Math.ceil, Math.floor]) {
      const whole = scale.map((factor) => Math.max(1, round(factor)));
      const written = new Set(whole).size === 1 ? String(whole[0]) : whole.join("x");
      const { output, codes } = layer.probe({ scale: whole });
      if (output !== null && codes.size === 0)
        fixes.push({
          title: `\`${written}\`: ${formatShape(output)}`,
          edits: [layer.write("scale", written)],
        });
    }
    return fixes;
  },
});
