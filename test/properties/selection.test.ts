// A selection that is kept up to date equals one that is made anew.

import fc from "fast-check";
import { expect, test } from "vitest";
import { changeBetween, reselect, type Selection, select } from "../../server/src/base/selection";

const isEven = (number: number): boolean => number % 2 === 0;

test("after any sequence of edits, the same places are selected", () => {
  const edit = fc.record({ at: fc.nat(12), remove: fc.nat(4), add: fc.array(fc.nat(5), { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 12 }), fc.array(edit, { maxLength: 6 }), (start, edits) => {
      let list: readonly number[] = start;
      let selection: Selection<number> = select(list, isEven);
      for (const { at, remove, add } of edits) {
        const old = list;
        list = list.toSpliced(at, remove, ...add);
        selection = reselect(list, isEven, selection, changeBetween(list, old));
        expect(selection).toEqual(select(list, isEven));
      }
    }),
  );
});
