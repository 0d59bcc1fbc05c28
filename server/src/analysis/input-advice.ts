// Inputs that have a meaning, but hardly the one that was meant: channels first without `@`, or no channels at all.

import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Size } from "../base/whole";

/** Smaller maps are rarely pictures. */
const LEAST = 16;

/** What is told about sizes that stand without `@`; null where they read well. */
export function inputAdvice(sizes: readonly Size[], span: Span): Problem | null {
  const [first, second, third] = sizes;
  if (first == null || second == null) return null;
  if (sizes.length === 2)
    return first === second && first >= LEAST ? problem("no-channels", span, { size: first }) : null;
  if (sizes.length === 4) return batchAdvice(sizes, span);
  if (sizes.length !== 3 || third == null) return null;
  const colours = first === 1 || first === 3 || first === 4;
  if (!colours || second < 2 * LEAST || third < 2 * LEAST || (second !== third && first !== 3)) return null;
  // A picture of one row with as many channels as columns is hardly less likely than a grey one, but nobody writes either.
  return problem("channels-first", span, { sizes: [first, second, third] });
}

/** `8x3x224x224` and `1x224x224x3` say how many pictures there are; a film, `16x112x112x3`, is a volume. */
function batchAdvice([batch, first, second, third]: readonly Size[], span: Span): Problem | null {
  if (batch == null || first == null || second == null || third == null) return null;
  const colours = (size: number): boolean => size === 1 || size === 3 || size === 4;
  if (colours(first) && second === third && second >= LEAST)
    return problem("channels-first", span, { sizes: [first, second, third], batch });
  if (batch === 1 && colours(third) && first === second && first >= LEAST)
    return problem("channels-first", span, { sizes: [third, first, second], batch });
  return null;
}
