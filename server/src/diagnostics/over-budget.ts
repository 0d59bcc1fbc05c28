// `over-budget`: a network that costs more than its budget.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "over-budget": {
      readonly what: string;
      readonly actual: number;
      readonly budget: number;
      readonly text: string;
    };
  }
}

export const overBudget = defineDiagnostic({
  code: "over-budget",
  severity: "warning",
  title: "Over the budget",
  message: ({ what, actual, budget, text }) =>
    `${grouped(actual)} ${what === "params" ? "parameters" : what === "macs" ? "multiply–accumulates" : what === "memory" || what === "size" ? "bytes" : what} exceed the budget of ${text} by ${grouped(actual - budget)} (${Math.round((actual / budget) * 100)} %).`,
  page: [
    "`budget params 5M`, `budget macs 600M`, `budget memory 256KB` and `budget size 1MB` are kept watch over: memory is the peak of activations at batch 1, size the weights in the file's `dtype`.",
  ],
  example: "budget params 10\ninput 8x8x1\nconv 4 3x3",
  repaired: "budget params 40\ninput 8x8x1\nconv 4 3x3",
});
