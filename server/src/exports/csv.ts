// The report as comma-separated values: a line a layer, for spreadsheets.

import type { Size } from "../base/whole";
import type { LayerJson, NetworkJson, Report, ShapeJson } from "./report";

const COLUMNS: readonly [
  string,
  (layer: LayerJson, network: NetworkJson, report: Report) => string | Size,
][] = [
  ["file", (_, __, report) => report.file],
  ["network", (_, network) => network.name],
  ["index", (layer) => layer.index],
  ["kind", (layer) => layer.kind],
  ["name", (layer) => layer.name ?? ""],
  ["path", (layer) => layer.path],
  ["line", (layer) => layer.line],
  ["input", (layer) => layer.inputs.map(shape).join(" ")],
  ["output", (layer) => shape(layer.output)],
  ["trainable", (layer) => layer.params.trainable],
  ["non_trainable", (layer) => layer.params.nonTrainable],
  ["macs", (layer) => layer.macs],
  ["output_bytes", (layer) => layer.outputBytes],
];

export const CSV_HEADER = `${COLUMNS.map(([name]) => name).join(",")}\n`;

/** The lines of a file's layers, without the header; what is not known is empty. */
export function csvOf(report: Report): string {
  const lines = report.networks.flatMap((network) =>
    network.layers.map((layer) => COLUMNS.map(([, value]) => field(value(layer, network, report))).join(",")),
  );
  return lines.map((line) => `${line}\n`).join("");
}

function shape(sizes: ShapeJson): string {
  return sizes === null ? "?" : sizes.map((size) => size ?? "?").join("x");
}

function field(value: string | Size): string {
  if (value === null) return "";
  const text = String(value);
  // A spreadsheet takes what begins like this for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
