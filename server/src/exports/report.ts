// The JSON report: what other programs read. Its fields are a contract; a change of a name or meaning raises `SCHEMA`.

import { DTYPES } from "../analysis/directives";
import { type Instance, type Terminal, trainingOnly } from "../analysis/instances";
import type { ReceptiveField } from "../analysis/receptive-field";
import { siteOf } from "../analysis/site";
import type { Totals } from "../analysis/totals";
import type { Severity } from "../base/problem";
import type { Span } from "../base/span";
import { product, type Size, times } from "../base/whole";
import { type Shape, sizesOf } from "../catalogue/shape";
import { type Costs, costsOf, peakBytes, trainingBytes } from "../workspace/costs";
import { fixesOf } from "../workspace/fixes";
import { problemsOf } from "../workspace/problems";
import type { Header, Network, Program } from "../workspace/program";
import type { ColumnName } from "./columns";
import { peakMoment } from "./memory";

export const SCHEMA = 1;

/** Sizes channels last, unknown ones null; null where the shape is not known at all. */
export type ShapeJson = readonly Size[] | null;

export interface Report {
  readonly schema: number;
  readonly file: string;
  readonly framework: string | null;
  /** Present where figures of memory have activations write over their input. */
  readonly inPlace?: true;
  readonly networks: readonly NetworkJson[];
  readonly diagnostics: readonly DiagnosticJson[];
}

export interface NetworkJson {
  readonly name: string;
  readonly inputs: readonly TerminalJson[];
  readonly outputs: readonly TerminalJson[];
  readonly layers: readonly LayerJson[];
  readonly truncated?: true;
  readonly totals: TotalsJson & { readonly known?: TotalsJson };
  /** What is held at the peak of the activations; null where it is not known. */
  readonly peak: PeakJson | null;
  /** Bytes that training takes; null where they are not known. */
  readonly training: TrainingJson | null;
}

export interface PeakJson {
  /** The index of the layer that runs then. */
  readonly layer: number | null;
  /** From the largest to the smallest; `layer` is null for an input. */
  readonly alive: readonly {
    readonly layer: number | null;
    readonly name: string | null;
    readonly shape: ShapeJson;
    readonly bytes: Size;
  }[];
}

export interface TrainingJson {
  readonly optimizer: string;
  readonly batch: number;
  readonly parameters: number;
  readonly gradients: number;
  readonly optimizerState: number;
  readonly activations: number;
  readonly total: number;
}

export interface TerminalJson {
  readonly name: string | null;
  readonly shape: ShapeJson;
  readonly training?: true;
}

export interface LayerJson {
  readonly index: number;
  readonly kind: string;
  readonly name: string | null;
  readonly path: string;
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  /** Only outputs that exist in training need it: its work is not in the totals. */
  readonly training?: true;
  readonly inputs: readonly ShapeJson[];
  readonly output: ShapeJson;
  readonly params: {
    readonly trainable: Size;
    readonly nonTrainable: Size;
    readonly weights: Size;
    readonly biases: Size;
    readonly unshared: Size;
  };
  readonly macs: Size;
  readonly flops: Size;
  readonly elementwise: Size;
  readonly outputBytes: Size;
  readonly receptiveField: ReceptiveFieldJson | null;
}

export interface ReceptiveFieldJson {
  readonly size: readonly Size[];
  /** null where branches of different strides meet. */
  readonly jump: readonly (number | null)[] | null;
  readonly start: readonly (number | null)[] | null;
}

export interface TotalsJson {
  readonly layers: Size;
  readonly params: Size;
  readonly trainable: Size;
  readonly nonTrainable: Size;
  readonly macs: Size;
  readonly flops: Size;
  readonly elementwise: Size;
  readonly paramBytes: Size;
  readonly activationBytes: Size;
  readonly peakActivationBytes: Size;
}

/** Lines and UTF-16 columns from 0. */
export interface RangeJson {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface DiagnosticJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: RangeJson;
  /** Where an error inside of an imported block is written. */
  readonly origin?: { readonly file: string; readonly range: RangeJson };
  /** The titles of the quick fixes. */
  readonly fixes: readonly string[];
  /** What each of them writes, in the order of `fixes`. */
  readonly edits: readonly (readonly EditJson[])[];
}

export interface EditJson {
  readonly range: RangeJson;
  readonly text: string;
}

