// Settings that many kinds share, described once.

import type { Size } from "../base/whole";
import type { Weights } from "./layer";
import { choice, flag } from "./parameter";

/** `bias|nobias`, with a bias unless told otherwise. */
export const bias = flag({
  default: true,
  words: { bias: true, nobias: false },
  doc: "Whether a bias is added to every output.",
  aliases: ["use_bias"],
});

/** `affine|noaffine`, with learned scale and shift unless told otherwise. */
export const affine = flag({
  default: true,
  words: { affine: true, noaffine: false },
  doc: "Whether it learns a scale and a shift for every channel.",
});

/** What `affine` learns: a scale and a shift for each of so many. */
export const scaleAndShift = (count: Size): Weights => ({
  scale: { count, role: "weight" },
  shift: { count, role: "bias" },
});

/** Along which axis a layer works, channels unless told otherwise: `axis=height`. */
export const axis = choice({
  default: "channels",
  words: {
    channels: "channels",
    height: "height",
    width: "width",
    depth: "depth",
    length: "length",
  },
  named: true,
  doc: "The axis that it works along.",
});
