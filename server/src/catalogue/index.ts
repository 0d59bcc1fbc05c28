// The catalogue: every kind of layer, by its name and by the other names that people type.

import type { LayerKind } from "./layer";
import { activations } from "./layers/activations";
import { adaptiveAvgpool, adaptiveMaxpool } from "./layers/adaptive-pool";
import { attention } from "./layers/attention";
import { bn } from "./layers/bn";
import { conv } from "./layers/conv";
import { convTranspose } from "./layers/conv-transpose";
import { crop } from "./layers/crop";
import { dense } from "./layers/dense";
import { depthwise } from "./layers/depthwise";
import { dropouts } from "./layers/dropouts";
import { embedding } from "./layers/embedding";
import { flatten } from "./layers/flatten";
import { globalAvgpool, globalMaxpool } from "./layers/global-pool";
import { gn } from "./layers/gn";
import { instanceNorm } from "./layers/instance-norm";
import { layerScale } from "./layers/layer-scale";
import { ln } from "./layers/ln";
import { local } from "./layers/local";
import { lrn } from "./layers/lrn";
import { merges } from "./layers/merges";
import { pad } from "./layers/pad";
import { permute } from "./layers/permute";
import { avgpool, maxpool } from "./layers/pool";
import { prelu } from "./layers/prelu";
import { recurrentLayers } from "./layers/recurrent";
import { resize, upsample } from "./layers/resampling";
import { normalization, rescale } from "./layers/rescale";
import { reshape } from "./layers/reshape";
import { rmsNorm } from "./layers/rms-norm";
import { separable } from "./layers/separable";
import { shuffles } from "./layers/shuffles";
import { slice } from "./layers/slice";
import { tokenLayers } from "./layers/tokens";
import { windowAttention } from "./layers/window-attention";

export const LAYERS: readonly LayerKind[] = [
  conv,
  convTranspose,
  depthwise,
  separable,
  local,
  maxpool,
  avgpool,
  globalAvgpool,
  globalMaxpool,
  adaptiveAvgpool,
  adaptiveMaxpool,
  dense,
  bn,
  ln,
  gn,
  instanceNorm,
  rmsNorm,
  lrn,
  layerScale,
  rescale,
  normalization,
  ...activations,
  prelu,
  ...dropouts,
  flatten,
  reshape,
  permute,
  pad,
  crop,
  slice,
  upsample,
  resize,
  ...shuffles,
  ...merges,
  ...tokenLayers,
  attention,
  windowAttention,
  embedding,
  ...recurrentLayers,
];

const byName = new Map<string, LayerKind>();
for (const layer of LAYERS) for (const name of [layer.kind, ...layer.aliases]) byName.set(name, layer);

/** The kind that a word names, by its name or an alias. */
export function layerNamed(word: string): LayerKind | undefined {
  return byName.get(word);
}

/** Every name and alias. */
export function layerNames(): Iterable<string> {
  return byName.keys();
}
