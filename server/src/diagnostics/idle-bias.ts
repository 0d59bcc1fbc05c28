// `idle-bias`: a pool that says something about a bias that it does not have.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "idle-bias": { readonly kind: string };
  }
}

export const idleBias = defineDiagnostic({
  code: "idle-bias",
  severity: "error",
  title: "A bias where there are no weights",
  message: ({ kind }) =>
    `\`${kind}\` has neither weights nor a bias unless it is \`weighted\`: remove this, or add \`weighted\`.`,
  page: [
    "A pool takes the largest value or the mean of each window and learns nothing. With `weighted` it multiplies each channel by a coefficient and adds a bias, as LeNet-5's subsampling does; only then does `nobias` mean something.",
  ],
  example: "input 8x8x4\nmaxpool 2 nobias",
  repaired: "input 8x8x4\nmaxpool 2",
  fixes: (_, { layer, text }) =>
    layer
      ? [
          { title: `Remove \`${text}\``, edits: [layer.remove("bias")] },
          { title: "Write `weighted`", edits: [layer.write("weighted", "weighted")] },
        ]
      : [],
});
