// `expect-failed`: an expectation that does not hold.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "expect-failed": {
      readonly what: string;
      readonly expected: string;
      readonly actual: string | number;
      readonly difference: string | number;
      readonly replacement: string;
    };
  }
}

export const expectFailed = defineDiagnostic({
  code: "expect-failed",
  severity: "warning",
  title: "An expectation that does not hold",
  message: ({ what, expected, actual, difference }) => {
    if (typeof actual === "string") return `The ${what} is ${actual}, not ${expected}.`;
    const more = Number(difference);
    const apart = grouped(Math.abs(more));
    if (what === "receptive_field") {
      const side = more > 0 ? "larger" : "smaller";
      return `The receptive field is ${grouped(actual)}, but ${expected} expected: ${apart} ${side}.`;
    }
    if (what === "memory" || what === "size") {
      const thing = what === "memory" ? "Peak activations take" : "The weights take";
      return `${thing} ${grouped(actual)} bytes, but ${expected} expected: ${apart} ${more > 0 ? "more" : "fewer"}.`;
    }
    const noun =
      what === "params"
        ? "parameters"
        : what === "trainable"
          ? "trainable parameters"
          : what === "macs"
            ? "multiply–accumulates"
            : what;
    return `${grouped(actual)} ${noun}, but ${expected} expected: ${apart} ${more > 0 ? "more" : "fewer"}.`;
  },
  page: [
    "`expect` states what the author believes: a shape (`expect 45x45x100`), or a total of the enclosing network (`expect params 50_828_751`). Inside a block the totals are those of one use.",
    "A number with a unit is compared to the digits that are written: `4.09G` allows half of the last digit either way.",
  ],
  example: "input 8x8x1\nconv 4 3x3\nexpect params 41",
  repaired: "input 8x8x1\nconv 4 3x3\nexpect params 40",
  fixes: ({ actual, replacement }, { span }) => {
    const text = typeof actual === "number" ? underscored(replacement) : replacement;
    return [{ title: `Expect \`${text}\``, edits: [{ span, text }] }];
  },
});

/** `50828751` → `50_828_751`. */
function underscored(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, "_");
}
