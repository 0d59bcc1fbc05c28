// `bn`: batch normalisation.

import { times } from "../../base/whole";
import { defineLayer, type Site, type Weight } from "../layer";
import { type ArgumentsOf, flag } from "../parameter";
import { affine } from "../settings";
import { elementsOf } from "../shape";
import { term } from "../wording";

const signature = {
  affine,
  scale: flag({ default: true, words: { scale: true, noscale: false }, doc: "Whether it learns a scale." }),
  center: flag({
    default: true,
    words: { center: true, nocenter: false },
    doc: "Whether it learns a shift.",
  }),
};

type BnSite = Site<ArgumentsOf<typeof signature>>;

const scales = ({ args }: BnSite) => args.affine && args.scale;
const centers = ({ args }: BnSite) => args.affine && args.center;

export const bn = defineLayer({
  kind: "bn",
  aliases: ["batchnorm", "batch_norm", "batchnormalization", "batch_normalization"],
  family: "normalisation",
  summary:
    "Batch normalisation: every channel gets mean 0 and variance 1 over the batch, then a learned scale and shift.",
  notes: [
    "The running mean and variance are 2·C further numbers. Keras counts them as non-trainable parameters; in PyTorch they are buffers and count nowhere.",
    "A bias right before it does nothing: the mean that is subtracted holds it.",
  ],
  signature,
  trails: true,
  formula: "2·C; C with `noscale` or `nocenter`; 0 with `noaffine`",
  example: "input 32x32x3\nconv 64 3x3 nobias  # → 30×30×64  1,728\nbn                  # → 30×30×64    128",
  check(site) {
    const { args, framework, report } = site;
    if (framework !== "pytorch" || !args.affine || args.scale === args.center) return;
    report("bn-partial", args.scale ? "center" : "scale", { missing: args.scale ? "shift" : "scale" });
  },
  shape: ({ input }) => input,
  weights(site) {
    const count = site.input.channels;
    const scale: Weight = { count, role: "weight" };
    const shift: Weight = { count, role: "bias" };
    const state: Weight = { count, role: "state" };
    const running = { "running mean": state, "running variance": state };
    if (scales(site)) return centers(site) ? { scale, shift, ...running } : { scale, ...running };
    return centers(site) ? { shift, ...running } : running;
  },
  elementwise: (_, output) => times(2, elementsOf(output)),
  working(site) {
    const learned = Number(scales(site)) + Number(centers(site));
    return learned === 0 ? "0" : learned === 1 ? term(site.input.channels) : `2·${term(site.input.channels)}`;
  },
  remarks({ input, framework }) {
    if (framework === "pytorch" || framework === "caffe") return [];
    const state = term(times(2, input.channels));
    return framework === "keras"
      ? [`Keras counts the running mean and variance too: ${state} non-trainable parameters.`]
      : [`Keras would count ${state} non-trainable parameters more, PyTorch would not.`];
  },
});
