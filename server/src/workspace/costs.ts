// What a network costs beyond its totals: its graph, the peak of its activations, its receptive fields. Each is computed
// when first asked for, as it takes a walk over every layer.

import { DTYPES } from "../analysis/directives";
import { type Graph, MAX_LISTED } from "../analysis/instances";
import {
  activationsInPlace,
  type InPlace,
  type Peak,
  peakActivations,
  type TrainingMemory,
  trainingMemory,
} from "../analysis/memory";
import { type ReceptiveField, receptiveFields } from "../analysis/receptive-field";
import type { Check } from "../analysis/run";
import { parametersOf } from "../analysis/totals";
import type { Size } from "../base/whole";
import { graphOf } from "./graph";
import type { Network, Program } from "./program";

/** So many layers are walked for what the networks of a file are checked for, and told of while one types. */
const MOST_MEASURED = MAX_LISTED;

export interface Costs {
  readonly graph: Graph;
  /** Whether it is among the networks that are walked unasked: the others have too many layers, with those before them. */
  readonly measured: boolean;
  /** null where a size is not known, or the network has more layers than are listed, or is not measured. */
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
    ofNetworks = costsOfAll(program);
    known.set(program, ofNetworks);
  }
  return ofNetworks.get(network)!;
}

function costsOfAll(program: Program): Map<Network, Costs> {
  const costs = new Map<Network, Costs>();
  let left = MOST_MEASURED;
  for (const network of program.networks) {
    const layers = Math.min(network.run.totals.layers, MAX_LISTED);
    const measured = layers <= left;
    if (measured) left -= layers;
    costs.set(network, new LazyCosts(program, network, measured));
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
    readonly measured: boolean,
  ) {
    const { layers, unknownParameters } = network.run.totals;
    // Something unknown in between makes no tensor that could be measured.
    const known = unknownParameters === 0 && layers <= MAX_LISTED;
    this.knownPeak = known && measured ? undefined : null;
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

/** What training takes with the file's `batch` and `optimizer`; null where that is not known, or not all layers are listed. */
export function trainingBytes(program: Program, network: Network): TrainingMemory | null {
  const { totals } = network.run;
  const trainable = totals.unknownParameters > 0 ? null : totals.trainable;
  const { batch, optimizer } = program.header;
  const figures = { bytes: bytesPerNumber(program), batch, optimizer };
  const costs = costsOf(program, network);
  if (!costs.measured || totals.layers > MAX_LISTED) return null;
  const { graph } = costs;
  return trainingMemory(graph, parametersOf(totals), trainable, figures, overwriting(program, graph));
}

function bounded(value: number): Size {
  return Number.isSafeInteger(value) ? value : null;
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
      if (!costs.measured) return null;
      const tensor = costs.graph.checked.get(index)?.get(check);
      const field = tensor === undefined ? null : costs.fields.get(tensor);
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
