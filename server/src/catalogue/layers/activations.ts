// The plain activations: one function on every number, or along one axis, without parameters.

import { defineLayer, type LayerKind, type LayerTexts } from "../layer";
import { choice, decimal, type Signature } from "../parameter";
import { elementsOf, shapeOf } from "../shape";
import { term } from "../wording";

interface Activation {
  readonly kind: string;
  readonly aliases?: readonly string[];
  /** What it computes, for the sentence "… , on every number." */
  readonly computes: string;
  readonly notes?: readonly string[];
  readonly signature?: Signature;
  readonly differs?: NonNullable<LayerTexts["differs"]>;
}

const alpha = (value: number, doc: string) => ({ alpha: decimal({ position: 0, default: value, doc }) });

const TABLE: readonly Activation[] = [
  { kind: "relu", computes: "max(0, x)" },
  { kind: "relu6", computes: "min(max(0, x), 6)" },
  {
    kind: "leaky_relu",
    aliases: ["leakyrelu", "lrelu"],
    computes: "x where it is positive, slope · x elsewhere",
    notes: ["The slope changes no count. PyTorch's default is 0.01, that of Keras 0.3."],
    signature: {
      slope: decimal({
        position: 0,
        default: 0.01,
        doc: "The factor of negative numbers.",
        aliases: ["alpha"],
      }),
    },
    differs: (site) =>
      site.given("slope") ? [] : ["Unless given, the slope is 0.01 in PyTorch and 0.3 in Keras."],
  },
  {
    kind: "elu",
    computes: "x where it is positive, α · (eˣ − 1) elsewhere",
    signature: alpha(1, "How far negative numbers go down."),
  },
  { kind: "selu", computes: "the scaled ELU of self-normalising networks" },
  {
    kind: "celu",
    computes: "max(0, x) + min(0, α · (e^(x/α) − 1))",
    signature: alpha(1, "How far negative numbers go down."),
  },
  { kind: "gelu", computes: "x · Φ(x), with the normal distribution's Φ" },
  { kind: "silu", aliases: ["swish"], computes: "x · sigmoid(x)" },
  { kind: "mish", computes: "x · tanh(softplus(x))" },
  { kind: "tanh", computes: "the hyperbolic tangent" },
  { kind: "sigmoid", aliases: ["logistic"], computes: "1 / (1 + e⁻ˣ)" },
  { kind: "log_sigmoid", aliases: ["logsigmoid"], computes: "the logarithm of the sigmoid" },
  {
    kind: "hard_sigmoid",
    aliases: ["hardsigmoid", "h_sigmoid", "hsigmoid"],
    computes: "min(max(0, x/6 + 1/2), 1)",
  },
  {
    kind: "hard_swish",
    aliases: ["hardswish", "h_swish", "hswish", "hard_silu"],
    computes: "x · hard_sigmoid(x)",
  },
  {
    kind: "hard_tanh",
    aliases: ["hardtanh"],
    computes: "x, cut off at both ends",
    signature: {
      from: decimal({ position: 0, default: -1, doc: "The least output.", aliases: ["min"] }),
      to: decimal({ position: 1, default: 1, doc: "The greatest output.", aliases: ["max"] }),
    },
  },
  { kind: "hard_shrink", aliases: ["hardshrink"], computes: "x, or 0 where |x| is below a half" },
  { kind: "soft_shrink", aliases: ["softshrink"], computes: "x drawn towards 0 by a half" },
  { kind: "tanh_shrink", aliases: ["tanhshrink"], computes: "x − tanh(x)" },
  { kind: "softplus", computes: "log(1 + eˣ)" },
  { kind: "softsign", computes: "x / (1 + |x|)" },
  {
    kind: "threshold",
    computes: "x above a threshold, a constant elsewhere",
    signature: {
      above: decimal({ position: 0, default: 0, doc: "The threshold.", aliases: ["theta"] }),
      value: decimal({ position: 1, default: 0, doc: "The output at and below the threshold." }),
    },
  },
  { kind: "exponential", aliases: ["exp"], computes: "eˣ" },
];

const NORMALISING: readonly Activation[] = [
  {
    kind: "softmax",
    computes: "eˣ divided by its sum: positive numbers that add up to 1",
    notes: ["Over a single unit the result is always 1; `sigmoid` is meant there."],
  },
  { kind: "softmin", computes: "the softmax of −x" },
  { kind: "log_softmax", aliases: ["logsoftmax"], computes: "the logarithm of the softmax" },
];

const along = choice({
  default: "channels",
  words: { channels: "channels", positions: "positions" },
  named: true,
  doc: "Whether the numbers of a channel's positions or of a position's channels add up to 1.",
});

function activation(entry: Activation, check?: LayerKind["check"]): LayerKind {
  return defineLayer({
    kind: entry.kind,
    aliases: entry.aliases ?? [],
    family: "activation",
    summary: `Activation: ${entry.computes}.`,
    notes: entry.notes ?? [],
    signature: entry.signature ?? {},
    trails: true,
    formula: "0",
    example: `input 28x28x1\nconv 8 3x3 ${entry.kind}  # → 26×26×8  80`,
    ...(check === undefined ? {} : { check }),
    ...(entry.differs === undefined ? {} : { differs: entry.differs }),
    shape: ({ input }) => input,
    elementwise: (_, output) => elementsOf(output),
  });
}

const checkSoftmax: LayerKind["check"] = (site) => {
  if (site.args.axis === "positions") return;
  if (site.input.channels === 1)
    site.report("softmax-one", null, { positions: site.input.spatial.length > 0 });
};

/** The gated linear unit halves the channels, so it is not like the others. */
const glu = defineLayer({
  kind: "glu",
  family: "activation",
  summary: "Gated linear unit: the first half of the channels times the sigmoid of the second half.",
  signature: {},
  trails: true,
  formula: "0",
  example: "input 28x28x1\nconv 8 3x3 glu  # → 26×26×4  80",
  check({ input, report }) {
    if (input.channels !== null && input.channels % 2 !== 0)
      report("shuffle-divide", null, { kind: "glu", axis: "channels", size: input.channels, by: 2 });
  },
  shape: ({ input }) =>
    shapeOf(input.spatial, input.channels === null || input.channels % 2 !== 0 ? null : input.channels / 2),
  elementwise: (_, output) => elementsOf(output),
  sizes: ({ input }, output) => [`channels: ${term(input.channels)} / 2 = ${term(output.channels)}`],
});

const identity = defineLayer({
  kind: "identity",
  aliases: ["noop", "pass"],
  family: "activation",
  summary: "Passes its input on unchanged.",
  notes: ["It stands where a block's parameter may hold an activation and none is wanted."],
  signature: {},
  trails: true,
  view: true,
  formula: "0",
  example: "input 28x28x1\nconv 8 3x3 identity  # → 26×26×8  80",
  shape: ({ input }) => input,
});

export const activations: readonly LayerKind[] = [
  ...TABLE.map((entry) => activation(entry)),
  ...NORMALISING.map((entry) => activation({ ...entry, signature: { axis: along } }, checkSoftmax)),
  glu,
  identity,
];
