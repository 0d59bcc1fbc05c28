// `not-whole`: a count or size that is not a whole number.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "not-whole": { readonly parameter: string; readonly value: string };
  }
}

export const notWhole = defineDiagnostic({
  code: "not-whole",
  severity: "error",
  title: "A count that is not a whole number",
  message: ({ parameter, value }) =>
    `${parameter ? `\`${parameter}\`` : "This"} is ${value}, and must be a whole number: use \`floor(…)\`, \`ceil(…)\` or \`round(…)\`.`,
  page: [
    "Arithmetic is exact, so `16*1.25` is the whole number 20, but `3/2` is not one. Counts and sizes must be whole.",
  ],
  example: "let width = 3\ninput 8x8x1\nconv (width/2) 3x3",
  repaired: "let width = 3\ninput 8x8x1\nconv (ceil(width/2)) 3x3",
  fixes: (_, { span, text }) => {
    const inner = text.startsWith("(") && text.endsWith(")") ? text.slice(1, -1) : text;
    return ["floor", "ceil", "round"].map((name) => ({
      title: `Write \`${name}(${inner})\``,
      edits: [{ span, text: `(${name}(${inner}))` }],
    }));
  },
});
