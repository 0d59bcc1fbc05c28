// What a summary's columns say: numbers in groups of three, `?` for what is not known, `≥` where something is missing.

import { macsOf, parametersOf, type Totals } from "../analysis/totals";
import { formatBytes } from "../base/amount";
import { grouped } from "../base/whole";
import { formatShape, type ShapeStyle } from "../catalogue/shape";
import { costsOf } from "../workspace/costs";
import type { Header, Network, Program } from "../workspace/program";
import { receptiveFieldText } from "./receptive-fields";
import { bytesOf } from "./report";
import type { Row } from "./rows";

export interface Column {
  readonly title: string;
  readonly alignment: "left" | "right";
  text(row: Row, program: Program, network: Network, shapeStyle?: ShapeStyle): string;
}

/** The columns by the words that choose them. */
export const COLUMNS = {
  shape: {
    title: "Output",
    alignment: "left",
    text: ({ result }, _program, _network, style) => (result ? formatShape(result.output, style) : ""),
  },
  params: {
    title: "Parameters",
    alignment: "right",
    text: ({ result }) => counted(result, parametersText),
  },
  macs: {
    title: "MACs",
    alignment: "right",
    text: ({ result }) => counted(result, macsText),
  },
  memory: {
    title: "Memory",
    alignment: "right",
    text: ({ result }, { header }) => counted(result, (totals) => memoryText(totals, header)),
  },
  rf: {
    title: "Receptive field",
    alignment: "right",
    text: fieldText,
  },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;

export const DEFAULT_COLUMNS: readonly ColumnName[] = ["shape", "params", "macs"];

/** The columns that a list such as `params,macs` chooses, in its order; null where it names something else. */
export function columnsNamed(list: string): readonly ColumnName[] | null {
  const names = list.split(",").map((name) => name.trim());
  return names.every((name): name is ColumnName => Object.hasOwn(COLUMNS, name)) ? names : null;
}

/** An input computes nothing, so nothing is said of it. */
function counted(result: Row["result"], text: (totals: Totals) => string): string {
  if (!result) return "";
  const { layers, unknownParameters } = result.totals;
  return layers > 0 || unknownParameters > 0 ? text(result.totals) : "";
}

/** `7×7`: how much of the input an output of the row sees; `all` where it sees everything. */
function fieldText({ result, layer }: Row, program: Program, network: Network): string {
  if (!result || layer === null) return "";
  const { fields, graph } = costsOf(program, network);
  const instance = graph.instances[layer - 1];
  if (!instance) return "?";
  return receptiveFieldText(fields.get(instance.makes), result.output !== null);
}

/** `conv 64 3x3`, or `basic 128 ×2`. */
export function layerText({ text, times }: Row): string {
  return times === 1 ? text : `${text} ×${grouped(times)}`;
}

export function parametersText(totals: Totals): string {
  return known(totals.trainable + totals.nonTrainable, parametersOf(totals) === null);
}

export function macsText(totals: Totals): string {
  return known(totals.macs, macsOf(totals) === null);
}

/** The outputs of layers. */
export function memoryText(totals: Totals, header: Header): string {
  const total = bytesOf(totals.elements, header, header.batch);
  if (total === null) return "?";
  if (totals.unknownElements === 0) return formatBytes(total);
  return total === 0 ? "?" : `≥ ${formatBytes(total)}`;
}

/** `3,000`; `≥ 3,000` where something is missing; `?` where all of it is. */
export function known(value: number, missing: boolean): string {
  if (!missing) return grouped(Number.isSafeInteger(value) ? value : Number.POSITIVE_INFINITY);
  return value === 0 ? "?" : `≥ ${grouped(value)}`;
}
