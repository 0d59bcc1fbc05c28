// The hint at the end of each line, its shape and its counts, in columns, so that a file reads like a summary table.

import type { InlayHint, Range } from "vscode-languageserver-types";
import { DTYPES } from "../analysis/directives";
import type { Totals } from "../analysis/totals";
import { elementsOf, formatShape } from "../catalogue/shape";
import type { Line } from "../syntax/lines";
import type { Program } from "../workspace/program";
import { bytes, quantity } from "./amounts";
import { budgetTexts } from "./budget-hints";
import { parametersText } from "./counts";
import { explained } from "./hint-tooltip";
import { type LineRange, type LineResult, lineResults } from "./line-results";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";
import { type Chosen, FIRST_USES } from "./uses";

export interface HintOptions {
  readonly settings?: EditorSettings;
  readonly chosen?: Chosen;
  /** Whether tooltips are made at once; else they are asked for one by one. */
  readonly tooltips?: boolean;
}

/** Lines that are aligned together: enough for a screen, and few enough to look at for every request. */
const GROUP = 128;
/** The label column begins at a multiple of this, so that typing rarely moves it. */
const STEP = 8;
/** Lines that are this much longer than the next shorter one of their group stand apart. */
const APART = 32;
const GAP = 3;
/** As editors show a tab in a `.cnn` file. */
const TAB = 2;

/** The hints of the lines that a range touches. */
export function inlayHints(program: Program, range: Range, options: HintOptions = {}): InlayHint[] {
  const { settings = DEFAULT_SETTINGS, chosen = FIRST_USES, tooltips = false } = options;
  const { inlayHints: switches } = settings;
  if (!switches.enabled) return [];
  const { lines } = program.document;
  const from = Math.max(0, Math.min(range.start.line, lines.length - 1));
  const to = Math.max(from, Math.min(range.end.line, lines.length - 1));
  const hints: InlayHint[] = [];
  for (const group of switches.align ? groupsAround(lines, { from, to }) : [{ from, to }]) {
    const results = [...lineResults(program, group, chosen).values()].sort((a, b) => a.line - b.line);
    const rows = results.map((result) => rowOf(result, program, settings));
    const layout = switches.align ? columnsOf(rows, lines) : null;
    for (const [index, row] of rows.entries()) {
      const result = results[index]!;
      if (result.line < from || result.line > to) continue;
      const label = layout ? aligned(row, lines[row.line]!, layout) : simple(row);
      if (label === "") continue;
      hints.push({
        position: { line: row.line, character: lines[row.line]!.text.length },
        label,
        ...(tooltips ? { tooltip: explained(result, settings) } : { data: { uri: program.uri } }),
      });
    }
  }
  for (const [line, text] of budgetTexts(program, { from, to }))
    hints.push({ position: { line, character: lines[line]!.text.length }, label: spaced(`  ${text}`) });
  return hints;
}

/** The same hint with its tooltip. */
export function resolveHint(program: Program, hint: InlayHint, options: HintOptions = {}): InlayHint {
  const { settings = DEFAULT_SETTINGS, chosen = FIRST_USES } = options;
  const { line } = hint.position;
  const result = lineResults(program, { from: line, to: line }, chosen).get(line);
  return result ? { ...hint, tooltip: explained(result, settings) } : hint;
}

/** The texts of a line's hint, each a column; "" where it has none. */
interface Row {
  readonly line: number;
  readonly shape: string;
  /** Right-aligned. */
  readonly counts: readonly string[];
}

function rowOf(result: LineResult, program: Program, { inlayHints, shapeStyle }: EditorSettings): Row {
  const counts: string[] = [];
  const { network, totals } = result;
  const computes = result.parts.length === 0 || result.parts.some((part) => !PASSIVE.has(part.type));
  const sum = network?.run.totals;
  // The line above a network names what its `input` line has in the columns: the sums of them.
  if (inlayHints.parameters)
    counts.push(sum ? `Σ ${parametersText(sum)}` : computes ? parametersText(totals) : "");
  if (inlayHints.macs) counts.push(sum ? `Σ ${macs(sum)}` : computes ? macs(totals) : "");
  if (inlayHints.memory) counts.push(memory(result, program));
  return {
    line: result.line,
    shape: inlayHints.shapes ? `→ ${formatShape(result.shape, shapeStyle)}` : "",
    counts,
  };
}

