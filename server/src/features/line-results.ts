// What each physical line gives: the shape behind it and the sums of its steps, for the lines that are asked for only.

import type { Outcome, Part, Run } from "../analysis/run";
import { addTotals, NO_TOTALS, sumOver, type Totals } from "../analysis/totals";
import type { List } from "../base/list";
import { lowerBound } from "../base/selection";
import type { Shape } from "../catalogue/shape";
import type { Sequence, Statement, StatementOf, Step } from "../syntax/ast";
import { networkAt } from "../workspace/places";
import type { Network, Program } from "../workspace/program";
import { type Chosen, shownUse } from "./uses";

/** What one line gives. */
export interface LineResult {
  /** The shape behind its last step. */
  readonly shape: Shape | null;
  readonly totals: Totals;
  /** What its steps do, in order. */
  readonly parts: readonly Part[];
  /** The network whose first `input` this is. */
  readonly network: Network | null;
  /** What its statement does; null at the end of a block. */
  readonly outcome: Outcome | null;
  /** Filled by the hints, which alone know what stands in it: the row that was last made of it. */
  row: unknown;
}

/** What a statement gives at one line: all that it does. Long files have many, so that nothing is said again. */
class WholeResult implements LineResult {
  row: unknown = null;

  constructor(
    readonly outcome: Outcome,
    readonly network: Network | null,
  ) {}

  get shape(): Shape | null {
    return this.outcome.after?.shape ?? null;
  }

  get totals(): Totals {
    return this.outcome.totals;
  }

  get parts(): readonly Part[] {
    return this.outcome.parts;
  }
}

/** Results and the lines that they stand at, which ascend. */
export interface LineResults {
  readonly lines: readonly number[];
  readonly results: readonly LineResult[];
}

/** Absolute lines, both included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The results of the lines in a range, in order. Inside a block they are those of the use that is shown. */
export function lineResults(program: Program, range: LineRange, chosen: Chosen): LineResults {
  const reader = new Reader(range, { program, chosen });
  const { document, followed } = program;
  reader.sequence(document.sequence, followed.outcomes, 0, networkAt(program, null) ?? null);
  return reader.found;
}

/** What a statement of fewer lines gives is kept with what it does; a longer one is read for the lines that are asked for. */
const MOST_KEPT = 128;

function isKept({ type, span }: Statement): boolean {
  return span.endLine < MOST_KEPT && type !== "block" && type !== "network";
}

/** The results of a statement, its lines counted from its first one; one result stands for itself, at its first line. */
function keptResults(statement: Statement, outcome: Outcome): LineResults | WholeResult {
  const known = outcome.lines as LineResults | WholeResult | null;
  if (known) return known;
  let found: LineResults | WholeResult;
  if (statement.type === "line" && statement.span.endLine === 0)
    found = isAnyShown(outcome.parts) ? new WholeResult(outcome, null) : NO_RESULTS;
  else {
    const reader = new Reader(EVERYWHERE, null);
    reader.statement(statement, outcome, 0, null);
    found = reader.found;
  }
  outcome.lines = found;
  return found;
}

const NO_RESULTS: LineResults = { lines: [], results: [] };

const EVERYWHERE: LineRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

class Reader {
  private readonly lines: number[] = [];
  private readonly results: LineResult[] = [];
  readonly found: LineResults = { lines: this.lines, results: this.results };

  constructor(
    private readonly range: LineRange,
    /** What blocks and networks are looked up in; null inside of a statement, where there are none. */
    private readonly file: { readonly program: Program; readonly chosen: Chosen } | null,
  ) {}

  /** Statements and what they do; their lines count from `base`. */
  sequence(
    { statements, lines }: Sequence,
    outcomes: List<Outcome>,
    base: number,
    network: Network | null,
  ): void {
    // The last one that begins at or before the range may reach it.
    const first = Math.max(0, lowerBound(lines, this.range.from - base + 1) - 1);
    const reached = statements.slice(first, lowerBound(lines, this.range.to - base + 1));
    const done = outcomes.slice(first, first + reached.length);
    for (let index = 0; index < done.length; index++) {
      const statement = reached[index]!;
      const outcome = done[index]!;
      const line = base + lines[first + index]!;
      if (line + statement.span.endLine < this.range.from) continue;
      const isFirst = network !== null && isInput(outcome) && isFirstInput(network, first + index);
      const own = isFirst ? network : null;
      if (own === null && isKept(statement)) this.add(keptResults(statement, outcome), line);
      else this.statement(statement, outcome, line, own);
    }
  }

  /** Results whose lines count from `base`. */
  private add(found: LineResults | WholeResult, base: number): void {
    if (found instanceof WholeResult) {
      this.set(base, found);
      return;
    }
    const { lines, results } = found;
    for (let index = 0; index < lines.length; index++) this.set(base + lines[index]!, results[index]!);
  }

  private run(run: Run, base: number, network: Network | null = null): void {
    this.sequence(run.sequence, run.outcomes, base, network);
  }

