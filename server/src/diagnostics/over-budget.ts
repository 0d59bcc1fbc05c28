// `over-budget`: a network that costs more than its budget.

import type { Facts } from "../base/problem";
import { grouped, OVERFLOW } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "over-budget": {
      readonly what: string;
      readonly actual: number;
      readonly budget: number;
      readonly text: string;
      /** The network that it is about, where the budget stands above several. */
      readonly network?: string;
      /** The first few of the other networks that exceed it, and how many there are. */
      readonly also?: { readonly names: readonly string[]; readonly count: number };
    };
  }
}

export const overBudget = defineDiagnostic({
  code: "over-budget",
  severity: "warning",
  title: "Over the budget",
  message: ({ what, actual, budget, text, network, also }) =>
    `${network === undefined ? "" : `In \`${network}\`: `}${amountOf(actual, network)} ${what === "params" ? "parameters" : what === "macs" ? "multiply–accumulates" : what === "memory" || what === "size" ? "bytes" : `${what} parameters`} exceed the budget of ${text}${excess(actual, budget)}.${others(also)}`,
  page: [
    "`budget params 5M`, `budget macs 600M`, `budget memory 256KB` and `budget size 1MB` are kept watch over: memory is the peak of activations at batch 1, size the weights in the file's `dtype`.",
    "Above the networks of a file, a budget holds for each of them.",
  ],
  example: "budget params 10\ninput 8x8x1\nconv 4 3x3",
  repaired: "budget params 40\ninput 8x8x1\nconv 4 3x3",
});

/** A message begins with a capital letter. */
function amountOf(actual: number, network: string | undefined): string {
  return actual === OVERFLOW && network === undefined ? "Over 2⁵³" : grouped(actual);
}

/** By how much; nothing where it is too much to count. */
function excess(actual: number, budget: number): string {
  if (actual === OVERFLOW) return "";
  return ` by ${grouped(actual - budget)} (${Math.round((actual / budget) * 100)} %)`;
}

function others(also: Facts["over-budget"]["also"]): string {
  if (also === undefined || also.count === 0) return "";
  const shown = also.names.map((name) => `\`${name}\``);
  if (also.count > shown.length) shown.push(`${grouped(also.count - shown.length)} more`);
  const last = shown.pop()!;
  return shown.length === 0
    ? ` ${last} is over it, too.`
    : ` ${shown.join(", ")} and ${last} are over it, too.`;
}
