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
  fixes: ({ value }, { span, text }) => {
    const [, option = "", given = text] = /^(\w+\s*=\s*)(.*)$/s.exec(text) ?? [];
    if (given === value) {
      const near = [Math.floor(Number(value)), Math.ceil(Number(value))].filter((each) => each >= 1);
      return near.map((each) => ({
        title: `Write \`${option}${each}\``,
        edits: [{ span, text: `${option}${each}` }],
      }));
    }
    const inner = given.startsWith("(") && given.endsWith(")") ? given.slice(1, -1) : given;
    return ["floor", "ceil", "round"].map((name) => {
      const call = `${name}(${inner})`;
      return {
        title: `Write \`${option}${call}\``,
        edits: [{ span, text: option ? `${option}${call}` : `(${call})` }],
      };
    });
  },
});
