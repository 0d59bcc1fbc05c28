// No numbers make a layer throw, or answer with a size that is negative or no whole number.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Size } from "../../server/src/base/whole";
import { LAYERS } from "../../server/src/catalogue/index";
import { sizesOf } from "../../server/src/catalogue/shape";
import { textsOf } from "../../server/src/catalogue/texts";
import { DIAGNOSTICS } from "../../server/src/diagnostics/index";
import { layerOf } from "../support/arbitrary";
import { run } from "../support/site";

const isCount = (size: Size) =>
  size === null || size === Number.POSITIVE_INFINITY || (Number.isSafeInteger(size) && size >= 0);

const words = DIAGNOSTICS as unknown as Readonly<Record<string, { message(data: unknown): string }>>;

describe.each(["small", "any"] as const)("with %s numbers", (numbers) => {
  test.each(LAYERS.map((kind) => [kind.kind, kind] as const))("%s answers", (_, kind) => {
    fc.assert(
      fc.property(layerOf(kind, numbers), ({ inputs, args, framework }) => {
        const result = run(kind, inputs, args, framework);
        const { output, site } = result;
        const counts = [...sizesOf(output), result.learned, result.state, result.macs];
        expect(counts.filter((count) => !isCount(count))).toEqual([]);
        expect(output.spatial.length).toBeLessThan(5);
        const typed = site as never;
        const rest = [kind.elementwise?.(typed, output) ?? 0, kind.unshared?.(typed, output) ?? 0];
        expect(rest.filter((count) => !isCount(count))).toEqual([]);
        kind.reach?.(typed);
        const texts = [
          ...(textsOf(kind).sizes?.(typed, output) ?? []),
          ...(textsOf(kind).remarks?.(typed, output) ?? []),
          ...result.facts.map((fact) => words[fact.code]!.message(fact.data)),
        ];
        expect(texts.filter((text) => /undefined|NaN|\[object|null|Infinity/.test(text))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
