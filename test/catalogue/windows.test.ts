// The geometry of windows against windows that are really slid, and what must hold of convolutions and pools.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Framework } from "../../server/src/catalogue/framework";
import { unreadPositions } from "../../server/src/catalogue/unread";
import { slidesOf, unreadAtEnd, type WindowArguments } from "../../server/src/catalogue/window";
import { type Arguments, kindOf, run, tensor } from "../support/site";

const explicit = (before: number, after: number) =>
  ({ mode: "explicit", before: [before], after: [after] }) as const;

/** A window on one axis, of numbers that mostly fit. */
const window = fc.record({
  n: fc.integer({ min: 1, max: 40 }),
  k: fc.integer({ min: 1, max: 9 }),
  s: fc.integer({ min: 1, max: 6 }),
  d: fc.integer({ min: 1, max: 4 }),
  p: fc.integer({ min: 0, max: 6 }),
  q: fc.integer({ min: 0, max: 6 }),
});

/** Where windows start when they are slid one by one. */
function starts(n: number, k: number, s: number, d: number, p: number, q: number): number[] {
  const found: number[] = [];
  for (let at = -p; at + d * (k - 1) < n + q; at += s) found.push(at);
  return found;
}

describe("windows that are slid one by one", () => {
  const slide = (n: number, args: WindowArguments) =>
    slidesOf({ ...run("conv", tensor(n, 1), { filters: 1, ...args }).site, args })[0]!;

  test("are as many as the formula says, and read what it says", () => {
    fc.assert(
      fc.property(window, ({ n, k, s, d, p, q }) => {
        const slid = starts(n, k, s, d, p, q);
        const args = { kernel: [k], stride: [s], dilation: [d], pad: explicit(p, q) };
        const result = run("conv", tensor(n, 1), { filters: 1, ...args });
        expect(result.refused).toBe(slid.length === 0);
        if (slid.length === 0) return;
        expect(result.output).toEqual(tensor(slid.length, 1));
        const read = new Set(slid.flatMap((at) => Array.from({ length: k }, (_, tap) => at + tap * d)));
        const all = Array.from({ length: n }, (_, position) => position);
        const unread = all.filter((position) => !read.has(position));
        expect(unreadPositions(slide(n, args))).toEqual(unread);
        const last = Math.max(...read);
        expect(unreadAtEnd(slide(n, args))).toBe(Math.min(Math.max(n - 1 - last, 0), n));
        // Behind the last window there may be a gap as behind every other: that is the stride's, and told as such.
        const gap = p === 0 && slid.length > 1 && n - 1 - last <= s - (d * (k - 1) + 1);
        expect(result.codes.includes("stride-tiling")).toBe(last < n - 1 && !gap);
      }),
      { numRuns: 1000 },
    );
  });

  test("with `ceil` are one more where a last one sticks out and starts inside", () => {
    fc.assert(
      fc.property(window, ({ n, k, s, d, p }) => {
        fc.pre(p <= Math.floor(k / 2));
        const args = { kernel: [k], stride: [s], dilation: [d], pad: explicit(p, p) };
        // A window counts if it would fit after moving back by less than a stride, and starts inside the input.
        let windows = 0;
        for (let at = -p; at + d * (k - 1) - (s - 1) < n + p && (at < n || windows === 0); at += s) windows++;
        const result = run("maxpool", tensor(n, 1), { ...args, ceil: true }, "pytorch");
        expect(result.refused ? 0 : result.output.spatial[0]).toBe(windows);
      }),
      { numRuns: 1000 },
    );
  });

  test("keep the size with `same`, `same_lower` and `causal` at stride 1", () => {
    const kinds: [string, Arguments][] = [
      ["conv", { filters: 2 }],
      ["conv_transpose", { filters: 2 }],
      ["depthwise", {}],
      ["separable", { filters: 2 }],
      ["local", { filters: 2 }],
      ["maxpool", {}],
      ["avgpool", {}],
    ];
    const frameworks = fc.constantFrom<Framework | null>(null, "pytorch", "keras", "lasagne");
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        frameworks,
        window,
        fc.constantFrom("same", "same_lower", "causal"),
        ([kind, given], framework, { n, k, d }, mode) => {
          const args = { ...given, kernel: [k], stride: [1], dilation: [d], pad: { mode } };
          const result = run(kind, tensor(n, 3), args, framework);
          if (!result.refused) expect(result.output.spatial).toEqual([n]);
        },
      ),
    );
  });

  test("give ⌈n/s⌉ with `same`, and its padding written out gives as many", () => {
    fc.assert(
      fc.property(window, ({ n, k, s, d }) => {
        const args = { filters: 1, kernel: [k], stride: [s], dilation: [d] };
        const same = run("conv", tensor(n, 1), { ...args, pad: { mode: "same" } }, "keras");
        expect(same.codes.includes("stride-with-dilation")).toBe(s > 1 && d > 1);
        if (same.refused) return;
        expect(same.output.spatial).toEqual([Math.ceil(n / s)]);
        const [sides] = slidesOf(same.site as never);
        const written = run("conv", tensor(n, 1), { ...args, pad: explicit(sides!.before!, sides!.after!) });
        expect(written.output).toEqual(same.output);
      }),
    );
  });
});

