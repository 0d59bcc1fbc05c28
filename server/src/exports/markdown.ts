// The summary as Markdown: for pull requests, and for the editor's preview.

import { inLine } from "../base/line";
import { frameworkName } from "../catalogue/framework";
import { formatShape, type ShapeStyle } from "../catalogue/shape";
import type { Network, Program } from "../workspace/program";
import { COLUMNS, type Column, DEFAULT_COLUMNS, layerText, macsText, parametersText } from "./columns";
import { memoryLines } from "./memory";
import { hasParts, type Naming, nameOf } from "./report";
import { type Row, rowsOf } from "./rows";
import type { TableOptions } from "./table";

export interface MarkdownOptions extends TableOptions {
  readonly shapeStyle?: ShapeStyle;
}

/** A section for each network: its table, then its totals. */
export function markdownOf(program: Program, naming: Naming, options: MarkdownOptions = {}): string {
  const networks = program.networks.filter(hasParts);
  if (networks.length === 0) return `# ${escapedName(naming.network)}\n\nNo network.\n`;
  return networks.map((network) => sectionOf(program, network, naming, options)).join("\n");
}

function sectionOf(program: Program, network: Network, naming: Naming, options: MarkdownOptions): string {
  const { header } = program;
  const { rows, truncated } = rowsOf(program, network, options.expand);
  const columns: Column[] = (options.columns ?? DEFAULT_COLUMNS).map((name) => COLUMNS[name]);
  const { totals, output } = network.run;
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const total: Row = {
    depth: 0,
    branch: false,
    text: "Total",
    times: 1,
    result: { output: output?.shape ?? null, totals },
    layer: null,
  };
  const cells = (row: Row): string[] =>
    columns.map((column) => escaped(column.text(row, program, network, options.shapeStyle)));
  const trained =
    totals.nonTrainable > 0 && totals.unknownParameters === 0
      ? ` (${formatShape({ spatial: [], channels: totals.nonTrainable })} not trainable)`
      : "";
  return [
    `# ${escapedName(nameOf(network, naming))}`,
    "",
    line(["Layer", ...columns.map((column) => column.title)]),
    line(["---", ...columns.map(({ alignment }) => (alignment === "right" ? "---:" : "---"))]),
    ...rows.map((row) => line([nested(row), ...cells(row)])),
    line(["**Total**", ...cells(total)]),
    ...(truncated ? ["", `The first ${rows.length} rows.`] : []),
    "",
    `**${parametersText(totals)}** parameters${trained}, **${macsText(totals)}** multiply–accumulates` +
      `${header.framework ? `, as ${frameworkName(header.framework)} counts` : ""}.`,
    "",
    ...(options.columns?.includes("memory") ? memorySection(program, network) : []),
  ].join("\n");
}

/** What is held at the peak, and what training takes. */
function memorySection(program: Program, network: Network): string[] {
  const lines = memoryLines(program, network);
  if (lines.length === 0) return [];
  const rows = lines.map(({ text, value, note, inner }) => {
    const cells = [`${inner ? "&emsp;" : ""}${escaped(text)}`, value, escaped(note)];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| Memory | | |", "| --- | ---: | --- |", ...rows, ""];
}

function nested(row: Row): string {
  const bar = row.branch ? "∣ " : "";
  return `${"&emsp;".repeat(row.depth)}${bar}${escaped(layerText(row))}`;
}

/** What does not mean itself in a cell. */
const SPECIAL = /[\\`*_|<>[\]&]/g;

/** Text that means itself in a cell. Most does as it is, and looking is cheaper than replacing. */
export function escaped(text: string): string {
  if (text.search(SPECIAL) < 0) return text;
  return text.replace(SPECIAL, (character) =>
    character === "<" ? "&lt;" : character === "&" ? "&amp;" : `\\${character}`,
  );
}

/** A name that means itself, in one line. */
export function escapedName(name: string): string {
  return escaped(inLine(name));
}
