// What is reported about a text: facts with their numbers. Wording, severity and repairs live in diagnostics/.

import type { Span } from "./span";

/**
 * Every diagnostic code and the data that its message needs. Each file in `diagnostics/` adds its own code
 * by declaration merging, so that a code that is not worded, or a fact with a number missing, does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Facts {}

export type Code = keyof Facts;

export type Severity = "error" | "warning" | "information" | "hint";

/** A code with its data. */
export type Fact = { [C in Code]: { readonly code: C; readonly data: Facts[C] } }[Code];

/** A fact at its place. The span is relative to the statement that it was found in. */
export interface Problem {
  readonly fact: Fact;
  readonly span: Span;
}

/** Makes a problem whose data is checked against its code. */
export function problem<C extends Code>(code: C, span: Span, data: Facts[C]): Problem {
  return { fact: { code, data } as Fact, span };
}
