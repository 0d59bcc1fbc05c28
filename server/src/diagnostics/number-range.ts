// `number-range`: a number outside of what makes sense.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "number-range": {
      readonly parameter: string;
      readonly value: string;
      readonly least: number;
      readonly most: number;
    };
  }
}

export const numberRange = defineDiagnostic({
  code: "number-range",
  severity: "error",
  title: "A number out of range",
  message: ({ parameter, value, least, most }) => {
    const name = parameter ? `\`${parameter}\`` : "This number";
    const number = Number(value);
    if (!(Math.abs(number) <= 2 ** 53 - 1)) return `${name} is beyond 2⁵³, more than can be counted exactly.`;
    if (number < least || most >= 2 ** 53 - 1) return `${name} is ${value}, and must be at least ${least}.`;
    return `${name} is ${value}, and must be at most ${grouped(most)}.`;
  },
  page: [
    "Counts, kernels, strides and dilations are at least 1, paddings at least 0, and no count may exceed 2⁵³, so that every number that is shown is exact.",
  ],
  example: "input 8x8x1\nconv 0 3x3",
  repaired: "input 8x8x1\nconv 1 3x3",
  fixes: ({ value, least, most }, { span, text }) => {
    const nearest = Number(value) < least ? least : most;
    if (!Number.isSafeInteger(nearest) || nearest >= 2 ** 53 - 1) return [];
    const repaired = text.replace(
      new RegExp(`(?<![\\d.])${value.replace(".", "\\.")}(?![\\d.])`, "g"),
      String(nearest),
    );
    if (repaired === text) return [];
    return [{ title: `Write \`${repaired}\``, edits: [{ span, text: repaired }] }];
  },
});
