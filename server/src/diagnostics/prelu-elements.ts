// `prelu-elements`: PyTorch has no slope for every element.

import type { Size } from "../base/whole";
import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "prelu-elements": { readonly channels: Size };
  }
}

export const preluElements = defineDiagnostic({
  code: "prelu-elements",
  severity: "error",
  title: "PyTorch's PReLU has no slope for every element",
  message: ({ channels }) =>
    `PyTorch's \`PReLU\` has one slope for all, or one for each of the ${term(channels)} channels: use \`shared\` or \`channels\`.`,
  page: [
    "Keras' `PReLU` learns a slope for every element of its input unless axes are shared. PyTorch's takes one slope, or as many as there are channels, and refuses every other number.",
  ],
  example: "framework pytorch\ninput 32x32x16\nprelu elements",
  repaired: "framework pytorch\ninput 32x32x16\nprelu channels",
  fixes: ({ channels }, { layer }) =>
    layer === null
      ? []
      : [
          { title: `\`channels\`: ${term(channels)} parameters`, edits: [layer.write("slopes", "channels")] },
          { title: "`shared`: 1 parameter", edits: [layer.write("slopes", "shared")] },
        ],
});
