// `merge-ranks`: tensors that are joined have different numbers of axes.

import { type Framework, frameworkName } from "../catalogue/framework";
import { formatShape, type Shape } from "../catalogue/shape";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "merge-ranks": {
      readonly kind: string;
      readonly inputs: readonly Shape[];
      /** The two inputs that cannot be aligned, counted from 1. */
      readonly pair: readonly [number, number];
      readonly framework: Framework | null;
    };
  }
}

export const mergeRanks = defineDiagnostic({
  code: "merge-ranks",
  severity: "error",
  title: "Tensors that are joined have different numbers of axes",
  message({ kind, inputs, pair, framework }) {
    const [a, b] = pair.map((at) => inputs[at - 1] ?? null);
    const flat = a?.spatial.length === 0 || b?.spatial.length === 0;
    const why =
      kind !== "concat" && flat && framework !== null
        ? `${frameworkName(framework)} would align the vector with the map's width, not with its channels`
        : "they have different numbers of axes";
    const repair = flat
      ? "`global_avgpool keep` or `reshape` gives the vector axes of one"
      : "`reshape` or `tokens` can make them alike";
    return `\`${kind}\` cannot join ${formatShape(a ?? null)} and ${formatShape(b ?? null)}: ${why}; ${repair}.`;
  },
  page: [
    "Tensors join axis by axis. A flat vector of C numbers and an H×W×C map are joined channel by channel in Keras and without a framework. PyTorch keeps the channels first and aligns shapes at the right, so it would take the vector for a row of the map: by mistake, where the sizes happen to agree.",
    "`global_avgpool keep` keeps the axes as ones, 1×1×C; `reshape 1x1x64` gives a vector axes of one. `concat` always needs tensors with the same axes.",
  ],
  example:
    "framework pytorch\ninput 32x32x16\nmap: conv 16 3x3 same\nglobal_avgpool\ndense 16 sigmoid\nmul map",
  repaired:
    "framework pytorch\ninput 32x32x16\nmap: conv 16 3x3 same\nglobal_avgpool\ndense 16 sigmoid\nreshape 1x1x16\nmul map",
});
