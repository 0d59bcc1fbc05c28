// `dense`: every output sees every input.

import { plus, times } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, choice, count } from "../parameter";
import { bias } from "../settings";
import { elementsOf, positionsOf, type Shape, shapeOf, sizesOf } from "../shape";
import { sizeLine, term, unknownAxes } from "../wording";

const signature = {
  units: count({ position: 0, doc: "How many outputs." }),
  bias,
  axis: choice({
    default: "all",
    words: { all: "all", channels: "channels" },
    named: true,
    doc: "`all` flattens the input first; `channels` acts on the channels of each position.",
  }),
};

type DenseSite = Site<ArgumentsOf<typeof signature>>;

const perPosition = (site: DenseSite) => site.args.axis === "channels";

/** The inputs of one output neuron: all numbers of the tensor, or the channels of a position. */
const inputsOf = (site: DenseSite) => (perPosition(site) ? site.input.channels : elementsOf(site.input));

const uses = (site: DenseSite) => (perPosition(site) ? positionsOf(site.input) : 1);

const flattens = (site: DenseSite) => !perPosition(site) && site.input.spatial.length > 0;

export const dense = defineLayer({
  kind: "dense",
  aliases: ["fc", "linear", "fully_connected", "inner_product"],
  family: "dense",
  summary: "Fully connected: every output is a weighted sum of all inputs.",
  notes: [
    "On a feature map it flattens first: `dense 250` after 45×45×100 sees 202,500 inputs. `axis=channels` acts on the channels of each position instead, as `nn.Linear` in PyTorch and `Dense` in Keras do; that is a 1×1 convolution.",
  ],
  signature,
  formula: "(n + 1) · units",
  example: "input 45x45x100\nflatten    # → 202,500  0\ndense 250  # → 250      50,625,250",
  check(site) {
    const unknown = perPosition(site)
      ? site.input.channels === null
        ? ["channels"]
        : []
      : unknownAxes(site.input);
    if (unknown.length > 0) site.report("unknown-size", null, { kind: "dense", axes: unknown });
    else if (flattens(site) && (site.framework === "pytorch" || site.framework === "keras"))
      site.report("dense-flattens", null, {
        framework: site.framework,
        input: site.input,
        inputs: elementsOf(site.input),
      });
  },
  shape: (site) => shapeOf(perPosition(site) ? site.input.spatial : [], site.args.units),
  weights(site) {
    const weights = { weight: { count: times(inputsOf(site), site.args.units), role: "weight" } } as const;
    return site.args.bias ? { ...weights, bias: { count: site.args.units, role: "bias" } } : weights;
  },
  macs: (site) => times(uses(site), inputsOf(site), site.args.units),
  elementwise: (site, output) => (site.args.bias ? elementsOf(output) : 0),
  reach: (site) => (perPosition(site) ? "pointwise" : "everything"),
  working(site) {
    const inputs = term(inputsOf(site));
    return site.args.bias ? `(${inputs} + 1)·${term(site.args.units)}` : `${inputs}·${term(site.args.units)}`;
  },
  sizes(site) {
    const lines = [`channels: ${term(site.args.units)} units`];
    if (!flattens(site)) return lines;
    return [flattening(site.input), ...lines];
  },
  remarks(site) {
    if (!flattens(site) || site.input.channels === null) return [];
    const perPositionCount = times(plus(site.input.channels, site.args.bias ? 1 : 0), site.args.units);
    return [
      `Flattens its input first. \`axis=channels\` would act on each position, with ${term(perPositionCount)} parameters.`,
    ];
  },
});

/** `inputs: 45·45·100 = 202,500`. */
function flattening(input: Shape): string {
  return sizeLine("inputs", sizesOf(input).map(term).join("·"), elementsOf(input));
}