const PASSIVE: ReadonlySet<string> = new Set(["input", "select", "output"]);

function macs(totals: Totals): string {
  if (totals.unknownMacs === 0) return totals.macs === 0 ? "0" : `${quantity(totals.macs)} MACs`;
  return totals.macs === 0 ? "?" : `≥ ${quantity(totals.macs)} MACs`;
}

function memory({ shape }: LineResult, { header }: Program): string {
  const elements = shape && elementsOf(shape);
  return elements === null ? "?" : bytes(elements * (DTYPES[header.dtype] ?? 4) * header.batch);
}

function simple({ shape, counts }: Row): string {
  const cells = [shape, ...counts].filter((text) => text !== "");
  return cells.length === 0 ? "" : spaced("  ") + spaced(cells.join("   "));
}

interface Layout {
  /** Where labels begin. */
  readonly column: number;
  readonly shape: number;
  readonly counts: readonly number[];
}

function columnsOf(rows: readonly Row[], lines: readonly Line[]): Layout {
  const texts = rows.map((row) => lines[row.line]!.text);
  // Lines that only close something are short everywhere; what they close says how long lines are.
  const telling = texts.filter((text) => text.trim() !== "}");
  const widths = (telling.length > 0 ? telling : texts).map(widthOf).sort((a, b) => a - b);
  const middle = widths.length >> 1;
  let longest = widths[middle] ?? 0;
  for (const width of widths.slice(middle)) {
    if (width - longest > APART) break;
    longest = width;
  }
  const counts: number[] = [];
  let shape = 0;
  for (const row of rows) {
    shape = Math.max(shape, row.shape.length);
    for (const [index, text] of row.counts.entries())
      counts[index] = Math.max(counts[index] ?? 0, text.length);
  }
  return { column: columnPast(longest), shape, counts };
}

function aligned(row: Row, line: Line, layout: Layout): string {
  const width = widthOf(line.text);
  const column = width + 2 <= layout.column ? layout.column : columnPast(width);
  let text = row.shape.padEnd(layout.shape);
  for (const [index, count] of row.counts.entries()) {
    const gap = text === "" ? "" : " ".repeat(GAP);
    text += gap + count.padStart(layout.counts[index]!);
  }
  text = text.trimEnd();
  return text === "" ? "" : spaced(" ".repeat(column - width) + text);
}

function columnPast(width: number): number {
  return Math.ceil((width + 2) / STEP) * STEP;
}

/** Editors would collapse or break at plain spaces. */
function spaced(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

function widthOf(text: string): number {
  if (!text.includes("\t")) return text.length;
  let width = 0;
  for (const character of text) width += character === "\t" ? TAB - (width % TAB) : 1;
  return width;
}

/** Runs of lines that are not blank, those that the range touches; a long one is cut into parts of one length. */
function groupsAround(lines: readonly Line[], { from, to }: LineRange): LineRange[] {
  const groups: LineRange[] = [];
  let line = from;
  while (line <= to) {
    if (isBlank(lines[line]!)) {
      line++;
      continue;
    }
    let start = line;
    while (start > 0 && !isBlank(lines[start - 1]!)) start--;
    start += Math.floor((line - start) / GROUP) * GROUP;
    let end = line;
    while (end + 1 < lines.length && end + 1 < start + GROUP && !isBlank(lines[end + 1]!)) end++;
    groups.push({ from: start, to: end });
    line = end + 1;
  }
  return groups;
}

function isBlank(line: Line): boolean {
  return line.tokens.length === 0 && line.comment === null;
}
