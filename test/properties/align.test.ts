// The alignment of two lists: the best there is where there is room to look for it, a good one in little time elsewhere.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Allowance, align, type Likeness, type Pair } from "../../server/src/exports/align";

/** A member such as `conv 8`: the same, of one sort, or of one kind. */
interface Member {
  readonly kind: number;
  readonly key: number;
  readonly id: number;
}

const LIKENESSES: readonly Likeness<Member>[] = [
  { weight: 6, of: ({ kind, key, id }) => `${kind} ${key} ${id}` },
  { weight: 5, of: ({ kind, key }) => `${kind} ${key}` },
  { weight: 2, of: ({ kind }) => kind },
];

function weightOf(a: Member, b: Member): number {
  if (a.kind !== b.kind) return 0;
  if (a.key !== b.key) return 2;
  return a.id === b.id ? 6 : 5;
}

/** The largest weight that an alignment in order can have. */
function largest(old: readonly Member[], now: readonly Member[]): number {
  let row = new Array<number>(now.length + 1).fill(0);
  for (const a of old) {
    const next = [0];
    now.forEach((b, j) => {
      next.push(Math.max(row[j + 1]!, next[j]!, row[j]! + weightOf(a, b)));
    });
    row = next;
  }
  return row.at(-1)!;
}

const sum = (pairs: readonly Pair<Member>[]): number =>
  pairs.reduce((total, [a, b]) => total + (a && b ? weightOf(a, b) : 0), 0);

const member = fc.record({ kind: fc.nat(2), key: fc.nat(3), id: fc.nat(2) });
const lists = fc.tuple(fc.array(member, { maxLength: 12 }), fc.array(member, { maxLength: 12 }));

/** Every member once, in order; pairs are alike somehow. */
function expectAligned(pairs: readonly Pair<Member>[], old: readonly Member[], now: readonly Member[]): void {
  expect(pairs.flatMap(([a]) => a ?? [])).toEqual(old);
  expect(pairs.flatMap(([, b]) => b ?? [])).toEqual(now);
  for (const [a, b] of pairs) if (a && b) expect(weightOf(a, b)).toBeGreaterThan(0);
}

test("is one in order, and the best where there is room", () => {
  fc.assert(
    fc.property(lists, ([old, now]) => {
      const pairs = align(old, now, LIKENESSES, new Allowance());
      expectAligned(pairs, old, now);
      expect(sum(pairs)).toBe(largest(old, now));
    }),
  );
});

test("is one in order where there is little room, or none", () => {
  fc.assert(
    fc.property(lists, fc.nat(40), ([old, now], room) => {
      expectAligned(align(old, now, LIKENESSES, new Allowance(room)), old, now);
    }),
  );
});

describe("without room", () => {
  const letters = (text: string): Member[] =>
    [...text].map((letter) => ({ kind: 0, key: letter.codePointAt(0)!, id: 0 }));
  const kept = (old: string, now: string): string =>
    align(letters(old), letters(now), LIKENESSES.slice(0, 2), new Allowance(0))
      .flatMap(([a, b]) => (a && b ? String.fromCodePoint(a.key) : []))
      .join("");

  test.each([
    ["abcdef", "abxcdef", "abcdef"],
    ["abcdef", "xbyydzf", "bdf"],
    ["abcdef", "defabc", "def"],
    ["aabaacaa", "xxbxxcxx", "bc"],
    ["", "abc", ""],
  ])("what %j and %j both have once holds them together", (old, now, both) => {
    expect(kept(old, now)).toBe(both);
  });
});

test("many long lists that differ take little time together", () => {
  const list = (step: number): Member[] =>
    Array.from({ length: 1900 }, (_, index) => ({ kind: 0, key: (index * step) % 977, id: index % 3 }));
  const [old, now] = [list(7), list(13)];
  const allowance = new Allowance();
  const before = process.cpuUsage().user;
  for (let each = 0; each < 50; each++) expectAligned(align(old, now, LIKENESSES, allowance), old, now);
  expect(process.cpuUsage().user - before).toBeLessThan(5e6);
});
