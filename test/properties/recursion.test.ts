// Blocks that may come back to themselves mean after any edits what they mean in a text that is read anew.

import fc from "fast-check";
import { expect, test } from "vitest";
import { counted, patience } from "../support/counts";
import { edited } from "../support/edited";
import { snapshot } from "../support/snapshot";

const RUNS = counted(1_000);

/** Each calls those before it, and what it is given; those behind it on some inputs only. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  p: ["then", "conv 4 1x1", "if in.channels > 4 { q }"],
  q: ["p", "then", "p then=p", "conv 4 1x1\np"],
  r: ["q", "p", "then", "q then=p", "p then=q"],
};

const definitions = fc
  .tuple(
    ...Object.entries(BODIES).map(([name, lines]) =>
      fc
        .array(fc.constantFrom(...lines), { minLength: 1, maxLength: 2 })
        .map((body) => `block ${name}(then=relu) {\n${body.join("\n")}\n}`),
    ),
  )
  .map((blocks) => blocks.join("\n").split("\n"));

const call = fc
  .tuple(fc.constantFrom("p", "q", "r"), fc.constantFrom("", " then=p", " then=q", " then=r"))
  .map(([name, given]) => name + given);

const line = fc.oneof({ weight: 4, arbitrary: call }, fc.constantFrom("conv 8 1x1", "input 8x8x8"));

const edit = fc.record({ at: fc.nat(6), remove: fc.nat(2), add: fc.array(line, { maxLength: 2 }) });

test(
  "blocks that call and are given each other, whatever is edited around their calls",
  () => {
    fc.assert(
      fc.property(
        definitions,
        fc.array(line, { maxLength: 6 }),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (blocks, start, edits) => {
          const before = [...blocks, "input 8x8x8"];
          for (const { program, fresh } of edited([...before, ...start], before.length, edits))
            expect(snapshot(program)).toEqual(snapshot(fresh));
        },
      ),
      { numRuns: RUNS },
    );
  },
  patience(RUNS, 300),
);
