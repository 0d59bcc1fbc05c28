// `too-deep`: parentheses or braces nested deeper than anybody means.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "too-deep": {
      readonly what: "parentheses" | "operators" | "words" | "braces" | "calls" | "bodies";
      readonly limit: number;
    };
  }
}

const NESTING = {
  parentheses: "Parentheses",
  braces: "Braces",
  calls: "Block calls",
  bodies: "Block calls and the braces around them",
} as const;

export const tooDeep = defineDiagnostic({
  code: "too-deep",
  severity: "error",
  title: "Nested too deep",
  message: ({ what, limit }) => {
    if (what === "operators")
      return `This expression has more than ${limit} operators: split it into several \`let\`s.`;
    if (what === "words")
      return `This statement has more than ${grouped(limit)} words and signs: split it into several.`;
    return `${NESTING[what]} nest deeper than ${limit} levels here: split this into parts.`;
  },
  page: [
    "Expressions, bodies and block calls may nest, but only to a fixed depth, so that any file is answered at once.",
  ],
  example: `input 8x8x1\nconv ${"(".repeat(70)}4${")".repeat(70)} 3x3`,
  repaired: "input 8x8x1\nconv (4) 3x3",
});
