// `lost-let`: a `let` in a repeat that reads the name it sets, as if it went on from one repetition to the next.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "lost-let": { readonly name: string };
  }
}

export const lostLet = defineDiagnostic({
  code: "lost-let",
  severity: "warning",
  title: "A `let` that ends with its repetition",
  message: ({ name }) =>
    `Every repetition reads the \`${name}\` from before the \`repeat\`, and what this \`let\` sets ends with it: number the repetitions with \`repeat … as i\` and compute \`${name}\` from \`i\`, under another name.`,
  page: [
    "`let` names a value, it does not change one. A name that is set in a body is known to the end of that body, so each repetition starts from the same values. What differs from one to the next is its number: `repeat 3 as i { conv (width + 8*i) 3x3 }`.",
  ],
  example: "let width = 16\ninput 32x32x3\nrepeat 3 {\n  let width = width*2\n  conv width 3x3\n}",
  repaired:
    "let width = 16\ninput 32x32x3\nrepeat 3 as i {\n  let wider = width*2**(i + 1)\n  conv wider 3x3\n}",
});