/** How the report names files and networks: the core knows them by their URI only. */
export interface Naming {
  /** The file as it was given. */
  readonly file: string;
  /** The name of the network that is the file itself. */
  readonly network: string;
  /** What another file is called, by its URI (`stdlib:blocks.cnn` is the standard library). */
  fileOf(uri: string): string;
}

/** Everything that is known about a file. */
export function reportOf(program: Program, naming: Naming): Report {
  return {
    schema: SCHEMA,
    file: naming.file,
    framework: program.header.framework,
    ...(program.settings.inPlace ? { inPlace: true } : {}),
    networks: program.networks
      .filter((network) => hasParts(network))
      .map((network) => networkJson(program, network, naming)),
    diagnostics: diagnosticsOf(program, naming),
  };
}

const CHOSEN: Readonly<Record<ColumnName, readonly (keyof LayerJson)[]>> = {
  shape: ["inputs", "output"],
  params: ["params"],
  macs: ["macs", "flops", "elementwise"],
  memory: ["outputBytes"],
  rf: ["receptiveField"],
};

/** The report with these columns' fields of the layers only; without columns, all of it. */
export function chosenOf(report: Report, columns: readonly ColumnName[] | undefined): object {
  if (!columns) return report;
  const chosen = new Set<string>(columns.flatMap((name) => CHOSEN[name]));
  const others = new Set<string>(Object.values(CHOSEN).flat());
  const reduced = (layer: LayerJson) =>
    Object.fromEntries(Object.entries(layer).filter(([key]) => chosen.has(key) || !others.has(key)));
  const networks = report.networks.map((network) => ({ ...network, layers: network.layers.map(reduced) }));
  return { ...report, networks };
}

/** A file that only defines blocks holds no network. */
export function hasParts({ name, run }: Network): boolean {
  return name !== null || run.outcomes.some((outcome) => outcome.parts.length > 0);
}

export function nameOf(network: Network, naming: Naming): string {
  return network.name ?? naming.network;
}

function networkJson(program: Program, network: Network, naming: Naming): NetworkJson {
  const { header } = program;
  const costs = costsOf(program, network);
  const { graph } = costs;
  const training = trainingOnly(graph);
  return {
    name: nameOf(network, naming),
    inputs: graph.inputs.map(terminalJson),
    outputs: graph.outputs.map(terminalJson),
    layers: graph.instances.map((instance) => {
      const layer = layerJson(instance, header, costs, program, naming);
      return training.has(instance.makes) ? { ...layer, training: true } : layer;
    }),
    ...(graph.truncated ? { truncated: true } : {}),
    totals: totalsJson(network.run.totals, header, peakBytes(program, network)),
    peak: peakJson(program, costs),
    training: trainingJson(program, network),
  };
}

function peakJson(program: Program, costs: Costs): PeakJson | null {
  const moment = peakMoment(program, costs);
  return (
    moment && {
      layer: moment.layer?.index ?? null,
      alive: moment.alive.map(({ layer, name, shape, bytes }) => ({
        layer: layer?.index ?? null,
        name,
        shape: shapeJson(shape),
        bytes,
      })),
    }
  );
}

function trainingJson(program: Program, network: Network): TrainingJson | null {
  const bytes = trainingBytes(program, network);
  if (bytes === null) return null;
  const { optimizer, batch } = program.header;
  const { parameters, gradients, activations, total } = bytes;
  return { optimizer, batch, parameters, gradients, optimizerState: bytes.optimizer, activations, total };
}

/** Sizes and jumps an axis; null where a layer sees everything. */
export function fieldJson(field: ReceptiveField | null | undefined): ReceptiveFieldJson | null {
  if (!field || field.length === 0) return null;
  const all = <T>(values: readonly (T | null)[]): readonly (T | null)[] | null =>
    values.every((value) => value === null) ? null : values;
  return {
    size: field.map((axis) => exact(axis.size)),
    jump: all(field.map((axis) => axis.jump)),
    start: all(field.map((axis) => axis.start)),
  };
}

function terminalJson({ name, shape, training }: Terminal): TerminalJson {
  return { name, shape: shapeJson(shape), ...(training ? { training } : {}) };
}

export function shapeJson(shape: Shape | null): ShapeJson {
  return shape && sizesOf(shape);
}

