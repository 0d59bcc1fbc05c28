// What kinds of layers are called elsewhere: `nn.Conv2d`, `MaxPooling2D`, `BatchNormalization`, `GlobalAveragePooling2D`.

import { LAYERS } from ".";
import type { LayerKind } from "./layer";

/** What no alias says, without case, underscores and numbers of axes. */
const OTHERS: Readonly<Record<string, string>> = {
  avgpooling: "avgpool",
  bidirectionallstm: "lstm",
  conv2dlayer: "conv",
  convbias: "conv",
  depthwiseconv: "depthwise",
  elementwiseadd: "add",
  globalpool: "global_avgpool",
  gap: "global_avgpool",
  gmp: "global_maxpool",
  fullyconnected: "dense",
  locallyconnected: "local",
  multiheadattention: "attention",
  separableconv: "separable",
  spatialdropout: "spatial_dropout",
  subsampling: "avgpool",
  transposedconv: "conv_transpose",
  upconv: "conv_transpose",
  zeropad: "pad",
};

let names: ReadonlyMap<string, LayerKind> | null = null;

function knownNames(): ReadonlyMap<string, LayerKind> {
  if (names === null) {
    const found = new Map<string, LayerKind>();
    for (const layer of LAYERS)
      for (const name of [layer.kind, ...layer.aliases]) {
        const plain = name.replaceAll("_", "");
        if (!found.has(plain)) found.set(plain, layer);
      }
    for (const [name, kind] of Object.entries(OTHERS)) {
      const layer = LAYERS.find((each) => each.kind === kind);
      if (layer && !found.has(name)) found.set(name, layer);
    }
    names = found;
  }
  return names;
}

/** The one kind that a word of another tool means; null where none is meant for sure. */
export function kindMeant(word: string): LayerKind | null {
  const known = knownNames();
  const last = word.slice(word.lastIndexOf(".") + 1);
  const plain = plainName(last);
  const candidates = [plain, plain.replace(/[123]d/, ""), plain.replace(/[123]d/, "").replace(/layer$/, "")];
  for (const candidate of candidates)
    for (const spelling of [
      candidate,
      candidate.replace("average", "avg").replace("pooling", "pool"),
      candidate.replace("pooling", "pool"),
    ]) {
      const layer = known.get(spelling);
      if (layer) return layer;
    }
  return null;
}

/** A name's letters alone: people write them in any case, with underscores or without. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}
