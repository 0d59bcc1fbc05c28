// What many checks say of many networks is found by searching; looking at all of them finds the same.

import fc from "fast-check";
import { expect, test } from "vitest";
import { missOf } from "../../server/src/analysis/checks";
import type { Check } from "../../server/src/analysis/run";
import { RangeMinimum } from "../../server/src/base/range-minimum";
import { span } from "../../server/src/base/span";
import { Ranking } from "../../server/src/workspace/ranking";

const quantity = fc.oneof(fc.nat({ max: 12 }), fc.constantFrom(null, Number.POSITIVE_INFINITY));

test("the quantities that a check does not hold for", () => {
  const operator = fc.constantFrom("==", "<", "<=", ">", ">=" as const);
  fc.assert(
    fc.property(
      fc.array(quantity),
      operator,
      fc.nat({ max: 12 }),
      fc.nat({ max: 2 }),
      (all, sign, value, off) => {
        const common = {
          what: "params",
          kind: "budget",
          text: "",
          span: span(0, 0, 0),
          position: 0,
        } as const;
        const check: Check = { ...common, operator: sign as Check["operator"], value, tolerance: off };
        const missing = [...all.keys()].filter((at) => all[at] !== null && missOf(check, all[at]!) !== 0);
        const most = Math.max(...missing.map((at) => all[at]!));
        const found = new Ranking(all, 4).missing((each) => missOf(check, each));
        expect(found).toEqual(
          missing.length === 0
            ? null
            : {
                count: missing.length,
                first: missing.slice(0, 4),
                largest: missing.find((at) => all[at] === most),
              },
        );
      },
    ),
  );
});

test("the smallest of neighbours", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.nat({ max: 12 }), fc.nat({ max: 12 }), (numbers, a, b) => {
      const [from, to] = [Math.min(a, numbers.length), Math.min(b, numbers.length)];
      const some = numbers.slice(from, to);
      expect(new RangeMinimum(numbers).among(from, to)).toBe(some.length > 0 ? Math.min(...some) : null);
    }),
  );
});
