// Repairs of random windows: each keeps its word, and its title says the size that it really gives.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FRAMEWORKS } from "../../server/src/catalogue/framework";
import { brokenFixes, readNetwork, repairedText, repairsOf } from "../support/network";

const small = (max: number) => fc.integer({ min: 1, max });
const sizes = (rank: number, max: number) =>
  fc.array(small(max), { minLength: rank, maxLength: rank }).map((list) => list.join("x"));
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: "" as const, freq: 1 });

const padding = (rank: number) =>
  fc.oneof(
    fc.constantFrom("", "same", "same_lower", "full", "causal", "valid"),
    sizes(rank, 4).map((list) => `pad${list}`),
  );

const layer = small(3).chain((rank) => {
  const stride = some(sizes(rank, 5).map((list) => `stride${list}`));
  const dilation = some(sizes(rank, 3).map((list) => `dilation${list}`));
  const options = fc.tuple(stride, padding(rank), dilation);
  const kernel = sizes(rank, 7);
  const convolution = fc
    .tuple(fc.constantFrom("conv", "conv", "local", "separable"), small(12), kernel, options)
    .map(([kind, filters, window, given]) => [kind, filters, window, ...given]);
  const grouped = fc
    .tuple(small(12), kernel, options, small(6))
    .map(([filters, window, given, groups]) => ["conv", filters, window, ...given, `groups${groups}`]);
  const transposed = fc
    .tuple(small(12), kernel, options, some(sizes(rank, 4).map((list) => `output_pad${list}`)))
    .map(([filters, window, given, extra]) => ["conv_transpose", filters, window, ...given, extra]);
  const pool = fc
    .tuple(fc.constantFrom("maxpool", "avgpool"), kernel, options, fc.constantFrom("", "ceil"))
    .filter(([, , given]) => !/same_lower|full|causal/.test(given[1]))
    .map(([kind, window, given, ceil]) => [kind, window, ...given, ceil]);
  const input = fc
    .tuple(sizes(rank, 20), small(12))
    // What reads like pictures with their number before them is told so, whatever its windows are.
    .filter(([spatial]) => !/^1x(1[6-9]|20)x\1$/.test(spatial))
    .map(([spatial, channels]) => `input ${spatial}x${channels}`);
  return fc.tuple(
    fc.constantFrom("", ...FRAMEWORKS.map((name) => `framework ${name}\n`)),
    input,
    fc.oneof(convolution, grouped, transposed, pool),
  );
});

test("the repairs of windows keep their word", () => {
  let repaired = 0;
  fc.assert(
    fc.property(layer, ([framework, input, words]) => {
      const text = `${framework}${input}\n${words.filter((word) => word !== "").join(" ")}`;
      expect(brokenFixes(text)).toEqual([]);
      for (const { fixes } of repairsOf(text)) {
        for (const fix of fixes) {
          repaired++;
          const after = repairedText(text, fix);
          const [said] = /(?<=: )[\d?]+(×[\d?]+)*(?=$|, nothing lost)/.exec(fix.title) ?? [];
          // Where another fault keeps the output unknown, the title promises none.
          if (said === undefined) continue;
          const found = readNetwork(after).results.get(after.split("\n").length - 1)?.shape ?? "";
          expect(
            fix.title.endsWith("nothing lost") ? found.replace(/×\d+$/, "") : found,
            `${fix.title}\n${after}`,
          ).toBe(said);
        }
      }
    }),
    { numRuns: 600 },
  );
  expect(repaired).toBeGreaterThan(100);
});
