// How much of the input an output position sees: size, jump and start along each spatial axis, the widest over all
// paths. The arithmetic is that of Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural
// Networks" (Distill, 2019), extended to transposed windows. Where maps grow, neighbours see different numbers of
// positions: so the size is the largest over the positions after which all repeats.

import type { Size } from "../base/whole";
import type { Pattern, Reach, Window } from "../catalogue/layer";
import type { Shape } from "../catalogue/shape";
import type { Graph, Instance } from "./instances";
import type { LayerPart } from "./run";
import { Allowance, ITSELF, jumpOf, type Seen, seenThrough } from "./seen-positions";
import { siteOf } from "./site";

/** Along one axis, in input positions. Null: not known, or not the same on all paths (`jump`, `start`). */
export interface FieldAxis {
  /** How many input positions one output position depends on, at most. */
  readonly size: Size;
  /** How far apart the fields of neighbouring outputs are; a fraction after upsampling. */
  readonly jump: number | null;
  /** The centre of the first output's field; the centre of the first input position is 0.5. */
  readonly start: number | null;
  /** What each output position sees; null where that is not known, or repeats after too many. */
  readonly seen: Seen | null;
}

/** One entry a spatial axis of the input; null where an output sees everything, or nothing is known. */
export type ReceptiveField = readonly FieldAxis[];

/** The field of every tensor of a graph, by its number. */
export function receptiveFields(graph: Graph): ReadonlyMap<number, ReceptiveField | null> {
  const layers = new Layers();
  const fields = new Map<number, ReceptiveField | null>();
  for (const { tensor, shape } of graph.inputs) fields.set(tensor, shape && fieldOfInput(shape));
  for (const { part, reads, makes } of graph.instances) {
    const incoming = reads.map((read) => fields.get(read) ?? null);
    fields.set(makes, part.kind.merges ? merged(part, incoming) : layers.through(part, incoming[0] ?? null));
  }
  return fields;
}

const OF_INPUT: FieldAxis = { size: 1, jump: 1, start: 0.5, seen: ITSELF };

function fieldOfInput(shape: Shape): ReceptiveField | null {
  return shape.spatial.length === 0 ? null : shape.spatial.map(() => OF_INPUT);
}

/** What is seen through the layers of one graph. */
class Layers {
  private readonly allowance = new Allowance();
  /** Repetitions run the same part. */
  private readonly reaches = new Map<LayerPart, Reach | null>();

  through(part: LayerPart, field: ReceptiveField | null): ReceptiveField | null {
    const input = part.inputs[0];
    if (field === null || !input) return null;
    const reach = this.reachOf(part);
    if (reach === null || reach === "everything") return null;
    if (reach === "pointwise") return field;
    // Once the axes are gone (a global pool without `keep`) there is nothing to slide over any more.
    if (input.spatial.length !== field.length) return null;
    const slides = input.spatial.map((extent, index) =>
      reach === "global" ? overMap(extent) : alongWindow(reach, index),
    );
    const found: FieldAxis[] = [];
    for (const [index, axis] of field.entries()) {
      // Most axes look like the one before.
      const twin = index > 0 && axis === field[index - 1] && sameSlide(slides[index]!, slides[index - 1]!);
      found.push(twin ? found[index - 1]! : this.along(axis, slides[index]!));
    }
    return found;
  }

  private reachOf(part: LayerPart): Reach | null {
    if (!part.kind.reach) return "pointwise";
    let reach = this.reaches.get(part);
    if (reach === undefined) {
      const site = siteOf(part.segment, part.inputs, part.framework, []);
      reach = site ? part.kind.reach(site) : null;
      this.reaches.set(part, reach);
    }
    return reach;
  }

  private along({ jump, start, seen }: FieldAxis, slide: Slide | null): FieldAxis {
    if (slide === null) return { size: null, jump: null, start: null, seen: null };
    const { pattern, shift } = slide;
    const found = seen && seenThrough(seen, pattern, this.allowance);
    return {
      size: found?.size ?? null,
      jump: found ? jumpOf(found.seen) : jump && (jump * pattern.inputs) / pattern.outputs,
      start: jump === null || start === null || shift === null ? null : start + shift * jump,
      seen: found?.seen ?? null,
    };
  }
}

/** How a layer slides along an axis. */
interface Slide {
  readonly pattern: Pattern;
  /** How far the centre of the first output's window is from that of the first position; null where that is not known. */
  readonly shift: number | null;
  /** What makes the pattern; null where it is one by itself. */
  readonly window: readonly [extent: number, stride: number, before: number, transposed: boolean] | null;
}

