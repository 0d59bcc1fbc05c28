// A list that edits make of another is the array that the same edits would make.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type List, sameAtEnd, sameAtStart, spliced } from "../../server/src/base/list";

const counting = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** Where an edit begins and ends, as parts of the length, and how many elements it puts there. */
const edit = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(600)),
  added: fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(600)),
});

describe("a spliced list", () => {
  test("holds what the array would", () => {
    const lengths = fc.oneof(fc.constantFrom(0, 1, 127, 128, 129, 256, 257), fc.nat(2000));
    fc.assert(
      fc.property(lengths, fc.array(edit, { maxLength: 30 }), (length, edits) => {
        let array = counting(length);
        let list: List<number> = array;
        let next = length;
        for (const { from: part, length: removed, added } of edits) {
          const from = Math.floor(part * array.length);
          const to = Math.min(array.length, from + removed);
          const come = counting(added).map(() => next++);
          array = array.toSpliced(from, to - from, ...come);
          list = spliced(list, from, to, come);
        }
        expect([...list]).toEqual(array);
        expect(list.length).toBe(array.length);
        expect(list.slice()).toEqual(array);
        expect(counting(array.length + 1).map((index) => list.at(index))).toEqual([...array, undefined]);
        expect([...list.entries()]).toEqual([...array.entries()]);
        for (const index of [-1, -2, -array.length, -array.length - 1])
          expect(list.at(index)).toBe(array.at(index));
        expect(list.slice(-2)).toEqual(array.slice(-2));
        expect(list.slice(0, -1)).toEqual(array.slice(0, -1));
        const middle = array.length >> 1;
        expect(list.slice(middle, middle + 200)).toEqual(array.slice(middle, middle + 200));
        expect(list.indexOf(array[middle] ?? -1)).toBe(array.indexOf(array[middle] ?? -1));
        expect(list.map((each) => each + 1)).toEqual(array.map((each) => each + 1));
        expect(list.some((each) => each === array[middle])).toBe(array.length > 0);
        expect(list.every((each) => each >= 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("has in common with the one before what their arrays have", () => {
    const changes = fc.array(fc.record({ at: fc.nat(999), removed: fc.nat(3), added: fc.nat(3) }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(changes, (edits) => {
        const before = spliced(counting(1000), 0, 1, [0]);
        const after = edits.reduce<List<number>>(
          (list, { at, removed, added }) =>
            spliced(list, Math.min(at, list.length), Math.min(at + removed, list.length), counting(added)),
          before,
        );
        const [now, then] = [after.slice(), before.slice()];
        const most = Math.min(now.length, then.length);
        let start = 0;
        while (start < most && now[start] === then[start]) start++;
        let end = 0;
        while (end < most - start && now.at(-1 - end) === then.at(-1 - end)) end++;
        expect(sameAtStart(after, before)).toBe(start);
        expect(sameAtEnd(after, before, most - start)).toBe(end);
      }),
    );
  });

  test("leaves the list before it as it was", () => {
    const before = spliced(counting(1000), 10, 11, [-1]);
    spliced(before, 0, 900, []);
    spliced(before, 500, 501, [-2]);
    expect(before.slice()).toEqual(counting(1000).with(10, -1));
  });
});
