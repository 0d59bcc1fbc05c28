// One executed layer. Long files have many: what its segment says is not said again, and what it counts is summed up when it
// is asked for.

import type { Size } from "../base/whole";
import type { Framework } from "../catalogue/framework";
import type { LayerKind } from "../catalogue/layer";
import type { Shape } from "../catalogue/shape";
import type { LayerSegment } from "../model/segment";
import type { Step, Word } from "../syntax/ast";
import type { LayerPart, LayerResult, Part } from "./run";
import type { Totals } from "./totals";

export class ExecutedLayer implements LayerPart {
  readonly type = "layer";

  constructor(
    readonly segment: LayerSegment,
    readonly step: Step,
    /** The inputs; of one, the input itself, as most layers have one. */
    private readonly given: Shape | null | readonly (Shape | null)[],
    readonly reads: readonly string[],
    readonly result: LayerResult,
    readonly framework: Framework | null,
    readonly frozen: boolean,
    readonly reused: boolean,
    readonly label: string | null = null,
    readonly again: Word | undefined = undefined,
  ) {}

  get kind(): LayerKind {
    return this.segment.kind;
  }

  get word(): Word {
    return this.segment.word;
  }

  get inputs(): readonly (Shape | null)[] {
    const given = this.given;
    return isList(given) ? given : [given];
  }

  get totals(): Totals {
    const { framework, frozen, reused } = this;
    const { weightCount, biasCount, stateCount, macs, elementwise, output } = this.result;
    const counted = !reused;
    const learnable = weightCount === null || biasCount === null ? null : weightCount + biasCount;
    const state = framework === "keras" || framework === "lasagne" ? stateCount : 0;
    const unknown = counted && (learnable === null || state === null);
    const elements = output ? outputElements(output) : null;
    return {
      layers: 1,
      trainable: counted && !frozen ? (learnable ?? 0) : 0,
      nonTrainable: counted ? (state ?? 0) + (frozen ? (learnable ?? 0) : 0) : 0,
      macs: macs ?? 0,
      elementwise: elementwise ?? 0,
      elements: elements ?? 0,
      unknownParameters: unknown ? 1 : 0,
      unknownMacs: macs === null ? 1 : 0,
      unknownElementwise: elementwise === null ? 1 : 0,
      unknownElements: elements === null ? 1 : 0,
    };
  }

  /** The same layer under a label, and run by a `reuse`. */
  as(label: string | null, again: Word | undefined): ExecutedLayer {
    const { segment, step, reads, result, framework, frozen, reused } = this;
    return new ExecutedLayer(
      segment,
      step,
      this.given,
      reads,
      result,
      framework,
      frozen,
      reused,
      label,
      again,
    );
  }
}

/** A part with a label. */
export function labelled(part: Part, label: string): Part {
  return part instanceof ExecutedLayer ? part.as(label, part.again) : { ...part, label };
}

/** A part that a `reuse` has run. */
export function ranBy(again: Word, part: Part): Part {
  return part instanceof ExecutedLayer ? part.as(part.label, again) : { ...part, again };
}

function isList(given: Shape | null | readonly (Shape | null)[]): given is readonly (Shape | null)[] {
  return Array.isArray(given);
}

function outputElements(shape: Shape): Size {
  const { spatial, channels } = shape;
  let elements = channels;
  for (let axis = 0; axis < spatial.length; axis++) {
    const size = spatial[axis]!;
    elements = elements === null || size === null ? null : elements * size;
  }
  return elements;
}
