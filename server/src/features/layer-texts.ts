// What can be told of one executed layer: how its sizes and its count arise, with the user's numbers.

import type { LayerPart } from "../analysis/run";
import { siteOf } from "../analysis/site";
import { grouped, plus, type Size } from "../base/whole";
import type { Site } from "../catalogue/layer";
import type { Shape } from "../catalogue/shape";
import { textsOf } from "../catalogue/texts";

/** A layer with everything that its catalogue entry can be asked with. */
export interface Sited {
  readonly part: LayerPart;
  readonly site: Site<never>;
  readonly output: Shape;
}

/** null where the layer's input or arguments are not known. */
export function sited(part: LayerPart): Sited | null {
  const { segment, inputs, framework, result } = part;
  const site = siteOf(segment, inputs, framework, []);
  if (site === null || result.output === null) return null;
  return { part, site: site as unknown as Site<never>, output: result.output };
}

/** Learnable parameters; null where they are not known. */
export function learnable(part: LayerPart): Size {
  return plus(part.result.weightCount, part.result.biasCount);
}

/** `(7·7·1 + 1)·60 = 3,000`; null for layers without parameters. */
export function working({ part, site, output }: Sited): string | null {
  const count = learnable(part);
  if (!part.kind.weights || count === 0) return null;
  const total = count === null ? "?" : grouped(count);
  const text = textsOf(part.kind).working?.(site, output);
  // A product of one factor is its own result.
  return text === undefined || text === total ? total : `${text} = ${total}`;
}

/** How each axis of the output arises. */
export function sizeLinesOf({ part, site, output }: Sited): readonly string[] {
  return textsOf(part.kind).sizes?.(site, output) ?? [];
}

export function remarksOf({ part, site, output }: Sited): readonly string[] {
  const { remarks, differs } = textsOf(part.kind);
  return [...(remarks?.(site, output) ?? []), ...(differs?.(site, output) ?? [])];
}

/** What it would need without weight sharing, where that is more. */
export function unsharedOf({ part, site, output }: Sited): number | null {
  const unshared = part.kind.unshared?.(site, output) ?? null;
  const count = learnable(part);
  return unshared !== null && count !== null && unshared > count && Number.isFinite(unshared)
    ? unshared
    : null;
}
