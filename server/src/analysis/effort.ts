// How much a file asks of the analysis, counted alike whatever has been done before: past a limit it is refused at the
// same place by every reading of the same text.

import { copied } from "../base/copied";
import type { Span } from "../base/span";
import type { BlockDefinition } from "../model/definition";
import type { Scope } from "../model/scope";
import type { Segment } from "../model/segment";
import type { Argument, Expression, Statement, StatementOf, Step } from "../syntax/ast";
import { type Depth, Nesting } from "./depth";
import type { Outcome, Run } from "./run";

/** Layers and statements that bodies, calls and repetitions have run: past that a file answers too slowly. */
export const MOST_EFFORT = 20_000;

/** So often, or so much, a line of the file does again without being counted: it is little more than what stands there. */
export const FREE = 10;

/** What something takes to run, as if nothing of it had been run before. */
export interface Effort {
  /** Layers and statements, without those of the uses. */
  readonly own: number;
  /** The bodies of blocks that it calls, and what binding their parameters takes; equal calls are run once. */
  readonly uses: readonly Effort[];
  /** It takes no more than this with its uses, or more than is allowed. */
  readonly most: number;
}

/** The body of a block, run for one set of inputs. */
export interface Use extends Effort {
  readonly run: Run;
  readonly depth: Depth;
}

/** The calls of a block that have been done. */
export interface Calls {
  /** By all that they depend on besides the block's own definition. */
  readonly uses: Map<string, Use>;
  /** What binding its parameters takes beside its body. */
  readonly weight: number;
  /** What its parameters are bound to, by what is given, where that takes something. */
  readonly bound: Map<string, BoundParameters>;
  /** Short keys for the long ones of those. */
  readonly keys: Map<string, string>;
}

/** The parameters of a block, bound. */
export interface BoundParameters {
  /** The names that the body sees: the `let`s of its own file, then its parameters. */
  readonly scope: Scope;
  /** Parameters that hold tensors, and what they refer to at the place of the call. */
  readonly tensors: ReadonlyMap<string, string>;
  /** A text that is equal for equal values. */
  readonly key: string;
  /** Whether one of them holds a block. */
  readonly holdsBlock: boolean;
  /** What binding them takes; null where that is next to nothing. */
  readonly effort: Effort | null;
}

/** What a statement takes by itself: most count as one a step, and long ones as more. */
export function weightOf(statement: Statement): number {
  switch (statement.type) {
    case "line":
      return Math.max(
        1,
        statement.steps.reduce((sum, step) => sum + weightOfStep(step), weightOfWords(statement)),
      );
    case "let":
      return weightOfExpression(statement.value);
    case "if":
      return weightOfExpression(statement.condition);
    case "repeat":
      return weightOfExpression(statement.count);
    default:
      return 1;
  }
}

/** What a line names is looked up each time that it is run; in its bodies too, whatever of them is run. */
function weightOfWords({ steps, words }: StatementOf<"line">): number {
  return steps.some(({ body }) => body !== null) ? words.size >> 4 : 0;
}

/** What stands on several lines holds bodies, which are counted by themselves, or many arguments. */
function weightOfStep({ span, arguments: given, first }: Step): number {
  if (span.line === span.endLine) return weightOfText(span);
  let weight = 1;
  for (const argument of given) weight += weightOfArgument(argument);
  for (const argument of first ?? []) weight += weightOfArgument(argument);
  return weight;
}

function weightOfArgument(argument: Argument): number {
  return argument.type === "word" ? 1 : termsOf(argument.value);
}

/** What stands on several lines is as much as it has terms, however long its lines are. */
function weightOfExpression(expression: Expression): number {
  const { span } = expression;
  return span.line === span.endLine ? weightOfText(span) : 1 + termsOf(expression);
}

/** How many numbers, names and the like an expression has. */
function termsOf(expression: Expression): number {
  switch (expression.type) {
    case "call":
      return termsOfAll(expression.arguments);
    case "tuple":
      return termsOfAll(expression.items);
    case "pair":
      return termsOf(expression.before) + termsOf(expression.after);
    case "negative":
    case "not":
      return termsOf(expression.operand);
    case "binary":
      return termsOf(expression.left) + termsOf(expression.right);
    case "choice":
      return termsOf(expression.condition) + termsOf(expression.yes) + termsOf(expression.no);
    default:
      return 1;
  }
}

function termsOfAll(expressions: readonly Expression[]): number {
  let terms = 0;
  for (const each of expressions) terms += termsOf(each);
  return terms;
}

/** Columns of a long text. */
const LONG = 96;

function weightOfText({ start, end }: Span): number {
  return 1 + Math.max(0, (end - start - LONG) >> 4);
}

/** What segments take, each time that they are run. */
export function weightOfSegments(segments: readonly Segment[]): number {
  let weight = 0;
  for (const each of segments)
    weight += each.type === "call" ? weightOfParameters(each.block) : 1 + each.operands.length;
  return weight;
}

/** What binding the parameters of a block takes beside its body: nothing, unless they are many or long. */
export function weightOfBinding(block: BlockDefinition): number {
  return weightOfParameters(block) >> 3;
}

