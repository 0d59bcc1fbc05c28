// Everything that is wrong in a file, each at its place: collected from the text, the names and the runs.

import { checkProblem, quantityOf } from "../analysis/checks";
import { MAX_LAYERS } from "../analysis/context";
import type { Followed } from "../analysis/follow";
import type { LocatedProblem, Outcome, Part, Run } from "../analysis/run";
import { uncountable } from "../analysis/totals";
import type { Problem } from "../base/problem";
import { problem } from "../base/problem";
import { lowerBound } from "../base/selection";
import { type Span, shift } from "../base/span";
import { messageOf, severityOf } from "../diagnostics/lookup";
import type { BlockDefinition } from "../model/definition";
import type { Sequence, Statement, Word } from "../syntax/ast";
import { bodiesOf } from "../syntax/bodies";
import { documentProblems } from "../syntax/document";
import { placeKey } from "../syntax/lines";
import { isAlone, Telling, toldOf } from "./alone";
import { costOf } from "./costs";
import { type Crossings, crossingsOf, sharedCrossings } from "./crossings";
import { errorOfPart, firstError } from "./first-error";
import { folded } from "./folded";
import { headerProblems } from "./headers";
import { ignores, unknownCodes } from "./ignored";
import { importProblems } from "./import-problems";
import { Marks } from "./marks";
import { baseOf, lineOf, Met } from "./places";
import { portabilityProblems } from "./portability";
import type { Calls, FileProblem, Origin, PlacedFact } from "./problems";
import type { Network, Program } from "./program";
import { sharedChecks, sharedProblem } from "./shared-checks";
import { STANDARD_LIBRARY } from "./standard-library";
import { relativePath } from "./uri";

/** All problems of a file in which there may be some, in the order of their places. */
export function collected(program: Program): readonly FileProblem[] {
  return new Collector(program).collect();
}

const NO_PROBLEMS: readonly FileProblem[] = [];

class Collector {
  private found: FileProblem[] = [];
  /** What has been told, by where it begins. */
  private seen = new Map<number, { readonly code: string; readonly end: number }[]>();
  private readonly met = new Met();
  private readonly telling: Telling;
  /** The first calls that meet an error inside of their block, by what it is. */
  private readonly marked = new Map<string, Marks>();
  /** The lines that blocks begin on; made when a call is first looked into. */
  private blockLines: ReadonlyMap<Statement, number> | null = null;

  private knownCrossings: Crossings | null = null;

  constructor(private readonly program: Program) {
    this.telling = new Telling(program.document.table);
  }

  private get crossings(): Crossings {
    this.knownCrossings ??= crossingsOf(this.program);
    return this.knownCrossings;
  }

  collect(): readonly FileProblem[] {
    const { document, followed, networks, names } = this.program;
    for (const each of documentProblems(document)) this.add(each, 0, []);
    const { statements, lines } = document.sequence;
    // The text before what it does: of two equal problems the first is kept.
    for (const i of document.flawed.indices)
      for (const each of statements.at(i)!.problems) this.add(each, lines[i]!, []);
    this.outcomes(followed, 0, "");
    for (const i of document.flawed.indices) this.nested(statements.at(i)!, lines[i]!);
    for (const network of networks) {
      network.quiet ??= isQuiet(network);
      if (network.quiet) continue;
      this.overflow(network);
      const { statement, run } = network;
      if (statement && run.faulty)
        this.outcomes(network.followed, baseOf(this.program, network), statement.name.text);
      this.checks(network);
    }
    this.names(names.problems);
    if (document.declarations.indices.length > 0) this.declarations();
    if (document.silencing.indices.length > 0) this.placed(unknownCodes(this.program));
    if (this.program.settings.portable) this.placed(portabilityProblems(this.program));
    this.telling.done();
    if (this.found.length === 0) return NO_PROBLEMS;
    this.found.sort((a, b) => a.span.line - b.span.line || a.span.start - b.span.start);
    return folded(withoutUnread(this.found), (line) => document.lines.at(line)?.text ?? "", messageOf);
  }

  private placed(facts: readonly PlacedFact[]): void {
    for (const { line, problem: each } of facts) this.add(each, line, []);
  }

  /** What is wrong with what holds for the whole file: checks of all networks, headers, imports. */
  private declarations(): void {
    const shared = sharedChecks(this.program);
    const failing = shared.filter((each) => {
      const told = sharedProblem(each);
      if (told) this.add(told, each.line, []);
      return told !== null;
    });
    if (failing.length > 0) {
      for (const { over, at } of sharedCrossings(shared, this.crossings))
        this.add({ ...over, span: at.span }, at.line, []);
    }
    this.placed(headerProblems(this.program));
    this.placed(importProblems(this.program));
  }

