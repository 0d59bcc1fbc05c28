// `needs-arrow`: a layer that cannot follow on the same line without an arrow.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "needs-arrow": { readonly kind: string };
  }
}

export const needsArrow = defineDiagnostic({
  code: "needs-arrow",
  severity: "error",
  title: "A layer that needs a line of its own",
  message: ({ kind }) =>
    `\`${kind}\` cannot follow on the line of another layer like this: put it on its own line, or write \`->\` before it.`,
  page: [
    "Only activations, normalisations and dropout follow a layer without more ado. Other layers stand on their own line or after `->`.",
  ],
  example: "input 8x8x1\nconv 4 3x3 maxpool 2",
  repaired: "input 8x8x1\nconv 4 3x3 -> maxpool 2",
  fixes: ({ kind }, { span }) => [
    {
      title: `Write \`-> ${kind}\``,
      edits: [{ span: { ...span, endLine: span.line, end: span.start }, text: "-> " }],
    },
  ],
});
