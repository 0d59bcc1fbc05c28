// `joined-twice`: a merge that names the tensor that it takes anyway.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "joined-twice": { readonly kind: string; readonly label: string };
  }
}

export const joinedTwice = defineDiagnostic({
  code: "joined-twice",
  severity: "warning",
  title: "A tensor that is joined with itself",
  message: ({ kind, label }) =>
    `\`${label}\` is the current tensor already, so \`${kind}\` takes it twice: name the other tensors only, or write \`# cnn: ignore joined-twice\` if it is meant.`,
  page: [
    "A merge with labels joins the current tensor with those that it names: after `b: conv 4 3x3`, `concat a` joins `b` and `a`. Naming the current tensor as well, as one would in Python (`concat([a, b])`), takes it twice.",
  ],
  example: "input 8x8x4\na: conv 4 3x3\nb: conv 4 1x1\nconcat a b",
  repaired: "input 8x8x4\na: conv 4 3x3 same\nconv 4 1x1\nconcat a",
  fixes: ({ label }, { span }) => [{ title: `Remove \`${label}\``, edits: [{ span, text: "" }] }],
});
