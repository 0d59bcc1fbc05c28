// `bn-partial`: PyTorch's batch normalisation has both scale and shift, or neither.

import { formatShape } from "../catalogue/shape";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "bn-partial": { readonly missing: "scale" | "shift" };
  }
}

export const bnPartial = defineDiagnostic({
  code: "bn-partial",
  severity: "error",
  title: "PyTorch's batch normalisation has both scale and shift, or neither",
  message: ({ missing }) =>
    `PyTorch's \`BatchNorm\` cannot leave out the ${missing} alone: use \`bn\` for both, or \`bn noaffine\` for neither.`,
  page: [
    "In Keras, `scale=False` and `center=False` leave out one of the two that a batch normalisation learns. PyTorch has one switch for both, `affine`.",
  ],
  example: "framework pytorch\ninput 32x32x16\nbn noscale",
  repaired: "framework pytorch\ninput 32x32x16\nbn",
  fixes({ missing }, { layer }) {
    if (layer === null) return [];
    const parameter = missing === "scale" ? "scale" : "center";
    return [
      { title: `\`bn\`: ${formatShape(layer.input)}, scale and shift`, edits: [layer.remove(parameter)] },
      { title: "`bn noaffine`: nothing learned", edits: [layer.write(parameter, "noaffine")] },
    ];
  },
});
