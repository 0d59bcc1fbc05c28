// `reshape-unknowns`: a reshape that leaves more than one size open.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "reshape-unknowns": { readonly unknowns: number };
  }
}

export const reshapeUnknowns = defineDiagnostic({
  code: "reshape-unknowns",
  severity: "error",
  title: "More than one size of a reshape is open",
  message: ({ unknowns }) =>
    `Only one size of a reshape can be \`?\`, but ${unknowns} are: it takes what remains of the elements.`,
  page: [
    "The one size that is `?` follows from the others, as the number of elements stays the same. Two of them could be shared out in many ways.",
  ],
  example: "input 7x7x64\nreshape ?x?x64",
  repaired: "input 7x7x64\nreshape ?x64",
});
