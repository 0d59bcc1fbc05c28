// The rows of a summary table: a network as it is written, blocks and repeats folded into one row each or expanded.

import { MAX_LISTED } from "../analysis/instances";
import type { BranchesPart, CallPart, LayerPart, Part, RepeatPart, Run } from "../analysis/run";
import type { Totals } from "../analysis/totals";
import type { Span } from "../base/span";
import type { Shape } from "../catalogue/shape";
import type { Step, Word } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import { baseOf, documentOf, lineOf } from "../workspace/places";
import type { Network, Program } from "../workspace/program";

export interface Row {
  /** How deep it stands in branches and expanded blocks. */
  readonly depth: number;
  /** Whether a branch begins here. */
  readonly branch: boolean;
  /** What is executed, as it is written; its label before it. */
  readonly text: string;
  /** How often in a row. */
  readonly times: number;
  /** null for a heading, whose rows follow. */
  readonly result: { readonly output: Shape | null; readonly totals: Totals } | null;
  /** The index of the last layer that it executes; null where it executes none. */
  readonly layer: number | null;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** Whether rows are missing at the end. */
  readonly truncated: boolean;
}

/** The rows of a network; `expand` shows the inside of blocks and every repetition. */
export function rowsOf(program: Program, network: Network, expand = false): Rows {
  const maker = new RowMaker(program, expand);
  maker.run(network.run, {
    document: program.document,
    line: baseOf(program, network),
    depth: 0,
    branch: false,
    label: null,
    turn: "all",
    again: false,
  });
  return { rows: maker.rows, truncated: maker.truncated };
}

/** Where the text of a part stands. */
export interface TextPlace {
  readonly document: SourceDocument | null;
  readonly line: number;
  /** Which repetition of its step it is, where they are not folded. */
  readonly turn: Turn;
  /** Whether a `reuse` runs it: what its spans count from is elsewhere. */
  readonly again: boolean;
}

/** Where a part stands. */
interface Place extends TextPlace {
  readonly depth: number;
  /** Whether the next row begins a branch. */
  branch: boolean;
  readonly label: string | null;
}

type Turn = "all" | "first" | "later";

class RowMaker {
  readonly rows: Row[] = [];
  truncated = false;
  /** How many layers the rows so far execute. */
  private executed = 0;

  constructor(
    private readonly program: Program,
    private readonly expand: boolean,
  ) {}

  run(run: Run, place: Place): void {
    for (const [index, outcome] of run.outcomes.entries()) {
      const line = place.line + run.sequence.lines[index]!;
      for (const part of outcome.parts) {
        const before = this.rows.length;
        const again = place.again || part.again !== undefined;
        this.part(part, { ...place, line, label: part.label, turn: "all", again });
        if (this.rows.length >= MAX_LISTED) {
          this.truncated = true;
          return;
        }
        // The first row of a branch carries its mark.
        if (this.rows.length > before) place.branch = false;
      }
    }
  }