  /** What is wrong with what the statements of a file or network do. */
  private outcomes(
    { sequence, outcomes, eventful: { indices } }: Followed,
    base: number,
    name: string,
  ): void {
    if (indices.length === 0) return;
    const { statements } = sequence;
    const eventful = indices.map((index) => outcomes.at(index)!);
    const lines = indices.map((index) => base + sequence.lines[index]!);
    const tell = (at: number) => this.outcome(eventful[at]!, statements.at(indices[at]!)!, lines[at]!);
    const told = this.telling.of(name, eventful, lines, (at) => {
      const statement = statements.at(indices[at]!)!;
      const alone = !statement.flawed && !this.silenced(statement, lines[at]!) && isAlone(eventful[at]!);
      return alone ? this.apart(() => tell(at)) : null;
    });
    for (let at = 0; at < indices.length; at++) {
      const own = this.silenced(statements.at(indices[at]!)!, lines[at]!) ? null : told[at]!;
      if (own === null) tell(at);
      else for (let each = 0; each < own.length; each++) this.found.push(own[each]!);
    }
  }

  private outcome({ problems, parts }: Outcome, statement: Statement, line: number): void {
    for (const each of met(problems, statement)) this.add(each, line, []);
    for (const part of parts) if (part.type !== "layer") this.part(part, line, []);
  }

  /** What is told meanwhile, apart from all that has been found. */
  private apart(tell: () => void): readonly FileProblem[] {
    const { found, seen } = this;
    this.found = [];
    this.seen = new Map();
    tell();
    const own = this.found;
    this.found = found;
    this.seen = seen;
    return own;
  }

  /** What is wrong with names: without an edit of names, the same every time. */
  private names(report: readonly PlacedFact[]): void {
    if (report.length === 0) return;
    const tell = () => this.placed(report);
    if (this.program.document.silencing.indices.length > 0) tell();
    else for (const each of toldOf(report, () => this.apart(tell))) this.found.push(each);
  }

  /** Whether a comment may silence something in a statement. */
  private silenced({ span }: Statement, line: number): boolean {
    const { indices } = this.program.document.silencing;
    return indices.length > 0 && (indices[lowerBound(indices, line - 1)] ?? Infinity) <= line + span.endLine;
  }

  /** Faults of the text inside of bodies, whether they are run or not. */
  private text(branches: readonly Sequence[], base: number): void {
    for (const { statements, lines } of branches) {
      // A network may be as long as a file, and little of it is at fault.
      for (let index = 0; index < statements.length; index++) {
        const statement = statements.at(index)!;
        if (!statement.flawed) continue;
        const line = base + lines[index]!;
        for (const each of statement.problems) this.add(each, line, []);
        this.nested(statement, line);
      }
    }
  }

  private nested(statement: Statement, line: number): void {
    if (statement.flawed) for (const { branches } of bodiesOf(statement)) this.text(branches, line);
  }

  /** Sums beyond what is exact, where each of their terms is not. */
  private overflow(network: Network): void {
    // Of so many layers it is told that they are too many.
    if (network.run.totals.layers > MAX_LAYERS) return;
    // Without what only training needs, they are smaller.
    const quantity = uncountable(network.followed.totals) && uncountable(network.run.totals);
    const at = quantity && this.crossings.past(network, quantity, Number.MAX_SAFE_INTEGER);
    const what = quantity === "params" ? "parameters" : "multiply–accumulates";
    if (at) this.add(problem("overflow", at.span, { what }), at.line, []);
  }

  /** What the author expects of a network, and budgets: those that fail, and the line that crosses a budget. */
  private checks(network: Network): void {
    const { run, followed } = network;
    for (const index of followed.eventful.indices) {
      for (const check of run.outcomes.at(index)!.checks) {
        const quantity = quantityOf(check.what, run.totals);
        const actual = quantity === undefined ? costOf(this.program, network, index, check) : quantity;
        const each = checkProblem(check, run.totals, actual);
        if (!each) continue;
        this.add(each, baseOf(this.program, network) + run.sequence.lines[index]!, []);
        // The same where the budget is first exceeded.
        const at = check.kind === "budget" ? this.crossings.of(network, check) : null;
        if (at) this.add({ ...each, span: at.span }, at.line, []);
      }
    }
  }

  private run(run: Run, base: number, calls: Calls): void {
    if (run.faulty && this.met.first(run, base)) this.body(run, base, calls);
  }

  /** What is wrong in a run that is met for the first time. */
  private body(run: Run, base: number, calls: Calls): void {
    for (let index = 0; index < run.outcomes.length; index++) {
      const outcome = run.outcomes.at(index)!;
      if (!outcome.faulty) continue;
      const line = base + run.sequence.lines[index]!;
      for (const each of met(outcome.problems, run.sequence.statements.at(index)!))
        this.add(each, line, calls);
      for (const part of outcome.parts) if (part.type !== "layer") this.part(part, line, calls);
    }
    for (const { index, problem: each } of run.checkProblems)
      this.add(each, base + run.sequence.lines[index]!, calls);
  }

  private part(part: Part, line: number, calls: Calls): void {
    if (part.again) return this.again(part, part.again, line, calls);
    switch (part.type) {
      case "call":
        this.call(part.block, part.run, part.word, line, calls);
        break;
      case "arm":
        this.run(part.run, line, calls);
        break;
      case "branches":
        for (const run of part.runs) this.run(run, line, calls);
        break;
      case "repeat":
        for (const { parts, run } of part.iterations) {
          for (const inner of parts) this.part(inner, line, calls);
          if (run) this.run(run, line, calls);
        }
        break;
    }
  }

