// `expect-failed`: an expectation that does not hold.

import type { Facts } from "../base/problem";
import { grouped, OVERFLOW } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "expect-failed": {
      readonly what: string;
      readonly expected: string;
      readonly actual: string | number;
      readonly difference: string | number;
      readonly replacement: string;
      /** The network that it is about, where the expectation stands above several. */
      readonly network?: string;
    };
  }
}

export const expectFailed = defineDiagnostic({
  code: "expect-failed",
  severity: "warning",
  title: "An expectation that does not hold",
  message: (data) => (data.network === undefined ? "" : `In \`${data.network}\`: `) + found(data),
  page: [
    "`expect` states what the author believes: a shape (`expect 45x45x100`), or a total of the enclosing network (`expect params 50_828_751`). Inside a block the totals are those of one use; above the networks of a file, those of each.",
    "A number with a unit is compared to the digits that are written: `4.09G` allows half of the last digit either way.",
  ],
  example: "input 8x8x1\nconv 4 3x3\nexpect params 41",
  repaired: "input 8x8x1\nconv 4 3x3\nexpect params 40",
  fixes: ({ actual, replacement, network }, { span }) => {
    // The number of one network may not be that of the next.
    if (network !== undefined || actual === OVERFLOW) return [];
    const text = typeof actual === "number" ? underscored(replacement) : replacement;
    return [{ title: `Expect \`${text}\``, edits: [{ span, text }] }];
  },
});

/** What is, what was expected, and how far they are apart. */
function found({ what, expected, actual, difference }: Facts["expect-failed"]): string {
  if (typeof actual === "string") return `The ${what} is ${actual}, not ${expected}.`;
  if (actual === OVERFLOW) return `Over 2⁵³ ${nounOf(what)}, but ${expected} expected.`;
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
  return `${grouped(actual)} ${nounOf(what)}, but ${expected} expected: ${apart} ${more > 0 ? "more" : "fewer"}.`;
}

function nounOf(what: string): string {
  if (what === "params") return "parameters";
  if (what === "trainable") return "trainable parameters";
  return what === "macs" ? "multiply–accumulates" : what;
}

/** `50828751` → `50_828_751`. */
function underscored(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, "_");
}
