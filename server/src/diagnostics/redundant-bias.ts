// `redundant-bias`: a bias that a batch normalisation cancels.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "redundant-bias": { readonly saves: number; readonly kind: string; readonly own: boolean };
  }
}

export const redundantBias = defineDiagnostic({
  code: "redundant-bias",
  severity: "hint",
  title: "A bias that is cancelled",
  message: ({ saves, kind, own }) =>
    `The batch normalisation ${own ? "that follows" : "here"} cancels the bias of the ${own ? `\`${kind}\`` : "layer before it"}: \`nobias\` saves ${grouped(saves)} parameters and changes nothing else.`,
  page: [
    "Batch normalisation subtracts the mean of each channel, so a constant added to the channel just before it has no effect. Most published networks leave that bias out; some, such as Keras' ResNet-50, keep it.",
  ],
  example: "input 8x8x1\nconv 4 3x3 bn",
  repaired: "input 8x8x1\nconv 4 3x3 nobias bn",
  fixes: (_, { layer }) =>
    layer ? [{ title: "Write `nobias`", edits: [layer.write("bias", "nobias")] }] : [],
});
