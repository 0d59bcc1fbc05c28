// What each physical line gives: the shape behind it and the sums of its steps, for the lines that are asked for only.

import type { Outcome, Part, Run } from "../analysis/run";
import { addTotals, NO_TOTALS, sumTotals, type Totals } from "../analysis/totals";
import type { List } from "../base/list";
import type { Shape } from "../catalogue/shape";
import type { Sequence, Statement, StatementOf, Step } from "../syntax/ast";
import { networkAt } from "../workspace/places";
import type { Network, Program } from "../workspace/program";
import { type Chosen, shownUse } from "./uses";

export interface LineResult {
  readonly line: number;
  /** The shape behind the line's last step. */
  readonly shape: Shape | null;
  readonly totals: Totals;
  /** What its steps do, in order. */
  readonly parts: readonly Part[];
  /** The network whose first `input` this is. */
  readonly network: Network | null;
  /** The outcome that all of it is of, alone or with its other lines; null where that depends on more. */
  readonly outcome: Outcome | null;
  /** The line, counted from the first one of that. */
  readonly offset: number;
}

/** Absolute lines, both included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The results of the lines in a range, in order. Inside a block they are those of the use that is shown. */
export function lineResults(program: Program, range: LineRange, chosen: Chosen): readonly LineResult[] {
  return new Reader(program, range, chosen).read();
}

class Reader {
  private readonly results: LineResult[] = [];

  constructor(
    private readonly program: Program,
    private readonly range: LineRange,
    private readonly chosen: Chosen,
  ) {}

  read(): readonly LineResult[] {
    const { document, followed } = this.program;
    const file = networkAt(this.program, null) ?? null;
    this.sequence(document.sequence, followed.outcomes, 0, file);
    return this.results;
  }

  /** Statements and what they do; their lines count from `base`. */
  private sequence(
    { statements, lines }: Sequence,
    outcomes: List<Outcome>,
    base: number,
    network: Network | null,
  ): void {
    for (let i = firstReaching(lines, this.range.from - base); i < statements.length; i++) {
      const line = base + lines[i]!;
      if (line > this.range.to) return;
      const statement = statements.at(i)!;
      const outcome = outcomes.at(i);
      if (line + statement.span.endLine < this.range.from || !outcome) continue;
      this.statement(statement, outcome, line, network && isFirstInput(network, i) ? network : null);
    }
  }

  private run(run: Run, base: number, network: Network | null = null): void {
    this.sequence(run.sequence, run.outcomes, base, network);
  }

  private statement(statement: Statement, outcome: Outcome, line: number, network: Network | null): void {
    switch (statement.type) {
      case "line":
        this.steps(statement, outcome, line, network);
        break;
      case "if":
        for (const part of outcome.parts) this.inner(part, line);
        break;
      case "repeat":
        for (const part of outcome.parts) this.inner(part, line);
        this.whole(outcome, line, statement.body.span.endLine, null);
        break;
      case "block": {
        const run = shownUse(this.program, statement, this.chosen);
        if (!run) break;
        this.run(run, line);
        const offset = statement.body.span.endLine;
        const shape = run.output?.shape ?? null;
        const { totals } = run;
        this.set({
          line: line + offset,
          offset,
          shape,
          totals,
          parts: NO_PARTS,
          network: null,
          outcome: null,
        });
        break;
      }
      case "network": {
        const own = networkAt(this.program, statement);
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
      this.whole(outcome, line, 0, network);
      return;
    }
    let begin = 0;
    for (const [index, step] of steps.entries()) {
      const end = outcome.ends[index];
      const parts = end ? outcome.parts.slice(begin, end.parts) : outcome.parts;
      begin = end?.parts ?? begin;
      if (step.body && step.body.span.endLine > step.body.span.line) this.bodies(parts, step, line);
      const shape = end ? end.shape : (outcome.after?.shape ?? null);
      const offset = step.span.endLine;
      const own = index === 0 ? network : null;
      this.step({ line: line + offset, offset, shape, parts, network: own, outcome }, index > 0);
    }
  }

  private bodies(parts: readonly Part[], step: Step, line: number): void {
    for (const part of parts) if (!("step" in part) || part.step === step) this.inner(part, line);
  }

  /** What runs inside a part that is written here: branches, the taken arm, the first iteration. */
  private inner(part: Part, line: number): void {
    if (part.type === "branches") for (const run of part.runs) this.run(run, line);
    else if (part.type === "arm") this.run(part.run, line);
    else if (part.type === "repeat") {
      const [first] = part.iterations;
      if (first?.run) this.run(first.run, line);
      else for (const each of first?.parts ?? []) this.inner(each, line);
    }
  }

  /** The result of all of a statement, at a line of it. */
  private whole(outcome: Outcome, line: number, offset: number, network: Network | null): void {
    const { after, totals, parts } = outcome;
    if (!isAnyShown(parts)) return;
    this.set({ line: line + offset, offset, shape: after?.shape ?? null, totals, parts, network, outcome });
  }

  /** The result of a step; with one that ends on the same line before it, their sum. */
  private step(result: Omit<LineResult, "totals">, joins: boolean): void {
    const { line, parts, outcome } = result;
    if (!this.isAsked(line) || !isAnyShown(parts)) return;
    const before = joins ? this.results[this.placeOf(line)] : undefined;
    // A body that ends here has put what its last line does in the place: the step's own totals hold that.
    const joined = before?.line === line && before.outcome === outcome ? before : null;
    const totals = addTotals(joined?.totals ?? NO_TOTALS, sumTotals(parts.map((part) => part.totals)));
    const all = joined ? [...joined.parts, ...parts] : parts;
    this.set({ ...result, totals, parts: all, network: joined?.network ?? result.network });
  }

  private isAsked(line: number): boolean {
    return line >= this.range.from && line <= this.range.to;
  }

  /** Puts a result that is asked for in its place; the last one of a line holds. */
  private set(result: LineResult): void {
    if (!this.isAsked(result.line)) return;
    const { results } = this;
    const place = this.placeOf(result.line);
    if (place === results.length) results.push(result);
    else results.splice(place, results[place]!.line === result.line ? 1 : 0, result);
  }

  /** Where the result of a line stands, or would stand; nearly always at the end. */
  private placeOf(line: number): number {
    let place = this.results.length;
    while (place > 0 && this.results[place - 1]!.line >= line) place--;
    return place;
  }
}

const NO_PARTS: readonly Part[] = [];

function isAnyShown(parts: readonly Part[]): boolean {
  for (let index = 0; index < parts.length; index++) if (parts[index]!.type !== "output") return true;
  return false;
}

/** The index of the last statement that begins at or before the line: it may reach it. */
function firstReaching(lines: readonly number[], line: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]! <= line) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Where the first `input` of a network stands; found once, as each of many is asked whether it is the first. */
const firstInputs = new WeakMap<Network, number>();

function isFirstInput(network: Network, index: number): boolean {
  const { outcomes } = network.run;
  if (!isInput(outcomes.at(index))) return false;
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
