// `idle-frozen`: the word behind a layer that has no parameters.

import type { Span } from "../base/span";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "idle-frozen": {
      readonly kind: string;
      /** The layer before it on the line that has parameters, and the word in front of which `frozen` is its own. */
      readonly meant: { readonly kind: string; readonly before: Span } | null;
    };
  }
}

export const idleFrozen = defineDiagnostic({
  code: "idle-frozen",
  severity: "warning",
  title: "`frozen` where there are no parameters",
  message: ({ kind, meant }) =>
    `\`frozen\` belongs to \`${kind}\`, which has no parameters: ${meant ? `write it right behind \`${meant.kind}\` and its arguments` : "remove it"}.`,
  page: [
    "What comes behind a layer's word belongs to that layer, `frozen` as well: `conv 64 3x3 frozen bn relu` freezes the convolution, `conv 64 3x3 bn frozen relu` the normalisation. Behind an activation or a pool it would change nothing.",
  ],
  example: "input 8x8x4\nconv 8 3x3 nobias bn relu frozen",
  repaired: "input 8x8x4\nconv 8 3x3 nobias bn frozen relu",
  fixes: ({ meant }, { span }) => {
    const removed = { span: { ...span, start: span.start - 1 }, text: "" };
    const remove = { title: "Remove `frozen`", edits: [removed] };
    if (!meant) return [remove];
    const at = { ...meant.before, endLine: meant.before.line, end: meant.before.start };
    return [{ title: `Freeze \`${meant.kind}\``, edits: [{ span: at, text: "frozen " }, removed] }, remove];
  },
});
