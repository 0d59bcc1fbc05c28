// The summary as a text table, as Keras prints one: a row a layer, then the totals.

import { formatBytes } from "../base/amount";
import { forLog, inLine } from "../base/line";
import { grouped } from "../base/whole";
import { formatShape } from "../catalogue/shape";
import { costsOf, peakBytes } from "../workspace/costs";
import { graphOf } from "../workspace/graph";
import type { Network, Program } from "../workspace/program";
import {
  COLUMNS,
  type Column,
  type ColumnName,
  DEFAULT_COLUMNS,
  known,
  layerText,
  macsText,
  parametersText,
} from "./columns";
import { assumed, memoryLines } from "./memory";
import { fieldNotes } from "./receptive-fields";
import { bytesOf, hasParts, type Naming, nameOf } from "./report";
import { type Row, rowsOf } from "./rows";

export interface TableOptions {
  readonly expand?: boolean;
  readonly columns?: readonly ColumnName[];
  /** Emphasis, where the reader is a terminal. */
  readonly style?: Style;
}

export interface Style {
  strong(text: string): string;
  faint(text: string): string;
}

export const PLAIN: Style = { strong: (text) => text, faint: (text) => text };

/** The tables of a file's networks, in order. */
export function tablesOf(program: Program, naming: Naming, options: TableOptions = {}): string {
  const networks = program.networks.filter(hasParts);
  if (networks.length === 0) return forLog(`${inLine(naming.file)}: no network\n`);
  return forLog(networks.map((network) => tableOf(program, network, naming, options)).join("\n"));
}

function tableOf(program: Program, network: Network, naming: Naming, options: TableOptions): string {
  const { expand = false, columns = DEFAULT_COLUMNS, style = PLAIN } = options;
  const { rows, truncated } = rowsOf(program, network, expand);
  const shown: Column[] = columns.map((name) => COLUMNS[name]);
  const titles = ["Layer", ...shown.map((column) => column.title)];
  const body = rows.map((row) => [
    indented(row),
    ...shown.map((column) => column.text(row, program, network)),
  ]);
  const widths = titles.map((title, column) =>
    body.reduce((width, cells) => Math.max(width, cells[column]!.length), title.length),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        shown[column - 1]?.alignment === "right"
          ? cell.padStart(widths[column]!)
          : cell.padEnd(widths[column]!),
      )
      .join("  ")
      .trimEnd();
  const rule = style.faint("─".repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  return [
    titleOf(program, network, naming, style),
    rule,
    style.faint(line(titles)),
    rule,
    ...body.map(line),
    ...(truncated ? [`… the first ${grouped(rows.length)} rows`] : []),
    rule,
    ...totalLines(program, network, columns, style),
    "",
  ].join("\n");
}

/** Branches are marked by a bar, as they are written. */
function indented(row: Row): string {
  if (row.depth === 0) return layerText(row);
  return `${"  ".repeat(row.depth - 1)}${row.branch ? "| " : "  "}${layerText(row)}`;
}

function titleOf(program: Program, network: Network, naming: Naming, style: Style): string {
  const { inputs, outputs } = graphOf(program, network, 0);
  const shapes = (list: readonly { shape: Parameters<typeof formatShape>[0] }[]): string =>
    list.map(({ shape }) => formatShape(shape)).join(", ");
  const { framework } = program.header;
  const flow = inputs.length > 0 ? `${shapes(inputs)} → ${shapes(outputs)}` : "no input";
  return [style.strong(inLine(nameOf(network, naming))), ...(framework ? [framework] : []), flow].join("  ");
}

/** The totals, each with its name: parameters and those of them that are not trained, multiply–accumulates. */
function totalLines(
  program: Program,
  network: Network,
  columns: readonly ColumnName[],
  style: Style,
): string[] {
  const { header } = program;
  const { totals } = network.run;
  const all = totals.trainable + totals.nonTrainable;
  const bytes = bytesOf(all, header);
  const size = bytes === null ? "" : `${formatBytes(bytes)} in ${header.dtype}`;
  const missing = totals.unknownParameters > 0;
  const lines: [string, string, string][] = [["Parameters", parametersText(totals), missing ? "" : size]];
  if (totals.nonTrainable > 0) {
    lines.push(["  trainable", known(totals.trainable, missing), ""]);
    lines.push(["  not trainable", known(totals.nonTrainable, missing), ""]);
  }
  lines.push(["Multiply–accumulates", macsText(totals), ""]);
  if (columns.includes("memory")) {
    for (const { text, value, note, inner } of memoryLines(program, network))
      lines.push([`${inner ? "  " : ""}${text}`, value, note]);
  } else {
    const peak = peakBytes(program, network);
    if (peak !== null) lines.push(["Peak activations", formatBytes(peak), assumed(program)]);
  }
  if (columns.includes("rf"))
    for (const note of fieldNotes(costsOf(program, network))) lines.push(["Receptive field", "", note]);
  const names = Math.max(20, ...lines.map(([name]) => name.length)) + 2;
  const width = Math.max(...lines.map(([, value]) => value.length));
  return lines.map(([name, value, note]) =>
    `${name.padEnd(names)}${value.padStart(width)}${note && style.faint(`  ${note}`)}`.trimEnd(),
  );
}
