// The names that are proposed for a word are those that the plain way finds: every name compared letter by letter.

import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestNames } from "../../server/src/base/nearest";

/** All names, each once, by what they cost. */
function plainly(word: string, candidates: readonly string[], limit: number): string[] {
  const bound = Math.max(1, Math.floor(word.length / 3)) + 0.5;
  const scored = [...new Set(candidates)].map((name) => ({
    name,
    cost: costOf(word.toLowerCase(), name.toLowerCase()),
  }));
  return scored
    .filter(({ cost }) => cost <= bound)
    .sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .slice(0, limit)
    .map(({ name }) => name);
}

function costOf(word: string, name: string): number {
  if (word === name) return 0.1;
  if (word.length >= 3 && name.startsWith(word)) return 1 + (name.length - word.length) / 100;
  return word.length > 64 ? Number.POSITIVE_INFINITY : editsBetween(word, name);
}

/** The whole table of optimal string alignment. */
function editsBetween(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) table[0]![j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const replaced = table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      table[i]![j] = Math.min(
        table[i - 1]![j]! + 1,
        table[i]![j - 1]! + 1,
        replaced,
        swapped ? table[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
  return table[a.length]![b.length]!;
}

const few = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "_"), maxLength: 12 });
const name = fc.oneof(
  few,
  fc.constantFrom("conv", "conv_transpose", "maxpool", "MaxPool", "stride", "somename12", "wrongname7"),
  fc.string({ unit: fc.constantFrom("é", "É", "İ", "i", "e", "\u0307", "ß"), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("a", "b"), minLength: 50, maxLength: 200 }),
  fc.string({ unit: fc.constantFrom("É", "é", "\u212a", "k", "K"), maxLength: 12 }),
);

/** A name with a few letters more, less, in another place or another case. */
const misspelled = (text: string) =>
  fc
    .array(fc.record({ at: fc.nat(20), how: fc.constantFrom("more", "less", "swap", "case") }), {
      maxLength: 4,
    })
    .map((slips) =>
      slips.reduce((word, { at, how }) => {
        const place = at % (word.length + 1);
        const [one = "", two = ""] = word.slice(place, place + 2);
        const rest = word.slice(place + 2);
        const middle = { more: `x${one}${two}`, less: two, swap: two + one, case: one.toUpperCase() + two }[
          how
        ];
        return word.slice(0, place) + middle + rest;
      }, text),
    );

test("the nearest names are those of the plain way", () => {
  const question = fc.array(name, { maxLength: 12 }).chain((names) =>
    fc.record({
      names: fc.constant(names),
      word: fc.oneof(name, fc.constantFrom("", ...names).chain(misspelled)),
      limit: fc.constantFrom(1, 2, 3),
    }),
  );
  fc.assert(
    fc.property(question, ({ names, word, limit }) => {
      expect(nearestNames(word, names, limit)).toEqual(plainly(word, names, limit));
    }),
    { numRuns: 5_000 },
  );
});
