// `lstm`, `gru`, `rnn`: layers that go along a sequence with a state.

import { plus, type Size, times } from "../../base/whole";
import type { Framework } from "../framework";
import { defineLayer, type LayerKind, type Site } from "../layer";
import { type ArgumentsOf, choice, count, flag } from "../parameter";
import { bias } from "../settings";
import { shapeOf } from "../shape";
import { term } from "../wording";

const shared = {
  units: count({ position: 0, doc: "The size of the state.", aliases: ["hidden"] }),
  output: choice({
    default: "last",
    words: { last: "last", sequence: "sequence" },
    doc: "`last` gives the final state, `sequence` that of every step.",
  }),
  bidirectional: flag({
    default: false,
    words: { bidirectional: true },
    doc: "A second layer goes backwards; both states stand side by side.",
  }),
  bias,
};

const gruSignature = {
  ...shared,
  reset_before: flag({
    default: false,
    words: { reset_before: true, reset_after: false },
    doc: "Whether the state is reset before it is multiplied (the first version of the paper) or after.",
  }),
};

type Args = ArgumentsOf<typeof shared> & { readonly reset_before?: boolean };

interface Cell {
  readonly kind: "lstm" | "gru" | "rnn";
  /** How many times the state's size its gates are wide. */
  readonly gates: number;
}

/** The biases of a gate: one in the literature, two in PyTorch, and in Keras' GRU unless it resets before. */
function biasesOf(kind: Cell["kind"], args: Args, framework: Framework | null): number {
  if (!args.bias) return 0;
  if (framework === "pytorch") return 2;
  return framework === "keras" && kind === "gru" && args.reset_before !== true ? 2 : 1;
}

const directions = (args: Args) => (args.bidirectional ? 2 : 1);

function recurrent(cell: Cell) {
  const { kind, gates } = cell;
  return {
    kind,
    family: "sequence" as const,
    ranks: [1],
    shape: ({ args, input }: Site<Args>) => {
      const features = times(args.units, directions(args));
      return shapeOf(args.output === "sequence" ? input.spatial : [], features);
    },
    weights({ args, input, framework }: Site<Args>) {
      const width = times(gates, args.units, directions(args));
      const biases = biasesOf(kind, args, framework);
      return {
        "input weights": { count: times(width, input.channels), role: "weight" as const },
        "state weights": { count: times(width, args.units), role: "weight" as const },
        ...(biases > 0 ? { bias: { count: times(width, biases), role: "bias" as const } } : {}),
      };
    },
    macs: ({ args, input }: Site<Args>): Size =>
      times(
        times(input.spatial[0] ?? null, gates),
        args.units,
        directions(args),
        plus(input.channels, args.units),
      ),
    elementwise: ({ args, input }: Site<Args>): Size =>
      times(times(input.spatial[0] ?? null, gates), args.units, directions(args), 2),
    reach: () => "everything" as const,
    working({ args, input, framework }: Site<Args>) {
      const biases = biasesOf(kind, args, framework);
      const factors = [args.bidirectional ? "2" : "", gates > 1 ? String(gates) : "", term(args.units)];
      const inside = `${term(input.channels)} + ${term(args.units)}${biases > 0 ? ` + ${biases}` : ""}`;
      return `${factors.filter((factor) => factor !== "").join("·")}·(${inside})`;
    },
    sizes: ({ args }: Site<Args>) =>
      args.bidirectional
        ? [`channels: 2 · ${term(args.units)} = ${term(times(2, args.units))}`]
        : [`channels: ${term(args.units)} units`],
    remarks({ args, input, framework }: Site<Args>) {
      const total = (biases: number) =>
        term(times(gates, args.units, directions(args), plus(input.channels, args.units, biases)));
      const pytorch = biasesOf(kind, args, "pytorch");
      const keras = biasesOf(kind, args, "keras");
      const here = biasesOf(kind, args, framework);
      if (pytorch === keras && keras === here) return [];
      return [
        `PyTorch counts ${total(pytorch)} (${biasText(pytorch)} a gate), Keras ${total(keras)} (${biasText(keras)}).`,
      ];
    },
  };
}

const biasText = (count: number) => (count === 0 ? "no bias" : count === 1 ? "one bias" : "two biases");

const COUNTS =
  "PyTorch's layer has two biases a gate, which act as one; Keras has one. Without a framework the literature's count holds: one.";

const lstm = defineLayer({
  ...recurrent({ kind: "lstm", gates: 4 }),
  aliases: [],
  summary: "Long short-term memory: a state with gates that decide what is kept.",
  notes: [COUNTS],
  signature: shared,
  formula: "4·H·(C + H + 1); in PyTorch 4·H·(C + H + 2); twice that with `bidirectional`",
  example:
    "framework keras\ninput 28x10\nlstm 20 sequence       # → 28×20  2,480\nlstm 20 bidirectional  # → 40     6,560",
});

const gru = defineLayer({
  ...recurrent({ kind: "gru", gates: 3 }),
  aliases: [],
  summary: "Gated recurrent unit: a state with two gates.",
  notes: [
    "PyTorch's layer has two biases a gate, and so has that of Keras unless `reset_before` is given (its `reset_after=False`). Without a framework the literature's count holds: one bias.",
  ],
  signature: gruSignature,
  formula: "3·H·(C + H + 1); in PyTorch and Keras 3·H·(C + H + 2); twice that with `bidirectional`",
  example:
    "framework keras\ninput 28x10\ngru 20 sequence      # → 28×20  1,920\ngru 20 reset_before  # → 20     2,460",
  check({ args, framework, report }: Site<ArgumentsOf<typeof gruSignature>>) {
    if (framework === "pytorch" && args.reset_before) report("gru-reset", "reset_before", {});
  },
  remarks(site: Site<ArgumentsOf<typeof gruSignature>>) {
    const general = recurrent({ kind: "gru", gates: 3 }).remarks(site);
    if (site.args.reset_before && site.framework !== "pytorch")
      return ["PyTorch's GRU cannot reset the state before it is multiplied.", ...general];
    return general;
  },
});

const rnn = defineLayer({
  ...recurrent({ kind: "rnn", gates: 1 }),
  aliases: ["simple_rnn", "simplernn"],
  summary: "A plain recurrent layer: the state is a function of the input and of the last state.",
  notes: [COUNTS],
  signature: shared,
  formula: "H·(C + H + 1); in PyTorch H·(C + H + 2); twice that with `bidirectional`",
  example: "framework keras\ninput 28x10\nrnn 20  # → 20  620",
});

export const recurrentLayers: readonly LayerKind[] = [lstm, gru, rnn];
