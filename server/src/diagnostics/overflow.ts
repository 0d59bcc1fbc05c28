// `overflow`: a number beyond 2⁵³.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    overflow: { readonly what: string };
  }
}

export const overflow = defineDiagnostic({
  code: "overflow",
  severity: "error",
  title: "A number beyond 2⁵³",
  message: ({ what }) => `The ${what} exceed 2⁵³ here, more than can be counted exactly: use smaller sizes.`,
  page: [
    "Every number that is shown is exact. Counts beyond 2⁵³ (9,007,199,254,740,992) are refused instead of rounded.",
  ],
  example: "input 1000000000\ndense 1000000000000",
  repaired: "input 1000\ndense 1000",
});