describe("parameters of convolutions", () => {
  const sized = fc.tuple(fc.integer({ min: 9, max: 60 }), fc.integer({ min: 9, max: 60 }));

  test("do not depend on the picture, but for those of `local`", () => {
    fc.assert(
      fc.property(sized, window, ([a, b], { k, s, d }) => {
        const args = { filters: 6, kernel: [k], stride: [s], dilation: [d], pad: { mode: "same" } };
        for (const kind of ["conv", "conv_transpose", "depthwise", "separable"])
          expect(run(kind, tensor(a, a, 3), args).learned).toBe(run(kind, tensor(b, 2, 3), args).learned);
        const pool = { kernel: [k], weighted: true };
        expect(run("avgpool", tensor(a, 6), pool).learned).toBe(run("avgpool", tensor(b, 6), pool).learned);
      }),
    );
  });

  test("of `local` are those of `conv` at every position", () => {
    fc.assert(
      fc.property(window, ({ n, k, s, p }) => {
        const args = { filters: 4, kernel: [k], stride: [s], pad: explicit(p, p) };
        const [conv, local] = ["conv", "local"].map((kind) => run(kind, tensor(n, 3), args));
        if (conv!.refused) return;
        expect(local!.learned).toBe(conv!.learned! * conv!.output.spatial[0]!);
        expect(local!.macs).toBe(conv!.macs);
      }),
    );
  });

  test("of `depthwise` are those of `conv` with as many groups as channels", () => {
    fc.assert(
      fc.property(
        window,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        ({ n, k, s, p }, channels, multiplier) => {
          const args = { kernel: [k], stride: [s], pad: explicit(p, p) };
          const own = run("depthwise", tensor(n, channels), { ...args, multiplier });
          const grouped = run("conv", tensor(n, channels), {
            ...args,
            filters: channels * multiplier,
            groups: channels,
          });
          expect([own.output, own.learned, own.macs]).toEqual([
            grouped.output,
            grouped.learned,
            grouped.macs,
          ]);
        },
      ),
    );
  });

  test("of `separable` are those of a depthwise and a 1×1 convolution", () => {
    fc.assert(
      fc.property(window, fc.integer({ min: 1, max: 4 }), ({ n, k, s, p }, multiplier) => {
        const args = { kernel: [k], stride: [s], pad: explicit(p, p) };
        const whole = run("separable", tensor(n, 3), { ...args, multiplier, filters: 5 });
        const depth = run("depthwise", tensor(n, 3), { ...args, multiplier, bias: false });
        const point = run("conv", depth.output, { filters: 5, kernel: [1] });
        if (whole.refused) return;
        expect(whole.output).toEqual(point.output);
        expect(whole.learned).toBe(depth.learned! + point.learned!);
        expect(whole.macs).toBe(depth.macs! + point.macs!);
      }),
    );
  });

  test("with a kernel as large as the input are those of `dense`", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (height, width) => {
        const conv = run("conv", tensor(height, width, 3), { filters: 7, kernel: [height, width] });
        const dense = run("dense", tensor(height, width, 3), { units: 7 });
        expect(conv.output).toEqual(tensor(1, 1, 7));
        expect([conv.learned, conv.macs]).toEqual([dense.learned, dense.macs]);
      }),
    );
  });
});

describe("a transposed convolution", () => {
  test("gives back the size that a convolution of PyTorch came from, with the output padding that it lost", () => {
    fc.assert(
      fc.property(window, ({ n, k, s, d, p }) => {
        const args = { kernel: [k], stride: [s], dilation: [d], pad: explicit(p, p), filters: 2 };
        const down = run("conv", tensor(n, 2), args, "pytorch");
        if (down.refused) return;
        const output_pad = [(n + 2 * p - d * (k - 1) - 1) % s];
        const up = run("conv_transpose", down.output, { ...args, output_pad }, "pytorch");
        expect(up.refused).toBe(false);
        expect(up.output).toEqual(tensor(n, 2));
      }),
    );
  });
});

describe("an adaptive pool", () => {
  test("reads all positions, as often as its windows overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (n, bins) => {
        const widths = Array.from(
          { length: bins },
          (_, bin) => Math.ceil(((bin + 1) * n) / bins) - Math.floor((bin * n) / bins),
        );
        const { site, output } = run("adaptive_avgpool", tensor(n, 1), { size: [bins] });
        expect(output).toEqual(tensor(bins, 1));
        const kind = kindOf("adaptive_avgpool");
        expect(kind.elementwise?.(site as never, output)).toBe(widths.reduce((sum, width) => sum + width, 0));
        const reach = kind.reach?.(site as never);
        if (bins > 1 && typeof reach === "object") expect(reach.kernel).toEqual([Math.max(...widths)]);
      }),
    );
  });
});
