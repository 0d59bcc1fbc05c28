// What happens to texts: parts deleted, doubled, exchanged, taken from another text, or replaced by what does harm.

import type { Random } from "./random";
import { HOSTILE, NUMBERS, SIGNS, TREACHEROUS_NAMES, WORDS } from "./words";

/** A text cut into its parts: joined, they are the text again. */
type Cut = (text: string) => string[];

const LINES: Cut = (text) => text.split(/(?<=\n)/);
const TOKENS: Cut = (text) => text.match(/\s+|[A-Za-z_]+|\d+|->|./gsu) ?? [];
const CHARACTERS: Cut = (text) => text.split("");

/** One to a few mutations, one after another. `other` is another text, from which parts are taken. */
export function mutate(random: Random, text: string, other: string): string {
  let mutated = text;
  do mutated = mutateOnce(random, mutated, other);
  while (random.chance(0.4));
  return mutated;
}

function mutateOnce(random: Random, text: string, other: string): string {
  const choice = random.unit();
  if (choice < 0.05) return spliced(random, text, other);
  if (choice < 0.08) return rewritten(random, text);
  const cut = random.pick([LINES, LINES, TOKENS, TOKENS, TOKENS, CHARACTERS]);
  const parts = cut(text);
  const at = random.below(parts.length + 1);
  const length = random.chance(0.7) ? 1 : random.from(1, 5);
  switch (random.below(6)) {
    case 0:
      parts.splice(at, length);
      break;
    case 1:
      parts.splice(at, 0, ...parts.slice(at, at + length));
      break;
    case 2: {
      const [moved] = parts.splice(at, 1);
      if (moved !== undefined) parts.splice(random.below(parts.length + 1), 0, moved);
      break;
    }
    case 3:
      parts.splice(at, random.below(2), foreign(random));
      break;
    case 4: {
      const others = cut(other);
      const from = random.below(others.length);
      parts.splice(at, random.below(2), ...others.slice(from, from + length));
      break;
    }
    default: {
      const numbers = parts.flatMap((part, index) => (/^\d+$/.test(part) ? [index] : []));
      if (numbers.length > 0) parts[random.pick(numbers)] = random.pick(NUMBERS);
    }
  }
  return parts.join("");
}

function foreign(random: Random): string {
  return random.pick([
    () => random.pick(HOSTILE),
    () => random.pick(SIGNS),
    () => ` ${random.pick(WORDS)} `,
    () => ` ${random.pick(NUMBERS)} `,
    () => ` ${random.pick(TREACHEROUS_NAMES)} `,
  ])();
}

function spliced(random: Random, text: string, other: string): string {
  const [lines, others] = [LINES(text), LINES(other)];
  return lines
    .slice(0, random.below(lines.length + 1))
    .concat(others.slice(random.below(others.length)))
    .join("");
}

/** The same on every line. */
function rewritten(random: Random, text: string): string {
  return random.pick([
    () => text.replaceAll("\n", random.pick(["\r\n", "\r", "\n\n", ";", " ", "\n\t"])),
    () => `\ufeff${text}`,
    () => text.slice(0, random.below(text.length + 1)),
    () => text.slice(random.below(text.length + 1)),
    () => text.replaceAll(random.pick(TOKENS(text)) ?? " ", random.pick([...HOSTILE, ...SIGNS])),
    () => `block b() {\n${text}\n}\nb`,
    () => `network n {\n${text}\n}\n`,
    () => `repeat 3 {\n${text}\n}\n`,
    () => text.toUpperCase(),
  ])();
}

/** Words in no order. */
export function soup(random: Random): string {
  return random
    .list(random.below(40), () =>
      random.chance(0.2) ? random.pick([...SIGNS, ...HOSTILE]) : foreign(random).trim(),
    )
    .join(random.pick([" ", " ", "", "\n"]));
}
