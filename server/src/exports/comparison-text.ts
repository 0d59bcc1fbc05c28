// A comparison for people: as a table for the terminal, and as Markdown for a pull request.

import { formatBytes } from "../base/amount";
import { forLog, inLine } from "../base/line";
import { grouped, type Size } from "../base/whole";
import type { Comparison, LayerChange, LayerFacts, NetworkChange, TotalName } from "./comparison";
import { escaped, escapedName } from "./markdown";
import type { ShapeJson } from "./report";
import { PLAIN, type Style } from "./table";

const MARKS = { added: "+", removed: "-", changed: "~" } as const;
const TITLES = ["Layer", "Output", "Parameters", "MACs", "Memory"];
const SAME = "no layer, shape, parameter, MAC or byte differs";

/** A section a network: the layers that changed, then the totals. */
export function comparisonText(comparison: Comparison, style: Style = PLAIN): string {
  const sections = comparison.networks.map((network) => {
    const rows = network.layers.map((layer) => [
      `${MARKS[layer.change]} ${layerCell(layer, "  ")}`,
      ...cells(layer),
    ]);
    return [
      `${style.strong(inLine(network.name))}  ${style.faint(inLine(stateOf(network, comparison)))}`,
      ...(rows.length > 0 ? ["", ...aligned([[`  ${TITLES[0]}`, ...TITLES.slice(1)], ...rows], []), ""] : []),
      ...(network.truncated ? [`… the first ${grouped(rows.length)} changes`, ""] : []),
      ...aligned(totalRows(network), [1, 2, 3]),
      "",
    ].join("\n");
  });
  return sections.length > 0 ? forLog(sections.join("\n")) : "No network in either file.\n";
}

export function comparisonMarkdown(comparison: Comparison): string {
  const line = (list: readonly string[]): string => `| ${list.join(" | ")} |`;
  const sections = comparison.networks.map((network) => {
    const rows = network.layers.map((layer) =>
      line([MARKS[layer.change], ...[layerCell(layer, "\u2003"), ...cells(layer)].map(escaped)]),
    );
    const totals = totalRows(network).map(([name, old, now, difference]) =>
      line([name!, old!, now!, difference!]),
    );
    return [
      `### ${escapedName(network.name)}`,
      "",
      paragraph(stateOf(network, comparison)),
      "",
      ...(rows.length > 0
        ? [line(["", ...TITLES]), line(["---", ...TITLES.map(() => "---")]), ...rows, ""]
        : []),
      ...(network.truncated ? [`The first ${grouped(rows.length)} changes.`, ""] : []),
      ...(totals.length > 0
        ? [line(["Total", "Old", "New", "Difference"]), line(["---", "---:", "---:", "---:"]), ...totals, ""]
        : []),
    ].join("\n");
  });
  return sections.length > 0 ? sections.join("\n") : "No network in either file.\n";
}

/** A line of text: what it begins with might be a heading, a list or a fence. */
function paragraph(text: string): string {
  return escapedName(text.trimStart()).replace(/^(\d*)([-#+=~:.)])/, "$1\\$2");
}

function stateOf({ change }: NetworkChange, { old, new: now }: Comparison): string {
  if (change === "same") return `${old} → ${now}: ${SAME}`;
  if (change === "added") return `only in ${now}`;
  return change === "removed" ? `only in ${old}` : `${old} → ${now}`;
}

function layerCell({ inside, old, new: now }: LayerChange, indent: string): string {
  const [a, b] = [old && layerText(old), now && layerText(now)];
  return (
    indent.repeat(inside.length) + (a !== null && b !== null && a !== b ? `${a} → ${b}` : (b ?? a ?? ""))
  );
}

function layerText({ text, times }: LayerFacts): string {
  return times === 1 ? text : `${text} ×${grouped(times)}`;
}

function cells({ old, new: now }: LayerChange): string[] {
  const cell = (text: (facts: LayerFacts) => string): string => {
    const [a, b] = [old && text(old), now && text(now)];
    return a !== null && b !== null && a !== b ? `${a} → ${b}` : (b ?? a ?? "");
  };
  return [
    cell(({ output }) => shapeText(output)),
    cell(({ params }) => numberText(params)),
    cell(({ macs }) => numberText(macs)),
    cell(({ outputBytes }) => byteText(outputBytes)),
  ];
}

const TOTALS: readonly [TotalName, string, (size: Size) => string][] = [
  ["params", "Parameters", numberText],
  ["trainable", "Trainable", numberText],
  ["macs", "MACs", numberText],
  ["paramBytes", "Parameter memory", byteText],
  ["activationBytes", "Activations", byteText],
  ["peakActivationBytes", "Peak activations", byteText],
];

/** Name, old, new and difference; trainable parameters only where they say something else than all. */
function totalRows({ change, totals }: NetworkChange): string[][] {
  if (change === "same") return [];
  const rows = TOTALS.filter(
    ([name]) =>
      name !== "trainable" ||
      totals.params.old !== totals.trainable.old ||
      totals.params.new !== totals.trainable.new,
  );
  return rows.map(([name, title, text]) => {
    const { old, new: now } = totals[name];
    return [title, text(old), text(now), differenceText(old, now, text)];
  });
}

/** `+2,006 (+11.1%)`. */
export function differenceText(old: Size, now: Size, text: (size: Size) => string): string {
  if (old === null || now === null) return "?";
  const difference = now - old;
  if (difference === 0) return "=";
  const sign = difference > 0 ? "+" : "−";
  const share = old === 0 ? "" : ` (${sign}${((100 * Math.abs(difference)) / old).toFixed(1)}%)`;
  return `${sign}${text(Math.abs(difference))}${share}`;
}

function numberText(size: Size): string {
  return size === null ? "?" : grouped(size);
}

function byteText(size: Size): string {
  return size === null ? "?" : formatBytes(size);
}

function shapeText(shape: ShapeJson): string {
  return shape === null ? "?" : shape.map((size) => (size === null ? "?" : grouped(size))).join("×");
}

/** Rows in columns; those of `right` end together. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  return rows.map((row) =>
    row
      .map((text, column) =>
        right.includes(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!),
      )
      .join("  ")
      .trimEnd(),
  );
}
