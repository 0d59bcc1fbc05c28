// `unknown-kind`: a word that names no kind of layer and no block.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unknown-kind": { readonly kind: string; readonly nearest: readonly string[] };
  }
}

export const unknownKind = defineDiagnostic({
  code: "unknown-kind",
  severity: "error",
  title: "A kind of layer that is not known",
  message: ({ kind, nearest }) =>
    nearest.length > 0
      ? `There is no layer or block \`${kind}\`. Did you mean ${nearest.map((name) => `\`${name}\``).join(" or ")}?`
      : `There is no layer or block \`${kind}\`: define it with \`block ${kind}(…) { … }\`, or use a layer of the catalogue.`,
  page: [
    "A line begins with a kind of layer (`conv`, `maxpool`, `dense`, …), a block that the file defines or imports, or a word such as `input`.",
    "What comes out of an unknown layer is unknown, so the shapes after it are shown as `?` until they no longer depend on it. Nothing passes silently.",
  ],
  example: "input 8x8x1\nconvv 4 3x3",
  repaired: "input 8x8x1\nconv 4 3x3",
  fixes: ({ nearest }, { span }) =>
    nearest.map((name) => ({ title: `Write \`${name}\``, edits: [{ span, text: name }] })),
});
