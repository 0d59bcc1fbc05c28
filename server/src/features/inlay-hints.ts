// The hint at the end of each line, its shape and its counts, in columns, so that a file reads like a summary table.

import type { InlayHint, Range } from "vscode-languageserver-types";
import type { List } from "../base/list";
import type { Line } from "../syntax/lines";
import type { Program } from "../workspace/program";
import { budgetTexts } from "./budget-hints";
import { columnsOf, simple, widthOf } from "./hint-columns";
import { rowOf } from "./hint-row";
import { explained } from "./hint-tooltip";
import { type LineRange, lineResults } from "./line-results";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";
import { type Chosen, FIRST_USES } from "./uses";

export interface HintOptions {
  readonly settings?: EditorSettings;
  readonly chosen?: Chosen;
  /** Whether their tooltips will be asked for. */
  readonly resolved?: boolean;
}

/** Lines that are aligned together: enough for a screen, and few enough to look at for every request. */
const GROUP = 128;
/** Lines that are further from where their run began are cut by their numbers. */
const FAR = 4 * GROUP;

/** The hints of the lines that a range touches. */
export function inlayHints(program: Program, range: Range, options: HintOptions = {}): InlayHint[] {
  const { settings = DEFAULT_SETTINGS, chosen = FIRST_USES, resolved = false } = options;
  const { inlayHints: switches } = settings;
  if (!switches.enabled) return [];
  const { lines } = program.document;
  const from = Math.max(0, Math.min(range.start.line, lines.length - 1));
  const to = Math.max(from, Math.min(range.end.line, lines.length - 1));
  const hints: InlayHint[] = [];
  // Where the tooltip of a hint is to be found: they are asked for one by one, as with them every answer would be three
  // times as long.
  const resolving = resolved ? { data: program.uri } : {};
  for (const group of switches.align ? groupsAround(lines, { from, to }) : [{ from, to }]) {
    const found = lineResults(program, group, chosen);
    const written = lines.slice(group.from, group.to + 1);
    const rows = found.results.map((result) => rowOf(result, program, settings));
    const texts = found.lines.map((line) => written[line - group.from]!.text);
    const widths = texts.map(widthOf);
    const layout = switches.align ? columnsOf(rows, texts, widths) : null;
    for (let index = 0; index < rows.length; index++) {
      const line = found.lines[index]!;
      if (line < from || line > to) continue;
      const label = layout ? rows[index]!.aligned(widths[index]!, layout) : simple(rows[index]!);
      if (label !== "")
        hints.push({ position: { line, character: texts[index]!.length }, label, ...resolving });
    }
  }
  for (const [line, text] of budgetTexts(program, { from, to }, chosen))
    hints.push({ position: { line, character: lines.at(line)!.text.length }, label: `  ${text}` });
  return hints;
}

/** The same hint with its tooltip. */
export function resolveHint(program: Program, hint: InlayHint, options: HintOptions = {}): InlayHint {
  const { settings = DEFAULT_SETTINGS, chosen = FIRST_USES } = options;
  const { line } = hint.position;
  const { results } = lineResults(program, { from: line, to: line }, chosen);
  const [result] = results;
  return result ? { ...hint, tooltip: explained(result, settings) } : hint;
}

/** Runs of lines that are not blank, those that the range touches; a long one is cut into parts of one length. */
function groupsAround(lines: List<Line>, { from, to }: LineRange): LineRange[] {
  const groups: LineRange[] = [];
  let line = from;
  while (line <= to) {
    if (isBlank(lines.at(line)!)) {
      line++;
      continue;
    }
    let start = line;
    while (start > 0 && line - start < FAR && !isBlank(lines.at(start - 1)!)) start--;
    start = line - start < FAR ? start + floorTo(line - start) : floorTo(line);
    let end = line;
    while (end + 1 < lines.length && end + 1 < start + GROUP && !isBlank(lines.at(end + 1)!)) end++;
    groups.push({ from: start, to: end });
    line = end + 1;
  }
  return groups;
}

function floorTo(line: number): number {
  return Math.floor(line / GROUP) * GROUP;
}

function isBlank(line: Line): boolean {
  return line.blank && line.comment === null;
}
