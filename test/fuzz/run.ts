// A run of the fuzzer: inputs by their seeds, one after another; what fails is made small and kept, each fault once.

import { type Failure, processorClock } from "./examine";
import { failureOf, keep, minimised } from "./failures";
import { inputOf } from "./input";

export interface Found {
  readonly seed: number;
  readonly failure: Failure;
  /** Where the input is kept. */
  readonly file: string;
}

/** Examines inputs, whose seeds are `step` apart, from the first one on as long as `goesOn` of their number. */
export function fuzz(
  first: number,
  step: number,
  goesOn: (count: number) => boolean,
  tell: (found: Found) => void,
): { readonly count: number; readonly found: readonly Found[] } {
  const found: Found[] = [];
  let count = 0;
  for (; goesOn(count); count++) {
    const input = inputOf(first + count * step);
    const failure = failureOf(input);
    if (failure === null || found.some((known) => known.failure.kind === failure.kind)) continue;
    // What took too long may have been held up by others.
    if (failureOf(input, processorClock)?.kind !== failure.kind) continue;
    const file = keep(minimised(input, failure), failure);
    found.push({ seed: input.seed, failure, file });
    tell(found.at(-1)!);
  }
  return { count, found };
}