  private part(part: Part, place: Place): void {
    switch (part.type) {
      case "layer":
        return this.add(place, layerText(part, place), 1, {
          output: part.result.output,
          totals: part.totals,
        });
      case "input":
        return this.add(place, "input", 1, { output: part.shape, totals: part.totals });
      case "call":
        return this.call(part, place);
      case "branches":
        return this.branches(part, place);
      case "repeat":
        return this.repeat(part, place);
      case "arm":
        return this.run(part.run, place);
      case "unknown": {
        const text = place.document?.lines.at(place.line)?.text.replace(/#.*/, "").trim() ?? "";
        return this.add({ ...place, label: null }, text, 1, { output: null, totals: part.totals });
      }
    }
  }

  private add(place: Place, text: string, times: number, result: Row["result"]): void {
    const { depth, branch, label } = place;
    const layers = result?.totals.layers ?? 0;
    this.executed += layers;
    const layer = layers > 0 ? this.executed : null;
    this.rows.push({
      depth,
      branch,
      text: label === null ? text : `${label}: ${text}`,
      times,
      result,
      layer,
    });
    place.branch = false;
  }

  private call(part: CallPart, place: Place): void {
    const text = stepText(part.step, place);
    const result = { output: part.run.output?.shape ?? null, totals: part.totals };
    if (!this.expand) return this.add(place, text, 1, result);
    this.add(place, text, 1, null);
    const document = documentOf(this.program, part.block);
    const line = lineOf(this.program, part.block);
    const depth = place.depth + 1;
    const turn = "all";
    this.run(part.run, { document, line, depth, branch: false, label: null, turn, again: false });
  }

  private branches(part: BranchesPart, place: Place): void {
    const { depth, label } = place;
    for (const [index, run] of part.runs.entries()) {
      if (this.truncated) return;
      const inner = { ...place, depth: depth + 1, branch: true, label: null };
      if (index === 0 && place.branch) this.add({ ...place, label: null }, part.step.name.text, 1, null);
      if (run.outcomes.every((outcome) => outcome.parts.length === 0)) {
        this.rows.push({ ...inner, text: "in", times: 1, result: null, layer: null });
      } else this.run(run, inner);
    }
    const { result, totals } = part.merge;
    const merge = { output: result.output, totals };
    this.add({ ...place, branch: false, label }, part.merge.kind.kind, 1, merge);
  }

  private repeat(part: RepeatPart, place: Place): void {
    const times = part.iterations.reduce((sum, iteration) => sum + iteration.times, 0);
    if (this.expand) return this.iterations(part, place);
    const last = part.iterations.at(-1);
    if (!last) return;
    const step = last.run ? null : stepOf(last.parts);
    const text = step ? stepText(step, place) : "repeat";
    const output = last.run ? (last.run.output?.shape ?? null) : outputOf(last.parts);
    this.add(place, text, times, { output, totals: part.totals });
  }

  private iterations(part: RepeatPart, place: Place): void {
    let turn: Turn = "first";
    for (const { parts, run, times } of part.iterations) {
      const empty = run ? run.totals.layers === 0 : parts.length === 0;
      for (let i = 0; i < (empty ? 0 : times) && !this.truncated; i++) {
        for (const inner of parts) this.part(inner, { ...place, label: inner.label, turn });
        if (run) this.run(run, place);
        turn = "later";
        if (this.rows.length >= MAX_LISTED) this.truncated = true;
      }
    }
  }
}

/** The shape after some parts. */
function outputOf(parts: readonly Part[]): Shape | null {
  const last = parts.at(-1);
  switch (last?.type) {
    case "layer":
      return last.result.output;
    case "branches":
      return last.merge.result.output;
    case "call":
    case "arm":
      return last.run.output?.shape ?? null;
    case "input":
    case "select":
      return last.shape;
    default:
      return null;
  }
}

function stepOf(parts: readonly Part[]): Step | null {
  for (const part of parts)
    if (part.type === "layer" || part.type === "call" || part.type === "branches") return part.step;
  return null;
}

/** A step without its repetition and body: `basic 128 first stride2`; of one repetition, with what holds for that. */
export function stepText(step: Step, place: TextPlace): string {
  if (place.again) return `reuse ${step.name.text}`;
  const words = [step.name.span];
  for (const argument of step.arguments) {
    const repeats = argument.type === "option" && argument.name.text === "x";
    const glued = argument.type === "word" && /^x\d+$/.test(argument.word.text);
    if (!repeats && !glued) words.push(argument.span);
  }
  const text = words.map((span) => textAt(span, place)).join(" ");
  if (!step.first || place.turn === "later") return text;
  const first = step.first.map((argument) => textAt(argument.span, place)).join(" ");
  return place.turn === "first" ? `${text} ${first}` : `${text} first ${first}`;
}

/** A layer with its own arguments, without what follows on its line. */
export function layerText({ kind, segment }: LayerPart, place: TextPlace): string {
  if (place.again) return `reuse ${kind.kind}`;
  const spans = [...segment.spans.values(), ...segment.operands.map((operand) => operand.span)];
  if (spans.length === 0) return kind.kind;
  const own = [...new Map(spans.map((span) => [`${span.line}:${span.start}`, span])).values()]
    .filter((span) => isBehind(span, segment.word))
    .sort((a, b) => a.line - b.line || a.start - b.start);
  return [kind.kind, ...own.map((span) => textAt(span, place))].join(" ");
}

function isBehind(span: Span, word: Word): boolean {
  return span.line > word.span.line || (span.line === word.span.line && span.start >= word.span.end);
}

function textAt(span: Span, { document, line }: TextPlace): string {
  const text = document?.lines.at(line + span.line)?.text ?? "";
  return span.endLine === span.line ? text.slice(span.start, span.end) : `${text.slice(span.start).trim()} …`;
}
