// Names that are defined over and over mean, after any edits, what they mean in a text that is read anew.

import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/workspace/problems";
import { counted, patience } from "../support/counts";
import { edited } from "../support/edited";
import { snapshot } from "../support/snapshot";

const RUNS = counted(1_000);

const line = fc.constantFrom(
  "let a = 1",
  "let a = a + 1",
  "let b = a",
  "let a = b * 2",
  "if a > 2 { let b = 3 }",
  "if b > 2 { let a = 1 } else { let b = a }",
  "a: relu",
  "c: conv b 1x1",
  "c: conv a 1x1 -> add c",
  "d: reuse c",
  "reuse d",
  "add c",
  "relu",
);

const edit = fc.record({
  at: fc.nat(20),
  remove: fc.oneof(fc.constantFrom(0, 1), fc.nat(6)),
  add: fc.array(line, { maxLength: 4 }),
});

test(
  "names that are defined often, whatever is edited around them",
  () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (start, edits) => {
          for (const { program, fresh } of edited(["input 8x8x3", ...start], 1, edits))
            expect(snapshot(program)).toEqual(snapshot(fresh));
        },
      ),
      { numRuns: RUNS },
    );
  },
  patience(RUNS, 300),
);

// Advice looks at the 500 nearest names only: what stands before a line is gathered while many lines are run.
const MANY = 900;
const FEW_RUNS = Math.ceil(RUNS / 20);

const number = fc.nat(300);

const advised = fc.oneof(
  { weight: 3, arbitrary: number.map((each) => `name${each}: relu`) },
  { weight: 3, arbitrary: number.map((each) => `let width${each} = 4`) },
  number.map((each) => `if 1 < 2 { let width${each} = 1 }`),
  number.map((each) => `conv widht${each} 1x1`),
  number.map((each) => `from nmae${each}`),
  number.map((each) => `reuse nmae${each}`),
  fc.constant("relu"),
);

test(
  "advice among many names, whatever is edited around it",
  () => {
    const change = fc.record({
      at: fc.nat(MANY),
      remove: fc.constantFrom(0, 1, 1, 40),
      add: fc.array(advised),
    });
    const start = fc.array(advised, { minLength: MANY, maxLength: MANY + 100 });
    fc.assert(
      fc.property(start, fc.array(change, { minLength: 1, maxLength: 4 }), (drawn, changes) => {
        const edits = [...changes, { at: -2, remove: 1, add: ["let width = 3"] }];
        for (const { program, fresh } of edited(["let wide = 3", "input 8x8x3", ...drawn], 2, edits))
          expect(problemsOf(program)).toEqual(problemsOf(fresh));
      }),
      { numRuns: FEW_RUNS },
    );
  },
  patience(FEW_RUNS, 2000),
);
