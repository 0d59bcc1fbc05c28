// The catalogue: every kind of layer, by its name and by the other names that people type.

import type { LayerKind } from "./layer";

export const LAYERS: readonly LayerKind[] = [];

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
