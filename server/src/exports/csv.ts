// The report as comma-separated values: a line a layer, for spreadsheets.

import type { Size } from "../base/whole";
import type { ColumnName } from "./columns";
import type { LayerJson, NetworkJson, Report, ShapeJson } from "./report";

type Cell = (layer: LayerJson, network: NetworkJson, report: Report) => string | Size;

/** What tells a layer from the others. */
const PLACE: readonly [string, Cell][] = [
  ["file", (_, __, report) => report.file],
  ["network", (_, network) => network.name],
  ["index", (layer) => layer.index],
  ["kind", (layer) => layer.kind],
  ["name", (layer) => layer.name ?? ""],
  ["path", (layer) => layer.path],
  // Of this file: a line of another file would name the wrong one.
  ["line", (layer) => (layer.file === undefined ? layer.line : "")],
];

const COLUMNS: Readonly<Record<ColumnName, readonly [string, Cell][]>> = {
  shape: [
    ["input", (layer) => inputs(layer)],
    ["output", (layer) => shape(layer.output)],
  ],
  params: [
    ["trainable", (layer) => layer.params.trainable],
    ["non_trainable", (layer) => layer.params.nonTrainable],
  ],
  macs: [["macs", (layer) => layer.macs]],
  memory: [["output_bytes", (layer) => layer.outputBytes]],
  rf: [["receptive_field", (layer) => (layer.receptiveField ? shape(layer.receptiveField.size) : "")]],
};

/** The columns of a list that names none. */
export const CSV_COLUMNS: readonly ColumnName[] = ["shape", "params", "macs", "memory"];

const cellsOf = (columns: readonly ColumnName[]) => [...PLACE, ...columns.flatMap((name) => COLUMNS[name])];

export function csvHeader(columns: readonly ColumnName[] = CSV_COLUMNS): string {
  return csvLine(cellsOf(columns).map(([name]) => name));
}

/** The lines of a file's layers, without the header; what is not known is empty, a size in a shape `?`. */
export function csvOf(report: Report, columns: readonly ColumnName[] = CSV_COLUMNS): string {
  const cells = cellsOf(columns);
  const lines = report.networks.flatMap((network) =>
    network.layers.map((layer) => csvLine(cells.map(([, value]) => value(layer, network, report)))),
  );
  return lines.join("");
}

/** A line of values, with its end. */
export function csvLine(values: readonly (string | Size)[]): string {
  return `${values.map(field).join(",")}\n`;
}

/** Several inputs are told apart even where one is not known. */
function inputs({ inputs: shapes }: LayerJson): string {
  return shapes.every((each) => each === null) ? "" : shapes.map((each) => shape(each) || "?").join(" ");
}

function shape(sizes: ShapeJson): string {
  return sizes === null ? "" : sizes.map((size) => size ?? "?").join("x");
}

function field(value: string | Size): string {
  if (value === null) return "";
  const text = String(value);
  // A spreadsheet takes what begins like this for a formula; a number or `-` alone is none.
  const safe = /^[=+\-@\t\r]/.test(text) && text !== "-" ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
