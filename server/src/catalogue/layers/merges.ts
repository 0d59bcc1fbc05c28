// The merges: several tensors become one, number by number or side by side.

import { OVERFLOW, type Size, sum, times } from "../../base/whole";
import { axisIndex, sizeAlong } from "../axes";
import { type Joined, joinAlong, joinElementwise } from "../broadcast";
import { defineLayer, type LayerKind, type Site } from "../layer";
import { axis } from "../settings";
import { axisName, elementsOf, formatShape, sizesOf } from "../shape";
import { sizeLine, term } from "../wording";

interface Merge {
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly notes: readonly string[];
  /** `sub` has exactly two inputs. */
  readonly exactly?: number;
  readonly example: string;
}

const STRETCH =
  "Axes of one are stretched to the others' size: a 1×1×C gate joins an H×W×C map. All other sizes must be equal.";

const TABLE: readonly Merge[] = [
  {
    kind: "add",
    aliases: ["sum", "plus", "eltwise"],
    summary: "Adds tensors number by number.",
    notes: ["Adding a layer's input to its output is a residual connection.", STRETCH],
    example:
      "input 32x32x16\nskip: identity       # → 32×32×16      0\nconv 16 3x3 same     # → 32×32×16  2,320\nadd skip             # → 32×32×16      0",
  },
  {
    kind: "mul",
    aliases: ["multiply", "times", "product"],
    summary: "Multiplies tensors number by number.",
    notes: ["A gate in 0 to 1 times a map is attention over channels or positions.", STRETCH],
    example:
      "input 32x32x16\nmap: conv 16 3x3 same  # → 32×32×16  2,320\nglobal_avgpool keep    # → 1×1×16        0\nmul map                # → 32×32×16      0",
  },
  {
    kind: "max",
    aliases: ["maximum"],
    summary: "Takes the greatest of the tensors, number by number.",
    notes: [STRETCH],
    example:
      "input 32x32x16\nleft: conv 16 3x3 same   # → 32×32×16  2,320\nconv 16 3x3 same         # → 32×32×16  2,320\nmax left                 # → 32×32×16      0",
  },
  {
    kind: "average",
    aliases: ["avg", "mean"],
    summary: "Takes the mean of the tensors, number by number.",
    notes: [STRETCH],
    example:
      "input 32x32x16\nleft: conv 16 3x3 same   # → 32×32×16  2,320\nconv 16 3x3 same         # → 32×32×16  2,320\naverage left             # → 32×32×16      0",
  },
  {
    kind: "sub",
    aliases: ["subtract", "minus"],
    summary: "Subtracts a tensor from the current one, number by number.",
    notes: ["`sub a` is the current tensor minus `a`; it has exactly two inputs.", STRETCH],
    exactly: 2,
    example:
      "input 32x32x16\nleft: conv 16 3x3 same   # → 32×32×16  2,320\nconv 16 3x3 same         # → 32×32×16  2,320\nsub left                 # → 32×32×16      0",
  },
];

type AnySite = Pick<Site<unknown>, "inputs" | "nameOf" | "framework" | "report">;

/** Reports a wrong number of inputs, different ranks and different sizes. */
function checkJoin(site: AnySite, merge: string, joined: Joined): void {
  const { inputs, framework, report } = site;
  if (joined.misaligned !== undefined)
    report("merge-ranks", null, { kind: merge, inputs, pair: joined.misaligned, framework });
  const [conflict] = joined.conflicts;
  if (conflict === undefined) return;
  const { first, second } = conflict;
  const differ = joined.conflicts.filter((other) => other.first === first && other.second === second);
  const names = [site.nameOf(first - 1), site.nameOf(second - 1)] as const;
  report("merge-shapes", null, { kind: merge, inputs, names, first, second, differ });
}

/** Whether stretching is what the author of such a merge means: a gate over channels or over positions. */
function expected(merge: string, site: AnySite, joined: Joined, input: number): boolean {
  const shape = site.inputs[input - 1]!;
  if (merge === "mul") return joined.stretched.length === 1;
  const everywhere = shape.spatial.every((size, axis) => size === 1 || joined.output.spatial[axis] === 1);
  return everywhere && shape.channels !== 1;
}

