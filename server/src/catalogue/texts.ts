// What the entries of the catalogue say of their kinds. It is loaded when somebody asks.

import { LAYERS } from "./index";
import type { LayerKind, LayerTexts } from "./layer";

const texts = new Map(LAYERS.map((entry) => [entry.kind, { notes: [], ...entry } as unknown as LayerTexts]));

/** The texts of a kind of layer. */
export function textsOf({ kind }: LayerKind): LayerTexts {
  return texts.get(kind)!;
}
