// Dropout in its three forms: numbers, whole channels, or the whole branch are left out in training.

import { defineLayer, type LayerKind } from "../layer";
import { decimal } from "../parameter";

interface Dropout {
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly drops: string;
  readonly notes: readonly string[];
  readonly ranks?: readonly number[];
}

const TABLE: readonly Dropout[] = [
  {
    kind: "dropout",
    aliases: ["drop"],
    drops: "single numbers",
    notes: ["At inference it does nothing."],
  },
  {
    kind: "spatial_dropout",
    aliases: ["dropout2d", "channel_dropout"],
    drops: "whole channels",
    notes: [
      "Neighbouring positions of a map say much the same, so dropping a channel at once regularises more.",
    ],
    ranks: [1, 2, 3],
  },
  {
    kind: "drop_path",
    aliases: ["stochastic_depth", "droppath"],
    drops: "the whole tensor of an example",
    notes: ["At the end of a residual branch it leaves out the branch: stochastic depth."],
  },
];

export const dropouts: readonly LayerKind[] = TABLE.map(({ kind, aliases, drops, notes, ranks }) =>
  defineLayer({
    kind,
    aliases,
    family: "regularisation",
    summary: `Leaves out ${drops} at random while training.`,
    notes,
    signature: {
      rate: decimal({ position: 0, doc: "The share that is left out: at least 0, below 1.", aliases: ["p"] }),
    },
    trails: true,
    ...(ranks === undefined ? {} : { ranks }),
    view: true,
    formula: "0",
    example: `input 14x14x64\n${kind} 0.2  # → 14×14×64  0`,
    check({ args, report }) {
      if (!(args.rate >= 0 && args.rate < 1)) report("rate-range", "rate", { rate: args.rate });
    },
    shape: ({ input }) => input,
  }),
);