function layerJson(
  instance: Instance,
  header: Header,
  costs: Costs,
  program: Program,
  naming: Naming,
): LayerJson {
  const { index, part, path, block, line, column, label } = instance;
  const { result } = part;
  const elsewhere = block && block.file !== program.uri;
  return {
    index,
    kind: part.kind.kind,
    name: label,
    path,
    ...(elsewhere ? { file: naming.fileOf(block.file) } : {}),
    line: line + 1,
    column: column + 1,
    inputs: part.inputs.map(shapeJson),
    output: shapeJson(result.output),
    params: parametersOf(part),
    macs: exact(result.macs),
    flops: times(exact(result.macs), 2),
    elementwise: exact(result.elementwise),
    outputBytes: bytesOf(result.output && product(sizesOf(result.output)), header, header.batch),
    receptiveField: fieldJson(costs.fields.get(instance.makes)),
  };
}

/** Weights that a `reuse` shares are counted where they were first used. */
function parametersOf(part: Instance["part"]): LayerJson["params"] {
  const { reused, result, totals } = part;
  const known = totals.unknownParameters === 0;
  return {
    trainable: known ? exact(totals.trainable) : null,
    nonTrainable: known ? exact(totals.nonTrainable) : null,
    weights: reused ? 0 : exact(result.weightCount),
    biases: reused ? 0 : exact(result.biasCount),
    unshared: exact(unsharedOf(part)),
  };
}

/** What a convolution would need with weights of its own for every output. */
export function unsharedOf({ kind, segment, inputs, result, framework }: Instance["part"]): Size {
  if (!kind.unshared || !result.output) return null;
  const site = siteOf(segment, inputs, framework, []);
  return site && kind.unshared(site, result.output);
}

/** A number that is beyond 2⁵³ is not told. */
function exact(size: Size): Size {
  return size !== null && Number.isSafeInteger(size) ? size : null;
}

export function bytesOf(elements: Size, { dtype }: Header, batch = 1): Size {
  return exact(times(exact(elements), DTYPES[dtype] ?? 4, batch));
}

/** Sums; null where something is missing from them, and then `known` holds the sums of the rest. */
export function totalsJson(totals: Totals, header: Header, peak: Size): NetworkJson["totals"] {
  const { layers, trainable, nonTrainable, macs, elementwise, elements } = totals;
  const known: TotalsJson = {
    layers: exact(layers),
    params: exact(trainable + nonTrainable),
    trainable: exact(trainable),
    nonTrainable: exact(nonTrainable),
    macs: exact(macs),
    flops: exact(2 * macs),
    elementwise: exact(elementwise),
    paramBytes: bytesOf(trainable + nonTrainable, header),
    activationBytes: bytesOf(elements, header, header.batch),
    peakActivationBytes: peak,
  };
  const { unknownParameters, unknownMacs, unknownElementwise, unknownElements } = totals;
  if (unknownParameters + unknownMacs + unknownElementwise + unknownElements === 0) return known;
  const whole = (missing: number, value: Size): Size => (missing > 0 ? null : value);
  return {
    layers: known.layers,
    params: whole(unknownParameters, known.params),
    trainable: whole(unknownParameters, known.trainable),
    nonTrainable: whole(unknownParameters, known.nonTrainable),
    macs: whole(unknownMacs, known.macs),
    flops: whole(unknownMacs, known.flops),
    elementwise: whole(unknownElementwise, known.elementwise),
    paramBytes: whole(unknownParameters, known.paramBytes),
    activationBytes: whole(unknownElements, known.activationBytes),
    peakActivationBytes: whole(unknownElements, known.peakActivationBytes),
    known,
  };
}

/** What is wrong in a file, with its repairs. */
export function diagnosticsOf(program: Program, naming: Naming): DiagnosticJson[] {
  return problemsOf(program).map((problem) => {
    const fixes = fixesOf(program, problem);
    const { code, severity, message, span, origin } = problem;
    return {
      code,
      severity,
      message,
      range: rangeJson(span),
      ...(origin && { origin: { file: naming.fileOf(origin.uri), range: rangeJson(origin.span) } }),
      fixes: fixes.map(({ title }) => title),
      edits: fixes.map(({ edits }) =>
        edits.map((edit) => ({ range: rangeJson(edit.span), text: edit.text })),
      ),
    };
  });
}

function rangeJson({ line, start, endLine, end }: Span): RangeJson {
  return { start: { line, character: start }, end: { line: endLine, character: end } };
}