  /** What `reuse` runs is written elsewhere: the first error in it is told at that word. */
  private again(part: Part, word: Word, line: number, calls: Calls): void {
    if (part.type === "call") return this.call(part.block, part.run, word, line, calls);
    const error = errorOfPart(part);
    if (error) this.add({ fact: error.fact, span: word.span, elsewhere: true }, line, calls);
  }

  /** The body's problems where they are written, if that is in this file; and the first error at the first such call. */
  private call(block: BlockDefinition, run: Run, { span }: Word, line: number, calls: Calls): void {
    if (!run.faulty) return;
    this.blockLines ??= blockLinesOf(this.program);
    const base = this.blockLines.get(block.statement);
    const error = firstError(run);
    // A block that calls itself is at fault in the file that has it, whoever calls it.
    if (error && !(error.fact.code === "recursion" && base !== undefined)) {
      const origin = this.originOf(error.block ?? block, error.span);
      const place = origin && `${relativePath(this.program.uri, origin.uri)}:${origin.span.line + 1}`;
      const elsewhere = base === undefined;
      const inside = { block: block.name, message: messageOf(error.fact), elsewhere, place };
      const key = `${block.id} ${inside.message}`;
      const marked = this.marked.get(key);
      const at = shift(span, line);
      if (marked) marked.add(block.name, at);
      else {
        const marks = new Marks(at);
        const more = { also: marks.also, ...(origin && { origin }) };
        const told = this.add(problem("error-in-block", span, inside), line, calls, more);
        if (told) this.marked.set(key, marks);
      }
    }
    if (base !== undefined && this.met.first(run, base))
      this.body(run, base, [...calls, { name: block.name, span: shift(span, line) }]);
  }

  /** A place in a block that stands in another of the user's files; null for this file and the standard library. */
  private originOf(block: BlockDefinition, span: Span): Origin | null {
    if (block.file === this.program.uri || block.file === STANDARD_LIBRARY) return null;
    return { uri: block.file, span: shift(span, lineOf(this.program, block)) };
  }

  /** Returns whether it is told: neither known nor silenced. */
  private add(
    each: LocatedProblem,
    line: number,
    calls: Calls,
    more: Pick<FileProblem, "also" | "origin"> = {},
  ): boolean {
    const { code } = each.fact;
    const place = placeKey(each.span.line + line, each.span.start);
    const here = this.seen.get(place);
    if (here?.some((other) => other.code === code && other.end === each.span.end)) return false;
    const span = shift(each.span, line);
    if (this.ignored(code, span.line)) return false;
    if (here) here.push({ code, end: span.end });
    else this.seen.set(place, [{ code, end: span.end }]);
    this.found.push({
      fact: each.fact,
      code,
      severity: severityOf(each.fact),
      message: messageOf(each.fact),
      span,
      subject: each.subject ?? null,
      elsewhere: each.elsewhere ?? false,
      line,
      calls,
      shown: null,
      ...more,
    });
    return true;
  }

  /** `# cnn: ignore CODE` at the end of the line, or alone above it. */
  private ignored(code: string, line: number): boolean {
    const { lines } = this.program.document;
    const own = lines.at(line)?.comment?.text;
    if (own && ignores(own, code)) return true;
    const above = line > 0 ? lines.at(line - 1) : undefined;
    return above?.comment != null && above.blank && ignores(above.comment.text, code);
  }
}

/** Whether nothing is to be told of a network, whatever else its file holds: all is right, and what it claims holds. */
function isQuiet({ run, followed }: Network): boolean {
  const { outcomes, eventful, totals } = followed;
  if (run.faulty || uncountable(totals) !== null) return false;
  return eventful.indices.every((index) =>
    outcomes.at(index)!.checks.every((check) => {
      const quantity = quantityOf(check.what, run.totals);
      // Others depend on what the file says of its data.
      return quantity !== undefined && checkProblem(check, run.totals, quantity) === null;
    }),
  );
}

function blockLinesOf({ document }: Program): ReadonlyMap<Statement, number> {
  const { list, indices } = document.declarations;
  const found = new Map<Statement, number>();
  for (const index of indices)
    if (list.at(index)!.type === "block") found.set(list.at(index)!, document.sequence.lines[index]!);
  return found;
}

/**
 * Where an import could not be read, a word like nothing that is known is taken for one of its blocks: the import is told,
 * its uses are not.
 */
function withoutUnread(problems: readonly FileProblem[]): readonly FileProblem[] {
  if (!problems.some(({ code }) => code.startsWith("import-"))) return problems;
  return problems.filter(({ fact }) => fact.code !== "unknown-kind" || fact.data.nearest.length > 0);
}

/** What a line does wrong; where it cannot be read to its end, nobody can tell what is missing in it. */
function met<P extends Problem>(problems: readonly P[], { problems: unread }: Statement): readonly P[] {
  if (problems.length === 0 || !unread.some(({ fact }) => fact.code === "syntax")) return problems;
  return problems.filter(({ fact }) => fact.code !== "missing-argument");
}
