// What must hold of layers whatever their numbers: inverses, independence of the picture's size, ranks that agree.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FRAMEWORKS } from "../../server/src/catalogue/framework";
import { LAYERS } from "../../server/src/catalogue/index";
import { type Shape, shapeOf } from "../../server/src/catalogue/shape";
import { layerOf, shapeOfRank } from "../support/arbitrary";
import { type Arguments, kindOf, run } from "../support/site";

const frameworks = fc.constantFrom(null, ...FRAMEWORKS);
const spatial = fc.integer({ min: 1, max: 3 }).chain((rank) => shapeOfRank(rank));

/** The same kind, arguments and framework on two maps that differ in their spatial sizes only. */
const twoSizes = (kind: string, args: Arguments) =>
  fc
    .tuple(spatial, frameworks, fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 3, maxLength: 3 }))
    .map(([shape, framework, sizes]) => {
      const other = shapeOf(sizes.slice(0, shape.spatial.length), shape.channels);
      return [run(kind, shape, args, framework), run(kind, other, args, framework)] as const;
    });

describe("parameters do not depend on the picture's size", () => {
  test.each<[string, Arguments]>([
    ["bn", {}],
    ["gn", { groups: 1 }],
    ["ln", {}],
    ["instance_norm", { affine: true }],
    ["rms_norm", {}],
    ["layer_scale", {}],
    ["prelu", { slopes: "channels" }],
    ["prelu", { slopes: "shared" }],
    ["attention", { heads: 1 }],
    ["dense", { units: 10, axis: "channels" }],
  ])("of %s %o", (kind, args) => {
    fc.assert(
      fc.property(twoSizes(kind, args), ([one, other]) => {
        expect(one.learned).toBe(other.learned);
        expect(one.state).toBe(other.state);
      }),
    );
  });
});

/** Runs layers one after another. */
function chain(input: Shape, ...steps: readonly (readonly [string, Arguments])[]): Shape {
  return steps.reduce((shape, [kind, args]) => {
    const result = run(kind, shape, args);
    expect(result.codes).toEqual([]);
    return result.output;
  }, input);
}

describe("what one layer does another undoes", () => {
  const margins = (rank: number) =>
    fc
      .tuple(
        fc.array(fc.nat(5), { minLength: rank, maxLength: rank }),
        fc.array(fc.nat(5), { minLength: rank, maxLength: rank }),
      )
      .map(([before, after]) => ({ margins: { before, after } }));

  test("pad, then crop", () => {
    const layers = spatial.chain((shape) => fc.tuple(fc.constant(shape), margins(shape.spatial.length)));
    fc.assert(
      fc.property(layers, ([shape, args]) => {
        expect(chain(shape, ["pad", args], ["crop", args])).toEqual(shape);
      }),
    );
  });

  test("space to depth, then depth to space; pixel unshuffle, then shuffle", () => {
    fc.assert(
      fc.property(spatial, fc.integer({ min: 1, max: 4 }), (shape, factor) => {
        const large = shapeOf(
          shape.spatial.map((size) => size! * factor),
          shape.channels,
        );
        const block = shape.spatial.map(() => factor);
        expect(chain(large, ["space_to_depth", { block }], ["depth_to_space", { block }])).toEqual(large);
        if (shape.spatial.length === 2)
          expect(chain(large, ["pixel_unshuffle", { factor }], ["pixel_shuffle", { factor }])).toEqual(large);
      }),
    );
  });

  test("upsample by a whole factor, then down by its inverse size", () => {
    fc.assert(
      fc.property(spatial, fc.integer({ min: 1, max: 4 }), (shape, factor) => {
        const scale = shape.spatial.map(() => factor);
        expect(chain(shape, ["upsample", { scale }], ["resize", { like: shape }])).toEqual(shape);
      }),
    );
  });

  test("flatten, then reshape", () => {
    fc.assert(
      fc.property(spatial, (shape) => {
        const sizes = [...shape.spatial, shape.channels];
        const back = { shape: { sizes, channelsFirst: undefined } };
        const guessed = { shape: { sizes: [null, ...sizes.slice(1)], channelsFirst: undefined } };
        expect(chain(shape, ["flatten", {}], ["reshape", back])).toEqual(shape);
        expect(chain(shape, ["flatten", {}], ["reshape", guessed])).toEqual(shape);
      }),
    );
  });

  test("permute, then permute back", () => {
    const orders = spatial.chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.shuffledSubarray(
          [...shape.spatial, 0].map((_, axis) => axis + 1),
          { minLength: shape.spatial.length + 1 },
        ),
      ),
    );
    fc.assert(
      fc.property(orders, ([shape, order]) => {
        const inverse = order.map((_, axis) => order.indexOf(axis + 1) + 1);
        const steps = [order, inverse].map(
          (sizes) => ["permute", { order: { sizes, channelsFirst: undefined } }] as const,
        );
        expect(chain(shape, ...steps)).toEqual(shape);
      }),
    );
  });
});

describe("two axes of which one is 1 agree with one axis", () => {
  const kinds = LAYERS.filter(
    ({ kind, merges, ranks }) =>
      !merges &&
      (ranks === undefined || (ranks.includes(1) && ranks.includes(2))) &&
      !["reshape", "permute", "embedding", "slice", "crop", "resize", "window_attention"].includes(kind),
  );

  test.each(kinds.map(({ kind }) => kind))("%s", (kind) => {
    const oneAxis = { ...kindOf(kind), ranks: [1] };
    fc.assert(
      fc.property(layerOf(oneAxis), ({ inputs: [input], args, framework }) => {
        if (args.mode !== undefined && framework !== null) return; // interpolations have names for each rank
        if (modeOf(args.pad) === "causal") return; // for one axis only
        if (args.like !== undefined) return; // a tensor of one axis
        const flat = run(kind, input!, args, framework);
        const wide = shapeOf([...input!.spatial, 1], input!.channels);
        const result = run(kind, wide, Object.fromEntries(Object.entries(args).map(widened)), framework);
        expect(result.refused).toBe(flat.refused);
        if (flat.refused) return;
        const spread = flat.output.spatial.length === 0 ? [] : [...flat.output.spatial, 1];
        expect(result.output).toEqual(shapeOf(spread, flat.output.channels));
        expect(result.learned).toBe(flat.learned);
      }),
    );
  });
});

function modeOf(padding: unknown): string | null {
  return typeof padding === "object" && padding !== null && "mode" in padding ? String(padding.mode) : null;
}

/** Arguments for one axis, made into those for two: nothing happens along the second. */
function widened([name, value]: [string, unknown]): [string, unknown] {
  const neutral = name === "output_pad" ? 0 : 1;
  if (Array.isArray(value) && typeof value[0] === "number") return [name, [...value, neutral]];
  if (typeof value === "object" && value !== null && "before" in value && "after" in value)
    return [
      name,
      {
        ...value,
        before: [...(value.before as number[]), 0],
        after: [...(value.after as number[]), 0],
      },
    ];
  return [name, value];
}
