// `duplicate-name`: a name that is defined twice.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "duplicate-name": { readonly name: string; readonly what: string; readonly firstLine: number };
  }
}

export const duplicateName = defineDiagnostic({
  code: "duplicate-name",
  severity: "warning",
  title: "A name that is defined twice",
  message: ({ name, what, firstLine }) =>
    `The ${what} \`${name}\` is defined already in line ${firstLine}: from here on this one holds. Rename one of them.`,
  page: [
    "Two definitions of the same name are allowed by the rules of scope, but the earlier one can no longer be meant after the second. Both arms of an `if` may set the same label.",
  ],
  example: "let a = 1\nlet a = 2\ninput 8x8x1\nconv a 3x3",
  repaired: "let a = 1\nlet b = 2\ninput 8x8x1\nconv a 3x3 -> conv b 3x3",
});
