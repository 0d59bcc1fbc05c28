// What a network needs to run: activations that must be kept, by how long each is still to be read.

import { OVERFLOW, type Size } from "../base/whole";
import { elementsOf, sameShape } from "../catalogue/shape";
import type { Graph, Instance } from "./instances";

/** The moment when most is kept. */
export interface Peak {
  /** Elements (not bytes) that are alive together. */
  readonly elements: number;
  /** The index of the layer that runs then. */
  readonly layer: number;
  /** The tensors alive, with their elements. */
  readonly alive: readonly { readonly tensor: number; readonly elements: number }[];
}

/** Whether a layer may write over its input, if nothing else reads that. */
export type InPlace = (layer: Instance) => boolean;

const NEVER: InPlace = () => false;

/** Activations write over what they read, as PyTorch's `inplace=True`; an output of the network stays as it is. */
export function activationsInPlace(graph: Graph): InPlace {
  const outputs = new Set(graph.outputs.map(({ tensor }) => tensor));
  return ({ part, reads }) => {
    const { output } = part.result;
    const [input] = part.inputs;
    if (part.kind.family !== "activation" || !input || !output || outputs.has(reads[0]!)) return false;
    return sameShape(input, output);
  };
}

/**
 * The largest sum, over the layers in order, of a layer's inputs, its output and every earlier tensor still to be read,
 * the network's outputs among them: they are read by whoever runs it.
 * Views (flatten, reshape, identity, dropout) share their input's memory. Null where a size is not known.
 */
export function peakActivations(graph: Graph, inPlace: InPlace = NEVER): Peak | null {
  if (graph.truncated) return null;
  const { buffers, elements } = buffersOf(graph, inPlace);
  if (elements === null) return null;
  const lastRead = lastReadOf(graph, buffers);
  let peak = { sum: -1, layer: 0 };
  for (const { sum, layer } of moments(graph, buffers, elements, lastRead))
    if (sum > peak.sum) peak = { sum, layer };
  if (peak.sum < 0) return { elements: 0, layer: 0, alive: [] };
  // What is alive then is found by going there once more: to copy it at every rise would take the square of the layers.
  for (const { layer, alive } of moments(graph, buffers, elements, lastRead)) {
    if (layer < peak.layer) continue;
    const list = [...alive].map((tensor) => ({ tensor, elements: elements.get(tensor) ?? 0 }));
    return { elements: peak.sum, layer, alive: list };
  }
  return null;
}

/** The run of every layer in order: the buffers alive while it runs, and the sum of their elements. */
function* moments(
  graph: Graph,
  buffers: ReadonlyMap<number, number>,
  elements: ReadonlyMap<number, number>,
  lastRead: ReadonlyMap<number, number>,
): Generator<{ readonly layer: number; readonly sum: number; readonly alive: ReadonlySet<number> }> {
  const alive = new Set<number>();
  let sum = 0;
  const keep = (buffer: number): void => {
    if (alive.has(buffer)) return;
    alive.add(buffer);
    sum += elements.get(buffer) ?? 0;
  };
  let next = 0;
  for (const [index, layer] of graph.instances.entries()) {
    // Tensors are numbered as they are made: an input is there once a later tensor is.
    for (; next < graph.inputs.length && graph.inputs[next]!.tensor < layer.makes; next++) {
      const buffer = buffers.get(graph.inputs[next]!.tensor)!;
      if ((lastRead.get(buffer) ?? -1) >= index) keep(buffer);
    }
    const made = buffers.get(layer.makes)!;
    keep(made);
    for (const read of layer.reads) keep(buffers.get(read) ?? read);
    yield { layer: index, sum, alive };
    for (const read of [...layer.reads, layer.makes]) {
      const buffer = buffers.get(read) ?? read;
      if ((lastRead.get(buffer) ?? -1) > index || !alive.delete(buffer)) continue;
      sum -= elements.get(buffer) ?? 0;
    }
  }
}

/** The buffer that each tensor lies in, and how much each buffer holds (null: something is not known). */
function buffersOf(
  graph: Graph,
  inPlace: InPlace,
): { buffers: Map<number, number>; elements: Map<number, number> | null } {
  const buffers = new Map<number, number>();
  const elements = new Map<number, number>();
  let known = true;
  const add = (tensor: number, count: Size): void => {
    buffers.set(tensor, tensor);
    if (count === null || count === OVERFLOW) known = false;
    else elements.set(tensor, count);
  };
  const readers = new Map<number, number>();
  for (const { reads } of graph.instances)
    for (const read of reads) readers.set(read, (readers.get(read) ?? 0) + 1);
  for (const { tensor, shape } of graph.inputs) add(tensor, shape && elementsOf(shape));
  for (const layer of graph.instances) {
    const { part, reads, makes } = layer;
    const source = reads[0];
    const shares = part.kind.view || (inPlace(layer) && source !== undefined && readers.get(source) === 1);
    if (shares && source !== undefined && buffers.has(source)) buffers.set(makes, buffers.get(source)!);
    else add(makes, part.result.output && elementsOf(part.result.output));
  }
  return { buffers, elements: known ? elements : null };
}

/** The layer that reads each buffer last; past all of them for what the network hands out. */
function lastReadOf(graph: Graph, buffers: ReadonlyMap<number, number>): Map<number, number> {
  const last = new Map<number, number>();
  for (const [index, { part, reads }] of graph.instances.entries()) {
    // A view reads nothing itself: what reads the view does.
    if (part.kind.view) continue;
    for (const read of reads) last.set(buffers.get(read) ?? read, index);
  }
  for (const { tensor, training } of graph.outputs)
    if (!training) last.set(buffers.get(tensor) ?? tensor, graph.instances.length);
  return last;
}

export const OPTIMIZER_STATES: Readonly<Record<string, number>> = { sgd: 0, momentum: 1, adam: 2 };

export interface TrainingMemory {
  readonly parameters: number;
  readonly gradients: number;
  /** What the optimiser keeps for each trainable parameter: nothing, one number (momentum) or two (Adam). */
  readonly optimizer: number;
  /** Outputs kept for the backward pass, and the inputs. */
  readonly activations: number;
  readonly total: number;
}

/** Bytes that training takes, for a batch. Null where something is not known. */
export function trainingMemory(
  graph: Graph,
  parameters: Size,
  trainable: Size,
  figures: { readonly bytes: number; readonly batch: number; readonly optimizer: string },
  inPlace: InPlace = NEVER,
): TrainingMemory | null {
  if (graph.truncated || parameters === null || trainable === null) return null;
  const { elements } = buffersOf(graph, inPlace);
  if (elements === null) return null;
  let kept = 0;
  for (const count of elements.values()) kept += count;
  const { bytes, batch, optimizer } = figures;
  const parts = {
    parameters: parameters * bytes,
    gradients: trainable * bytes,
    optimizer: trainable * bytes * (OPTIMIZER_STATES[optimizer] ?? 0),
    activations: kept * bytes * batch,
  };
  const total = parts.parameters + parts.gradients + parts.optimizer + parts.activations;
  return Number.isSafeInteger(total) ? { ...parts, total } : null;
}
