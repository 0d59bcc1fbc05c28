// `unexpected-body`: braces behind a layer that has no body.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unexpected-body": { readonly kind: string };
  }
}

export const unexpectedBody = defineDiagnostic({
  code: "unexpected-body",
  severity: "error",
  title: "Braces that do not belong here",
  message: ({ kind }) =>
    `\`${kind}\` has no body: remove the \`{ … }\`. Branches belong to merges such as \`add { | … | … }\`.`,
  page: ["Only merges, `residual`, `repeat`, `if`, `block` and `network` have a body in braces."],
  example: "input 8x8x1\nrelu { conv 4 3x3 }",
  repaired: "input 8x8x1\nrelu",
});
