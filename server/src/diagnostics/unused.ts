// `unused`: a definition that nothing uses.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    unused: { readonly name: string; readonly what: string };
  }
}

export const unused = defineDiagnostic({
  code: "unused",
  severity: "warning",
  title: "A definition that nothing uses",
  message: ({ name, what }) => `Nothing uses the ${what} \`${name}\`: remove it, or use it.`,
  page: [
    "A label, `let`, `block` or import that nothing refers to is either left over or the place that should use it has a typing error.",
  ],
  example: "let width = 3\ninput 8x8x1\nrelu",
  repaired: "let width = 3\ninput 8x8x1\nconv width 3x3",
});