function weightOfParameters(block: BlockDefinition): number {
  let weight = 1;
  for (const { default: expression } of block.statement.parameters)
    weight += expression ? weightOfExpression(expression) : 1;
  return weight;
}

export const NO_EFFORT: Effort = { own: 0, uses: [], most: 0 };

/** What is counted for each of those that share it: never too little, and known without going through it. */
function mostOf(own: number, uses: readonly Effort[]): number {
  let most = own;
  for (const use of uses) most += use.most;
  return Math.min(most, MOST_EFFORT + 1);
}

let analyses = 0;

/** What one analysis spends. Everything in it shares one. */
export class Spending {
  /** Tells analyses apart. */
  readonly number = ++analyses;
  /** How often a step has been bound that calls blocks, be it no times. */
  calls = 0;
  /** Whether it has been told that the limit is passed. */
  told = false;
  /** What statements were last remembered with, to be shared: only `remembered.ts` knows what stands in it. */
  circumstances: unknown = null;
  readonly nesting = new Nesting();
  private spent = 0;
  private ownCount = 0;
  private used: Effort[] = [];

  private constructor(
    /** Where nothing that was done before counts: what this analysis has done itself. */
    readonly apart: Map<BlockDefinition, Calls> | null,
  ) {}

  /** For an analysis that takes what was done before. */
  static again(): Spending {
    return new Spending(null);
  }

  /** For one that does everything itself, so that it ends where any other such ends. */
  static anew(): Spending {
    return new Spending(new Map());
  }

  /** Whether nothing more is to be run. */
  get over(): boolean {
    return this.spent > MOST_EFFORT;
  }

  add(count: number): void {
    this.spent += count;
    this.ownCount += count;
  }

  /** Counts what was done before as if it were done now. */
  take({ own, uses }: Effort): void {
    this.add(own);
    for (const use of uses) this.used.push(use);
  }

  use(use: Effort): void {
    this.used.push(use);
  }

  /** Something that is done once, and counted once wherever it is used. */
  once(own: number): Effort {
    this.spent += own;
    return { own, uses: [], most: mostOf(own, []) };
  }

  /** Runs a body, with so many calls around it, as one use. */
  within(around: number, body: () => Run): Use {
    const { ownCount, used } = this;
    this.ownCount = 0;
    this.used = [];
    const { given: run, depth } = this.nesting.within(around, body);
    const own = this.ownCount;
    const uses = [...new Set(this.used)];
    const use = { run, depth, own, uses, most: mostOf(own, uses) };
    this.ownCount = ownCount;
    this.used = used;
    return use;
  }

  /** How much has been counted in the body that is being run: what `since` takes. */
  get ownSoFar(): number {
    return this.ownCount;
  }

  /** How often a block has been called in it. */
  get usesSoFar(): number {
    return this.used.length;
  }

  /** What has been asked for since it was so much and so often. */
  since(ownBefore: number, usesBefore: number): Effort {
    const own = this.ownCount - ownBefore;
    if (own === 0 && this.used.length === usesBefore) return NO_EFFORT;
    const uses = this.used.slice(usesBefore);
    return { own, uses, most: mostOf(own, uses) };
  }
}

const takesEffort = ({ effort }: Outcome): boolean => effort !== NO_EFFORT;

/** The efforts of a sequence's statements, kept up to date. */
export class Tally {
  static readonly NONE = new Tally(0, new Map(), 0);

  private constructor(
    private readonly own: number,
    /** How many statements call each. */
    private readonly uses: ReadonlyMap<Effort, number>,
    /** The sum of what those take at most. */
    private readonly most: number,
  ) {}

  changed(gone: readonly Outcome[], come: readonly Outcome[]): Tally {
    if ((this === Tally.NONE || !gone.some(takesEffort)) && !come.some(takesEffort)) return this;
    let { own, most } = this;
    const uses = copied(this.uses);
    const count = (outcomes: readonly Outcome[], sign: 1 | -1): void => {
      for (const { effort } of outcomes) {
        own += sign * effort.own;
        for (const use of effort.uses) {
          const before = uses.get(use) ?? 0;
          const times = before + sign;
          if (before === 0) most += use.most;
          if (times === 0) {
            uses.delete(use);
            most -= use.most;
          } else uses.set(use, times);
        }
      }
    };
    count(come, 1);
    count(gone, -1);
    return new Tally(own, uses, most);
  }

  /** Whether sequences together ask for more than they may; every use counts once. */
  static exceed(tallies: readonly Tally[]): boolean {
    let sum = 0;
    let most = 0;
    for (const tally of tallies) {
      sum += tally.own;
      most += tally.most;
    }
    if (sum > MOST_EFFORT || sum + most <= MOST_EFFORT) return sum > MOST_EFFORT;
    const counted = new Set<Effort>();
    const waiting: Effort[] = [];
    const ask = (use: Effort): void => {
      if (counted.has(use)) return;
      counted.add(use);
      waiting.push(use);
    };
    for (const { uses } of tallies) for (const use of uses.keys()) ask(use);
    for (let use = waiting.pop(); use !== undefined && sum <= MOST_EFFORT; use = waiting.pop()) {
      sum += use.own;
      use.uses.forEach(ask);
    }
    return sum > MOST_EFFORT;
  }
}