  statement(statement: Statement, outcome: Outcome, line: number, network: Network | null): void {
    switch (statement.type) {
      case "line":
        this.steps(statement, outcome, line, network);
        break;
      case "if":
        for (const part of outcome.parts) this.inner(part, line);
        break;
      case "repeat":
        for (const part of outcome.parts) this.inner(part, line);
        this.whole(outcome, line + statement.body.span.endLine, null);
        break;
      case "block": {
        const run = this.file && shownUse(this.file.program, statement, this.file.chosen);
        if (!run) break;
        this.run(run, line);
        const { totals } = run;
        const end = { totals, parts: NO_PARTS, network: null, outcome: null, row: null };
        this.set(line + statement.body.span.endLine, { shape: run.output?.shape ?? null, ...end });
        break;
      }
      case "network": {
        const own = this.file && networkAt(this.file.program, statement);
        if (own) this.run(own.run, line, own);
      }
    }
  }

  private steps(
    statement: StatementOf<"line">,
    outcome: Outcome,
    line: number,
    network: Network | null,
  ): void {
    const { steps, span } = statement;
    if (span.endLine === 0) {
      this.whole(outcome, line, network);
      return;
    }
    let begin = 0;
    for (const [index, step] of steps.entries()) {
      const end = outcome.ends[index];
      const parts = end ? outcome.parts.slice(begin, end.parts) : outcome.parts;
      begin = end?.parts ?? begin;
      if (step.body && step.body.span.endLine > step.body.span.line) this.bodies(parts, step, line);
      const shape = end ? end.shape : (outcome.after?.shape ?? null);
      const own = index === 0 ? network : null;
      this.step(line + step.span.endLine, { shape, parts, network: own, outcome }, index > 0);
    }
  }

  private bodies(parts: readonly Part[], step: Step, line: number): void {
    for (const part of parts) if (!("step" in part) || part.step === step) this.inner(part, line);
  }

  /** What runs inside a part that is written here: branches, the taken arm, the first iteration. */
  private inner(part: Part, line: number): void {
    if (part.type === "branches") {
      for (const run of part.runs) if (this.reaches(run, line)) this.run(run, line);
    } else if (part.type === "arm") this.run(part.run, line);
    else if (part.type === "repeat") {
      const [first] = part.iterations;
      if (first?.run) this.run(first.run, line);
      else for (const each of first?.parts ?? []) this.inner(each, line);
    }
  }

  /** Whether a run has lines in the range: of many branches few do. */
  private reaches({ sequence }: Run, base: number): boolean {
    const { statements, lines } = sequence;
    const last = lines.length - 1;
    if (last < 0 || base + lines[0]! > this.range.to) return false;
    return base + lines[last]! + statements.at(last)!.span.endLine >= this.range.from;
  }

  /** The result of all of a statement, at a line of it. */
  private whole(outcome: Outcome, line: number, network: Network | null): void {
    if (isAnyShown(outcome.parts)) this.set(line, new WholeResult(outcome, network));
  }

  /** The result of a step; with one that ends on the same line before it, their sum. */
  private step(line: number, result: Omit<LineResult, "totals" | "row">, joins: boolean): void {
    const { parts, outcome } = result;
    if (!this.isAsked(line) || !isAnyShown(parts)) return;
    const place = this.placeOf(line);
    const before = joins && this.lines[place] === line ? this.results[place]! : null;
    // A body that ends here has put what its last line does in the place: the step's own totals hold that.
    const joined = before?.outcome === outcome ? before : null;
    const totals = addTotals(joined?.totals ?? NO_TOTALS, sumOver(parts));
    const all = joined ? [...joined.parts, ...parts] : parts;
    const network = joined?.network ?? result.network;
    this.set(line, { ...result, totals, parts: all, network, row: null });
  }

  private isAsked(line: number): boolean {
    return line >= this.range.from && line <= this.range.to;
  }

  /** Puts a result that is asked for in its place; the last one of a line holds. */
  private set(line: number, result: LineResult): void {
    if (!this.isAsked(line)) return;
    const { lines, results } = this;
    if (lines.length === 0 || lines[lines.length - 1]! < line) {
      lines.push(line);
      results.push(result);
      return;
    }
    const place = this.placeOf(line);
    if (lines[place] === line) results[place] = result;
    else {
      lines.splice(place, 0, line);
      results.splice(place, 0, result);
    }
  }

  /** Where the result of a line stands, or would stand; nearly always at the end. */
  private placeOf(line: number): number {
    let place = this.lines.length;
    while (place > 0 && this.lines[place - 1]! >= line) place--;
    return place;
  }
}

const NO_PARTS: readonly Part[] = [];

function isAnyShown(parts: readonly Part[]): boolean {
  for (let index = 0; index < parts.length; index++) if (parts[index]!.type !== "output") return true;
  return false;
}

/** Where the first `input` of a network stands; found once, as each of many is asked whether it is the first. */
const firstInputs = new WeakMap<Network, number>();

function isFirstInput(network: Network, index: number): boolean {
  const { outcomes } = network.run;
  let first = firstInputs.get(network);
  if (first === undefined) {
    first = 0;
    while (!isInput(outcomes.at(first))) first++;
    firstInputs.set(network, first);
  }
  return first === index;
}

function isInput(outcome: Outcome | undefined): boolean {
  return outcome?.parts[0]?.type === "input";
}