/** Whether two slides are known to be the same. */
function sameSlide(a: Slide | null, b: Slide | null): boolean {
  if (a === b) return true;
  if (!a?.window || !b?.window || a.shift !== b.shift) return false;
  return a.window.every((value, index) => value === b.window![index]);
}

/** A window over the whole map; null where its size is not known. */
function overMap(extent: Size): Slide | null {
  if (extent === null) return null;
  const window = [extent, extent, 0, false] as const;
  return { pattern: sliding(extent, extent, 0), shift: (extent - 1) / 2, window };
}

function alongWindow(window: Window, index: number): Slide {
  const extent = window.dilation[index]! * (window.kernel[index]! - 1) + 1;
  const stride = window.stride[index]!;
  const known = window.before[index] ?? null;
  const before = known ?? 0;
  const transposed = window.transposed === true;
  const shift = transposed
    ? // An output position o is written by the inputs i with 0 ≤ o + before − i·stride < extent.
      (before - (extent - 1) / 2) / stride
    : (extent - 1) / 2 - before;
  const own = window.patterns?.[index];
  return {
    pattern: own ?? (transposed ? spreading : sliding)(extent, stride, before),
    shift: known === null ? null : shift,
    window: own ? null : [extent, stride, before, transposed],
  };
}

/** A window of `extent` positions that slides by `stride`. */
function sliding(extent: number, stride: number, before: number): Pattern {
  const first = (o: number) => o * stride - before;
  return { outputs: 1, inputs: stride, first, last: (o) => first(o) + extent - 1 };
}

/** Each input position is spread over `extent` outputs, `stride` further on for the next. */
function spreading(extent: number, stride: number, before: number): Pattern {
  return {
    outputs: stride,
    inputs: 1,
    first: (o) => Math.ceil((o + before - extent + 1) / stride),
    last: (o) => Math.floor((o + before) / stride),
  };
}

/** The widest operand along each axis. */
function merged(part: LayerPart, fields: readonly (ReceptiveField | null)[]): ReceptiveField | null {
  const all = operandsOf(part, fields);
  return all && all[0]!.map((_, index) => widest(all.map((field) => field[index]!)));
}

/** The fields that meet, without operands that the merge stretches (the gates of squeeze-and-excite); null where one is not known. */
function operandsOf(
  part: LayerPart,
  fields: readonly (ReceptiveField | null)[],
): readonly ReceptiveField[] | null {
  const output = part.result.output;
  const kept = fields.filter((_, index) => !isStretched(part.inputs[index] ?? null, output));
  const considered = kept.length > 0 ? kept : fields;
  const first = considered[0];
  if (!first || considered.some((field) => field === null)) return null;
  const all = considered as readonly ReceptiveField[];
  return all.some((field) => field.length !== first.length) ? null : all;
}

/** An axis along which the paths that meet do not look at the same places. */
export interface Misalignment {
  readonly axis: number;
  /** The centre of each path's first field, where these differ; else how far apart the fields of each are. */
  readonly what: "start" | "jump";
  readonly values: readonly number[];
}

/** Where the paths of a merge are misaligned, the first such axis; null where they are not, or that is not known. */
export function misalignment(
  { part, reads }: Instance,
  fields: ReadonlyMap<number, ReceptiveField | null>,
): Misalignment | null {
  if (!part.kind.merges) return null;
  const all = operandsOf(
    part,
    reads.map((read) => fields.get(read) ?? null),
  );
  for (const axis of all?.[0]?.keys() ?? []) {
    for (const what of ["jump", "start"] as const) {
      const values = all!.map((field) => field[axis]![what]);
      if (values.some((value) => value === null)) break;
      const different = [...new Set(values as number[])];
      if (different.length > 1) return { axis, what, values: different };
    }
  }
  return null;
}

function isStretched(input: Shape | null, output: Shape | null): boolean {
  if (!input || !output) return false;
  if (input.spatial.length < output.spatial.length) return true;
  return input.spatial.some((size, axis) => size === 1 && output.spatial[axis] !== 1);
}

function widest(axes: readonly FieldAxis[]): FieldAxis {
  let best = axes[0]!;
  for (const axis of axes)
    if (axis.size !== null && (best.size === null || axis.size > best.size)) best = axis;
  if (axes.some((axis) => axis.size === null)) best = { ...best, size: null, seen: null };
  return axes.every((axis) => axis.jump === best.jump) ? best : { ...best, jump: null, seen: null };
}
