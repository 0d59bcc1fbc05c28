// `one-position`: a normalisation over a single position.

import { formatShape, type Shape } from "../catalogue/shape";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "one-position": { readonly input: Shape };
  }
}

export const onePosition = defineDiagnostic({
  code: "one-position",
  severity: "error",
  title: "A normalisation over a single position",
  message: ({ input }) =>
    `Each channel of ${formatShape(input)} has one position, so its deviation is 0, and PyTorch refuses to train it: normalise earlier, or use \`ln\`.`,
  page: [
    "An instance normalisation subtracts from every channel its mean over the positions. With one position nothing but 0 is left, so PyTorch refuses it in training.",
    "Put it before the pool that takes the positions away, or normalise over the channels with `ln`.",
  ],
  example: "framework pytorch\ninput 1x1x64\ninstance_norm",
  repaired: "framework pytorch\ninput 1x1x64\nln",
});
