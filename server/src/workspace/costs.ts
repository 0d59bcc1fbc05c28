// What a network costs beyond its totals: its graph, the peak of its activations, its receptive fields. Each is computed
// when first asked for, as it takes a walk over every layer.

import { DTYPES } from "../analysis/directives";
import { type Graph, type Instance, MAX_LISTED } from "../analysis/instances";
import {
  activationsInPlace,
  type InPlace,
  type Peak,
  peakActivations,
  type TrainingMemory,
  trainingMemory,
} from "../analysis/memory";
import { type ReceptiveField, receptiveFields } from "../analysis/receptive-field";
import type { Check, Run } from "../analysis/run";
import { parametersOf } from "../analysis/totals";
import type { Size } from "../base/whole";
import { graphOf } from "./graph";
import type { Network, Program } from "./program";

export interface Costs {
  readonly graph: Graph;
  /** null where a size is not known, or the network has more layers than are listed. */
  readonly peak: Peak | null;
  /** By tensor. */
  readonly fields: ReadonlyMap<number, ReceptiveField | null>;
}

/** By program: where things stand may change while what they do stays the same. */
const known = new WeakMap<Program, Map<Network, Costs>>();

/** The costs of a network of a program. */
export function costsOf(program: Program, network: Network): Costs {
  let ofNetworks = known.get(program);
  if (ofNetworks === undefined) {
    ofNetworks = new Map();
    known.set(program, ofNetworks);
  }
  let costs = ofNetworks.get(network);
  if (costs === undefined) {
    costs = new LazyCosts(program, network);
    ofNetworks.set(network, costs);
  }
  return costs;
}

/** Each when it is first asked for. */
class LazyCosts implements Costs {
  private knownGraph: Graph | null = null;
  private knownPeak: Peak | null | undefined;
  private knownFields: Costs["fields"] | null = null;

  constructor(
    private readonly program: Program,
    private readonly network: Network,
  ) {
    const { layers, unknownParameters } = network.run.totals;
    // Something unknown in between makes no tensor that could be measured.
    const measured = unknownParameters === 0 && layers <= MAX_LISTED;
    this.knownPeak = measured ? undefined : null;
  }

  get graph(): Graph {
    this.knownGraph ??= graphOf(this.program, this.network);
    return this.knownGraph;
  }

  get peak(): Peak | null {
    if (this.knownPeak === undefined)
      this.knownPeak = peakActivations(this.graph, overwriting(this.program, this.graph));
    return this.knownPeak;
  }

  get fields(): Costs["fields"] {
    this.knownFields ??= receptiveFields(this.graph);
    return this.knownFields;
  }
}

function overwriting(program: Program, graph: Graph): InPlace | undefined {
  return program.settings.inPlace ? activationsInPlace(graph) : undefined;
}

/** Bytes of one number in the file's `dtype`. */
export function bytesPerNumber(program: Program): number {
  return DTYPES[program.header.dtype] ?? 4;
}

/** Bytes of all parameters in the file's `dtype`; null where some are not known. */
export function parameterBytes(program: Program, network: Network): Size {
  const parameters = parametersOf(network.run.totals);
  return parameters === null ? null : bounded(parameters * bytesPerNumber(program));
}

/** Bytes of the activations alive at the peak, for a batch (the file's, unless given). */
export function peakBytes(program: Program, network: Network, batch = program.header.batch): Size {
  const { peak } = costsOf(program, network);
  return peak && bounded(peak.elements * bytesPerNumber(program) * batch);
}

/** What training takes with the file's `batch` and `optimizer`. */
export function trainingBytes(program: Program, network: Network): TrainingMemory | null {
  const { totals } = network.run;
  const trainable = totals.unknownParameters > 0 ? null : totals.trainable;
  const { batch, optimizer } = program.header;
  const figures = { bytes: bytesPerNumber(program), batch, optimizer };
  const { graph } = costsOf(program, network);
  return trainingMemory(graph, parametersOf(totals), trainable, figures, overwriting(program, graph));
}

function bounded(value: number): Size {
  return Number.isSafeInteger(value) ? value : null;
}

/** The layer whose output is current at a check: the last one that runs before it, or the one that `from` selects. */
function layerBefore(run: Run, index: number, check: Check, graph: Graph): Instance | undefined {
  const parts = run.outcomes.slice(0, index).flatMap((outcome) => outcome.parts);
  parts.push(...run.outcomes.at(index)!.parts.slice(0, check.position));
  const last = parts.findLast((part) => part.type !== "output");
  if (last?.type === "select" && last.reads !== "") {
    return graph.instances.find((instance) => instance.label === last.reads);
  }
  const layers = parts.reduce((sum, part) => sum + part.totals.layers, 0);
  return graph.instances[layers - 1];
}

/** What a check's quantity is where it takes more than totals to tell; null where it is not known. */
export function costOf(program: Program, network: Network, index: number, check: Check): Size {
  switch (check.what) {
    case "size":
      return parameterBytes(program, network);
    case "memory":
      return peakBytes(program, network, 1);
    case "receptive_field": {
      const costs = costsOf(program, network);
      const layer = layerBefore(network.run, index, check, costs.graph);
      const field = layer && costs.fields.get(layer.makes);
      if (!field) return null;
      const sizes = field.map((axis) => axis.size);
      if (sizes.some((size) => size === null)) return null;
      const least = check.operator === ">" || check.operator === ">=" || check.operator === "==";
      return least ? Math.min(...(sizes as number[])) : Math.max(...(sizes as number[]));
    }
    default:
      return null;
  }
}
