// `unit-mismatch`: a unit that does not fit the quantity.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unit-mismatch": { readonly quantity: string; readonly unit: string; readonly wantsBytes: boolean };
  }
}

export const unitMismatch = defineDiagnostic({
  code: "unit-mismatch",
  severity: "error",
  title: "A unit that does not fit",
  message: ({ quantity, unit, wantsBytes }) =>
    wantsBytes
      ? `\`${quantity}\` is measured in bytes${unit ? `, not in \`${unit}\`` : ""}: write it like \`256KB\` or \`1MiB\`.`
      : `\`${quantity}\` is a count, not \`${unit}\`: write it like \`5M\` or \`4.1G\`.`,
  page: [
    "Counts take `K`, `M`, `G` (powers of 1,000); memory takes `KB`, `MB`, `GB` (powers of 1,000) or `KiB`, `MiB`, `GiB` (powers of 1,024).",
  ],
  example: "input 8x8x1\nbudget params 5KB",
  repaired: "input 8x8x1\nbudget params 5K",
});