const join = ({ inputs, framework }: AnySite) => joinElementwise(inputs, framework);

function elementwiseMerge(merge: Merge): LayerKind {
  return defineLayer({
    kind: merge.kind,
    aliases: merge.aliases,
    family: "merge",
    summary: merge.summary,
    notes: merge.notes,
    signature: {},
    merges: true,
    formula: "0",
    example: merge.example,
    check(site) {
      const count = site.inputs.length;
      if (count < 2 || (merge.exactly !== undefined && count !== merge.exactly))
        site.report("merge-inputs", null, { kind: merge.kind, count, exactly: merge.exactly ?? null });
      const joined = join(site);
      checkJoin(site, merge.kind, joined);
      if (joined.misaligned !== undefined || joined.conflicts.length > 0) return;
      for (const { input, axes } of joined.stretched)
        if (!expected(merge.kind, site, joined, input))
          site.report("merge-stretch", null, {
            kind: merge.kind,
            axes,
            from: site.inputs[input - 1]!,
            to: joined.output,
          });
    },
    shape: (site) => join(site).output,
    elementwise: ({ inputs }, output) =>
      times(merge.kind === "average" ? inputs.length : inputs.length - 1, elementsOf(output)),
    sizes(site, output) {
      const rank = output.spatial.length;
      return join(site).stretched.map(
        ({ input, axes }) =>
          `${formatShape(site.inputs[input - 1]!)}: stretched along ${axes.join(" and ")} to ${axes
            .map((name) => term(sizesOf(output)[axisNamesOf(rank).indexOf(name)] ?? null))
            .join("×")}`,
      );
    },
  });
}

const axisNamesOf = (rank: number) => Array.from({ length: rank + 1 }, (_, at) => axisName(rank, at));

const concatSignature = { axis };

/** The sum of the inputs' sizes along an axis; unknown while one of them is. */
function sumAlong(inputs: Site<unknown>["inputs"], index: number): Size {
  const sizes = inputs.map((input) => sizeAlong(input, index));
  return sizes.includes(OVERFLOW) ? OVERFLOW : sum(sizes);
}

function joinedAlong(inputs: Site<unknown>["inputs"], name: string): Joined | undefined {
  const index = axisIndex(inputs[0]!, name);
  if (index === undefined) return undefined;
  const sameRank = inputs.every((input) => input.spatial.length === inputs[0]!.spatial.length);
  return joinAlong(inputs, index, sameRank ? sumAlong(inputs, index) : null);
}

const concat = defineLayer({
  kind: "concat",
  aliases: ["concatenate", "cat"],
  family: "merge",
  summary: "Puts tensors side by side, along the channels unless `axis` says otherwise.",
  notes: ["All sizes but the one along its axis must be equal; nothing is stretched."],
  signature: concatSignature,
  merges: true,
  formula: "0",
  example:
    "input 32x32x16\nleft: conv 8 3x3 same    # → 32×32×8   1,160\nconv 24 1x1              # → 32×32×24    216\nconcat left              # → 32×32×32      0",
  check(site) {
    const { inputs, args, report } = site;
    if (inputs.length < 2)
      report("merge-inputs", null, { kind: "concat", count: inputs.length, exactly: null });
    const joined = joinedAlong(inputs, args.axis);
    if (joined === undefined)
      report("no-such-axis", "axis", { kind: "concat", axis: args.axis, input: inputs[0]! });
    else checkJoin(site, "concat", joined);
  },
  shape: ({ inputs, args }) => joinedAlong(inputs, args.axis)?.output ?? inputs[0]!,
  sizes({ inputs, args }, output) {
    const index = axisIndex(output, args.axis);
    if (index === undefined) return [];
    const terms = inputs.map((input) => term(sizeAlong(input, index)));
    return [sizeLine(args.axis, terms.join(" + "), sizeAlong(output, index))];
  },
});

export const merges: readonly LayerKind[] = [...TABLE.map(elementwiseMerge), concat];
