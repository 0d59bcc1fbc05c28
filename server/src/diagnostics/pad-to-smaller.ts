// `pad-to-smaller`: `pad like=` names a tensor that is smaller than the map.

import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "pad-to-smaller": { readonly axis: string; readonly size: number; readonly wanted: number };
  }
}

export const padToSmaller = defineDiagnostic({
  code: "pad-to-smaller",
  severity: "error",
  title: "`pad like=` names a smaller tensor",
  message: ({ axis, size, wanted }) =>
    `The ${axis} is ${term(size)} and cannot be padded to ${term(wanted)}: \`pad\` makes maps larger, \`crop\` smaller.`,
  page: [
    "`pad like=LABEL` adds as much as brings a map to the height and width of another, which must not be smaller.",
  ],
  example: "small: input 30x30x8\nlarge: input 32x32x8\npad like=small",
  repaired: "small: input 30x30x8\nlarge: input 32x32x8\ncrop like=small",
});
