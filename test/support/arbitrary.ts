// Random layers for property tests: arguments drawn from a kind's own signature, so that a new kind is tested at once.

import * as fc from "fast-check";
import type { Size } from "../../server/src/base/whole";
import { FRAMEWORKS, type Framework } from "../../server/src/catalogue/framework";
import type { LayerKind } from "../../server/src/catalogue/layer";
import type { Parameter } from "../../server/src/catalogue/parameter";
import { type Shape, shapeOf } from "../../server/src/catalogue/shape";
import type { Arguments } from "./site";

/** How large the numbers get: `small` layers mostly make sense, `any` numbers mostly do not. */
export type Numbers = "small" | "any";

const EDGES = [0, 1, 2, 3, 7, 1000, 2 ** 31, 2 ** 53 - 1];

const whole = (numbers: Numbers, min: number): fc.Arbitrary<number> =>
  numbers === "small"
    ? fc.integer({ min, max: min + 8 })
    : fc.oneof(fc.constantFrom(...EDGES.filter((edge) => edge >= min)), fc.integer({ min, max: min + 300 }));

const sizeOf = (numbers: Numbers): fc.Arbitrary<Size> =>
  numbers === "small"
    ? fc.integer({ min: 1, max: 24 })
    : fc.oneof(fc.constant(null), fc.constantFrom(...EDGES), fc.integer({ min: 0, max: 300 }));

/** A tensor of a spatial rank. */
export const shapeOfRank = (rank: number, numbers: Numbers = "small"): fc.Arbitrary<Shape> =>
  fc
    .tuple(fc.array(sizeOf(numbers), { minLength: rank, maxLength: rank }), sizeOf(numbers))
    .map(([spatial, channels]) => shapeOf(spatial, channels));

const perAxis = <T>(value: fc.Arbitrary<T>, rank: number) =>
  fc.array(value, { minLength: rank, maxLength: rank });

function argumentOf(parameter: Parameter, rank: number, numbers: Numbers): fc.Arbitrary<unknown> {
  const margin = perAxis(whole(numbers, 0), rank);
  switch (parameter.type) {
    case "count":
      return whole(numbers, parameter.min);
    case "decimal":
      return fc.oneof(
        fc.constantFrom(0, 0.1, 0.5, 1, -1),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      );
    case "size":
      return perAxis(whole(numbers, parameter.min), rank);
    case "scale":
      return perAxis(fc.constantFrom(0.7, 1, 2, 2.3, 3, ...(numbers === "any" ? [0, 1e300] : [])), rank);
    case "padding":
      return fc.oneof(
        fc.constantFrom(...Object.values(parameter.words)),
        fc.tuple(margin, margin).map(([before, after]) => ({ mode: "explicit", before, after })),
      );
    case "margins":
      return fc.tuple(margin, margin).map(([before, after]) => ({ before, after }));
    case "dimensions":
      return fc.record({
        sizes: fc.array(sizeOf(numbers), { minLength: 1, maxLength: 4 }),
        channelsFirst: fc.option(sizeOf(numbers), { nil: undefined }),
      });
    case "flag":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...Object.values(parameter.words));
    case "connections":
      return fc.array(
        fc.record({ filters: whole(numbers, parameter.min), maps: whole(numbers, parameter.min) }),
        { minLength: 1, maxLength: 3 },
      );
    case "tensor":
      return fc.integer({ min: 0, max: 3 }).chain((other) => shapeOfRank(other, numbers));
  }
}

/** Arguments for a kind: required ones always, others sometimes. */
function argumentsOf(kind: LayerKind, rank: number, numbers: Numbers): fc.Arbitrary<Arguments> {
  const entries = Object.entries(kind.signature);
  const record = Object.fromEntries(
    entries.map(([name, parameter]) => [name, argumentOf(parameter, rank, numbers)]),
  );
  const requiredKeys = entries.filter(([, parameter]) => parameter.required).map(([name]) => name);
  return fc.record(record, { requiredKeys }) as fc.Arbitrary<Arguments>;
}

export interface RandomLayer {
  readonly inputs: readonly Shape[];
  readonly args: Arguments;
  readonly framework: Framework | null;
}

/** A layer of a kind, at any rank that it takes. */
export function layerOf(kind: LayerKind, numbers: Numbers = "small"): fc.Arbitrary<RandomLayer> {
  return fc.constantFrom(...(kind.ranks ?? [0, 1, 2, 3])).chain((rank) =>
    fc.record({
      inputs: kind.merges
        ? fc.array(
            fc.constantFrom(0, 1, 2, 3).chain((other) => shapeOfRank(other, numbers)),
            { minLength: 1, maxLength: 4 },
          )
        : fc.tuple(shapeOfRank(rank, numbers)),
      args: argumentsOf(kind, rank, numbers),
      framework: fc.constantFrom(null, ...FRAMEWORKS),
    }),
  );
}
