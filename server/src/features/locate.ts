// What stands at a place of the text: the innermost statement and step there, and what it did when it ran.

import type { Outcome, Part, Run } from "../analysis/run";
import { type Position, shift, touches } from "../base/span";
import type { Entry } from "../model/scope";
import type { Expression, Sequence, Statement, StatementOf, Step } from "../syntax/ast";
import { bodiesOf } from "../syntax/bodies";
import { networkAt } from "../workspace/places";
import type { Program } from "../workspace/program";
import { type Chosen, shownUse } from "./uses";

export interface Place {
  /** Statements around the position, outermost first; the last is the innermost. */
  readonly path: readonly { readonly statement: Statement; readonly line: number }[];
  readonly statement: Statement;
  /** The absolute first line of the innermost statement. */
  readonly line: number;
  /** The position relative to the innermost statement. */
  readonly at: Position;
  /** What the statement did; null where it has not run (a block without uses, an arm that is not taken). */
  readonly outcome: Outcome | null;
  /** What a name means to it; undefined where nothing has it, or it has not run. */
  lookup(name: string): Entry | undefined;
  /** The run of the block around it; null outside of blocks. */
  readonly use: Run | null;
}

/** The innermost statement at a position; null between statements. */
export function placeAt(program: Program, position: Position, chosen: Chosen): Place | null {
  return find({ program, position, chosen }, program.document.sequence, () => fileRun(program), 0, [], null);
}

interface Search {
  readonly program: Program;
  readonly position: Position;
  readonly chosen: Chosen;
}

type Ran = Pick<Run, "sequence" | "outcomes" | "before">;

function fileRun({ followed: { sequence, outcomes, start } }: Program): Ran {
  return { sequence, outcomes, before: { current: null, scope: start } };
}

/** What a name means to a statement of a run. */
function lookup(name: string, ran: Ran | null, index: number): Entry | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const entry = ran?.outcomes.at(i)?.defines.find((each) => each.name === name);
    if (entry) return entry;
  }
  return ran?.before.scope.lookup(name);
}

function find(
  search: Search,
  { statements, lines }: Sequence,
  runAt: () => Ran | null,
  base: number,
  path: Place["path"],
  use: Run | null,
): Place | null {
  const { position } = search;
  for (let i = lastBefore(lines, position.line - base); i >= 0; i--) {
    const statement = statements.at(i)!;
    const line = base + lines[i]!;
    if (!touches(shift(statement.span, line), position)) {
      // Statements that begin on the same line stand side by side: `| a | b`.
      if (line === position.line) continue;
      return null;
    }
    const ran = runAt();
    const outcome = ran?.outcomes.at(i) ?? null;
    const place: Place = {
      path: [...path, { statement, line }],
      statement,
      line,
      at: { line: position.line - line, column: position.column },
      outcome,
      lookup: (name) => lookup(name, ran, i),
      use,
    };
    return inner(search, place) ?? place;
  }
  return null;
}

/** The place inside one of the statement's bodies. */
function inner(search: Search, place: Place): Place | null {
  const { statement, line, at, outcome } = place;
  const blockRun =
    statement.type === "block" ? shownUse(search.program, statement, search.chosen) : undefined;
  for (const body of bodiesOf(statement)) {
    if (!touches(body.span, at)) continue;
    for (const branch of body.branches) {
      // There may be many branches, and what they did is to be found among as many.
      const ran = (): Ran | null =>
        statement.type === "block"
          ? (blockRun ?? null)
          : statement.type === "network"
            ? (networkAt(search.program, statement)?.run ?? null)
            : runOf(outcome?.parts ?? [], branch);
      const found = find(search, branch, ran, line, place.path, blockRun ?? place.use);
      if (found) return found;
    }
  }
  return null;
}

/** The run of a body's sequence among the parts of its statement. */
function runOf(parts: readonly Part[], sequence: Sequence): Run | null {
  for (const part of parts) {
    const runs =
      part.type === "branches"
        ? part.runs
        : part.type === "arm"
          ? [part.run]
          : part.type === "repeat"
            ? part.iterations.flatMap((iteration) => iteration.run ?? [])
            : [];
    for (const run of runs) if (run.sequence === sequence) return run;
    if (part.type === "repeat") {
      for (const iteration of part.iterations) {
        const found = runOf(iteration.parts, sequence);
        if (found) return found;
      }
    }
  }
  return null;
}

function lastBefore(lines: readonly number[], line: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]! <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A step with the parts that it made. */
export interface StepPlace {
  readonly step: Step;
  readonly parts: readonly Part[];
}

/** The step of a line at a position (relative to the line), with what it did. */
export function stepAt(
  statement: StatementOf<"line">,
  outcome: Outcome | null,
  at: Position,
): StepPlace | null {
  for (const [index, step] of statement.steps.entries()) {
    if (!touches(step.span, at)) continue;
    if (!outcome) return { step, parts: [] };
    if (statement.steps.length === 1) return { step, parts: outcome.parts };
    const begin = index === 0 ? 0 : (outcome.ends[index - 1]?.parts ?? 0);
    return { step, parts: outcome.parts.slice(begin, outcome.ends[index]?.parts ?? begin) };
  }
  return null;
}

/** All layers and calls that parts are made of, branches' and blocks' inner ones excepted; repeats once. */
export function* flat(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    if (part.type === "repeat") yield* flat(part.iterations[0]?.parts ?? []);
    else if (part.type === "branches") yield part.merge;
    else yield part;
  }
}

/** The expressions that a statement holds, those of its steps excepted. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.type) {
    case "let":
      return [statement.value];
    case "if":
      return [statement.condition];
    case "repeat":
      return [statement.count];
    case "block":
      return statement.parameters.flatMap((parameter) => parameter.default ?? []);
    default:
      return [];
  }
}
