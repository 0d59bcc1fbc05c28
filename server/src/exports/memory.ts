// Where a network's memory goes: the layer and the tensors at the peak of its activations, and the parts of training.

import type { Instance } from "../analysis/instances";
import type { TrainingMemory } from "../analysis/memory";
import { formatBytes } from "../base/amount";
import { grouped, type Size } from "../base/whole";
import { formatShape, type Shape } from "../catalogue/shape";
import { type Costs, costsOf, peakBytes, trainingBytes } from "../workspace/costs";
import type { Network, Program } from "../workspace/program";
import { instanceText } from "./instance-text";
import { bytesOf } from "./report";

/** A tensor that is held. */
export interface Held {
  /** The layer that makes it; null for an input. */
  readonly layer: Instance | null;
  readonly name: string | null;
  readonly shape: Shape | null;
  readonly bytes: Size;
}

export interface PeakMoment {
  /** The layer that runs when most is held; null where a network has none. */
  readonly layer: Instance | null;
  /** From the largest to the smallest. */
  readonly alive: readonly Held[];
}

/** What is held at the peak; null where it is not known. */
export function peakMoment({ header }: Program, costs: Costs): PeakMoment | null {
  const { peak } = costs;
  if (peak === null) return null;
  const { graph } = costs;
  const makers = new Map(graph.instances.map((instance) => [instance.makes, instance]));
  const inputs = new Map(graph.inputs.map((input) => [input.tensor, input]));
  const alive = peak.alive.map(({ tensor, elements }) => {
    const layer = makers.get(tensor) ?? null;
    const input = inputs.get(tensor);
    const shape = layer ? layer.part.result.output : (input?.shape ?? null);
    const name = layer ? layer.label : (input?.name ?? null);
    return { layer, name, shape, bytes: bytesOf(elements, header, header.batch) };
  });
  alive.sort((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
  return { layer: graph.instances[peak.layer] ?? null, alive };
}

/** A line of the totals: what, how much, and what it assumes. */
export interface MemoryLine {
  readonly text: string;
  readonly value: string;
  readonly note: string;
  /** Whether it is a part of the line above. */
  readonly inner: boolean;
}

/** More tensors at a peak are not told one by one. */
const MOST_TENSORS = 8;

/** The peak with its tensors, and training with its parts. */
export function memoryLines(program: Program, network: Network): MemoryLine[] {
  return [...peakLines(program, network), ...trainingLines(program, network)];
}

/** `in float32 for a batch of 32, activations in place`. */
export function assumed({ header: { dtype, batch }, settings }: Program): string {
  const many = batch === 1 ? "" : ` for a batch of ${grouped(batch)}`;
  return `in ${dtype}${many}${settings.inPlace ? ", activations in place" : ""}`;
}

function peakLines(program: Program, network: Network): MemoryLine[] {
  const costs = costsOf(program, network);
  const bytes = peakBytes(program, network);
  const moment = peakMoment(program, costs);
  if (moment === null || bytes === null) return [];
  const at = moment.layer ? `, while ${instanceText(moment.layer)} runs` : "";
  const lines = [line("Peak activations", formatBytes(bytes), `${assumed(program)}${at}`, false)];
  for (const held of moment.alive.slice(0, MOST_TENSORS))
    lines.push(line(heldText(held), held.bytes === null ? "?" : formatBytes(held.bytes), shapeOf(held)));
  const more = moment.alive.slice(MOST_TENSORS);
  if (more.length > 0) {
    const sum = more.reduce((total, held) => total + (held.bytes ?? 0), 0);
    lines.push(line(`${grouped(more.length)} more`, formatBytes(sum), ""));
  }
  return lines;
}

function trainingLines(program: Program, network: Network): MemoryLine[] {
  const training = trainingBytes(program, network);
  if (training === null) return [];
  const { header } = program;
  return [
    line("Training", formatBytes(training.total), `with ${header.optimizer}, ${assumed(program)}`, false),
    ...TRAINING.map(([key, text]) => line(text, formatBytes(training[key]), "")),
  ];
}

const TRAINING: readonly [Exclude<keyof TrainingMemory, "total">, string][] = [
  ["parameters", "parameters"],
  ["gradients", "gradients"],
  ["optimizer", "optimiser state"],
  ["activations", "activations"],
];

function line(text: string, value: string, note: string, inner = true): MemoryLine {
  return { text, value, note, inner };
}

function heldText({ layer, name }: Held): string {
  const text = layer ? instanceText(layer) : "input";
  return name === null ? text : `${name}: ${text}`;
}

function shapeOf({ shape }: Held): string {
  return formatShape(shape);
}
