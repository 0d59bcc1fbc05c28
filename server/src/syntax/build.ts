// Tokens of one statement → its tree. Chevrotain ends here: what leaves this file are our own nodes and problems.

import type { IToken } from "chevrotain";
import { type Problem, problem } from "../base/problem";
import { cover, type Span, span } from "../base/span";
import type { Argument, Body, Expression, Statement, StatementOf, Step, Word } from "./ast";
import { type Draft, finishStep, type LineToken, spanOf } from "./drafts";
import { StatementParser } from "./grammar";
import * as T from "./tokens";
import { missingAfter } from "./unfinished";

/** Deeper parentheses than anybody writes would exhaust the stack. */
const MAX_PARENTHESES = 60;

/** A longer chain is a tree as deep as it is long. */
const MAX_OPERATORS = 500;
const OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "//", "%", "**", "and", "or"]);

/** A longer statement takes longer to read than a whole file may. */
export const MAX_WORDS = 50_000;

/** Tokens that are dropped before a line is given up: one fault should cost one word. */
const MAX_DROPPED = 3;

const parser = new StatementParser();
parser.nested = (draft) => {
  const statement = finish(draft, [], NOWHERE);
  return {
    branches: [{ statements: [statement], lines: [0] }],
    barred: false,
    bars: [],
    span: statement.span,
  };
};

/** Lines that say how the whole file is to be read. */
export const HEADER: ReadonlySet<string> = new Set(["framework", "dtype", "batch", "optimizer"]);

const NOWHERE = span(0, 0, 0);
const EMPTY_BODY: Body = {
  branches: [{ statements: [], lines: [] }],
  barred: false,
  bars: [],
  span: NOWHERE,
};

/** Parses the tokens of one statement (at least one). Never fails: what is readable is kept, the rest reported. */
export function buildStatement(tokens: readonly IToken[], found: readonly Problem[]): Statement {
  const problems = [...found];
  const whole = cover(spanOf(tokens[0]!), spanOf(tokens[tokens.length - 1]!));
  const deep = tooDeep(tokens);
  if (deep) {
    problems.push(problem("too-deep", spanOf(deep), { what: "parentheses", limit: MAX_PARENTHESES }));
    return finish({ type: "line", label: null, steps: [] }, problems, whole);
  }
  const many = tooManyOperators(tokens);
  if (many) {
    problems.push(problem("too-deep", spanOf(many), { what: "operators", limit: MAX_OPERATORS }));
    return finish({ type: "line", label: null, steps: [] }, problems, whole);
  }
  if (tokens.length > MAX_WORDS) {
    problems.push(problem("too-deep", spanOf(tokens[0]!), { what: "words", limit: MAX_WORDS }));
    return finish({ type: "line", label: null, steps: [] }, problems, whole);
  }
  let rest = [...tokens];
  for (let dropped = 0; ; dropped++) {
    const fault = parser.read(rest);
    if (fault === null) break;
    if (dropped === 0 && !problems.some((known) => known.fact.code === "syntax")) {
      problems.push(syntaxProblem(fault, tokens));
    }
    if (fault.token === null || dropped === MAX_DROPPED) break;
    rest = rest.filter((token) => token !== fault.token);
    if (rest.length === 0) break;
  }
  return finish(parser.draft, problems, whole);
}

function tooManyOperators(tokens: readonly IToken[]): IToken | null {
  let count = 0;
  for (const token of tokens) if (OPERATORS.has(token.image) && ++count > MAX_OPERATORS) return token;
  return null;
}

function tooDeep(tokens: readonly IToken[]): IToken | null {
  let depth = 0;
  let signs = 0;
  for (const token of tokens) {
    if (token.tokenType === T.LeftParenthesis && ++depth > MAX_PARENTHESES) return token;
    if (token.tokenType === T.RightParenthesis) depth--;
    const prefix = token.tokenType === T.Minus || token.tokenType === T.Not || token.tokenType === T.Else;
    signs = prefix ? signs + 1 : token.tokenType === T.LeftParenthesis ? signs : 0;
    if (signs > MAX_PARENTHESES) return token;
  }
  const choices = tokens.reduce((n, token) => n + (token.tokenType === T.Else ? 1 : 0), 0);
  return choices > MAX_PARENTHESES ? tokens[0]! : null;
}

function syntaxProblem(
  fault: { token: IToken | null; expected: string },
  tokens: readonly IToken[],
): Problem {
  const last = spanOf(tokens[tokens.length - 1]!);
  if (fault.token === null) {
    // The end of the line: mark its last word, where the missing thing would follow.
    return problem("syntax", last, {
      found: "",
      expected: missingAfter(tokens),
      reason: "unfinished",
    });
  }
  const image = (fault.token as LineToken).payload ? "{" : fault.token.image;
  return problem("syntax", spanOf(fault.token), {
    found: image,
    expected: fault.expected,
    reason: "unexpected",
  });
}

/** Makes a statement of what was read; a definition without its name or body becomes a line without steps. */
function finish(draft: Draft, problems: readonly Problem[], whole: Span): Statement {
  const words = new Set<string>();
  const flawed = problems.length > 0 || isFlawed(draft);
  const common = { problems, words, flawed, declares: true, defines: true, span: whole, memo: null };
  const none = { ...common, declares: false, defines: false };
  const broken = (): Statement => lineStatement(null, [], words, problems, flawed, whole);
  switch (draft.type) {
    case "line": {
      const steps = draft.steps.map(finishStep);
      return lineStatement(draft.label, steps, wordsOfSteps(steps), problems, flawed, whole);
    }
    case "let":
      if (!draft.name || !draft.value) return broken();
      expressionWords(draft.value, words);
      return { type: "let", name: draft.name, value: draft.value, ...common };
    case "import":
      if (draft.path === undefined) return broken();
      return { type: "import", path: draft.path, pathSpan: draft.pathSpan!, ...common };
    case "block": {
      if (!draft.name) return broken();
      for (const parameter of draft.parameters)
        if (parameter.default) expressionWords(parameter.default, words);
      if (draft.body) bodyWords(draft.body, words);
      const { name, parameters, body = EMPTY_BODY } = draft;
      return { type: "block", name, parameters, body, ...common };
    }
    case "network":
      if (!draft.name || !draft.body) return broken();
      return networkStatement(draft.name, draft.body, problems, whole);
    case "if": {
      if (draft.condition) expressionWords(draft.condition, words);
      if (!draft.condition || !draft.taken) return broken();
      bodyWords(draft.taken, words);
      if (draft.otherwise) bodyWords(draft.otherwise, words);
      const { condition, taken, otherwise = null } = draft;
      const declares = saysInside(taken) || (otherwise !== null && saysInside(otherwise));
      return { type: "if", condition, taken, otherwise, ...none, declares };
    }
    case "repeat": {
      if (draft.count) expressionWords(draft.count, words);
      if (!draft.count || !draft.body) return broken();
      bodyWords(draft.body, words);
      const { count, index = null, body } = draft;
      return { type: "repeat", count, index, body, ...none };
    }
  }
}

/** The names that occur in steps. */
export function wordsOfSteps(steps: readonly Step[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const step of steps) {
    words.add(step.name.text);
    for (const argument of step.arguments) argumentWords(argument, words);
    for (const argument of step.first ?? []) argumentWords(argument, words);
    if (step.body) bodyWords(step.body, words);
  }
  return words;
}

/** A line of steps. Every line is made here: the engine then knows them all as one kind of object. */
export function lineStatement(
  label: Word | null,
  steps: readonly Step[],
  words: ReadonlySet<string>,
  problems: readonly Problem[],
  flawed: boolean,
  whole: Span,
): StatementOf<"line"> {
  const declares = steps.some(says);
  const defines = declares || label !== null;
  return {
    type: "line",
    label,
    steps,
    problems,
    words,
    flawed,
    declares,
    defines,
    span: whole,
    memo: null,
  };
}

const says = ({ name }: Step): boolean => HEADER.has(name.text);

/** Whether a condition decides over what is said of the whole file: nothing may, and that is told of the file. */
function saysInside({ branches }: Body): boolean {
  return branches.some(({ statements }) =>
    statements.some(
      (inner) => inner.declares && (inner.type === "if" || (inner.type === "line" && inner.steps.some(says))),
    ),
  );
}

export function networkStatement(
  name: Word,
  body: Body,
  problems: readonly Problem[],
  whole: Span,
): StatementOf<"network"> {
  return new NetworkStatement(name, body, problems, whole);
}

/**
 * A network may be as long as a file: its words are gathered when they are first asked for. A class, for its getter: one
 * in an object literal is kept with the object's shape, which the collector of young objects never lets go.
 */
class NetworkStatement implements Extract<Statement, { type: "network" }> {
  readonly type = "network";
  readonly flawed: boolean;
  readonly declares = true;
  readonly defines = true;
  memo: unknown = null;
  private gathered: ReadonlySet<string> | null = null;

  constructor(
    readonly name: Word,
    readonly body: Body,
    readonly problems: readonly Problem[],
    readonly span: Span,
  ) {
    this.flawed = problems.length > 0 || isFlawedBody(body);
  }

  get words(): ReadonlySet<string> {
    if (this.gathered === null) {
      const words = new Set<string>();
      bodyWords(this.body, words);
      this.gathered = words;
    }
    return this.gathered;
  }
}

/** Whether something is wrong with the text inside of a statement's bodies. */
function isFlawed(draft: Draft): boolean {
  switch (draft.type) {
    case "line":
      return draft.steps.some((step) => step.body !== null && isFlawedBody(step.body));
    case "block":
    case "network":
    case "repeat":
      return draft.body !== undefined && isFlawedBody(draft.body);
    case "if":
      return [draft.taken, draft.otherwise].some((body) => body !== undefined && isFlawedBody(body));
    default:
      return false;
  }
}

function isFlawedBody({ branches }: Body): boolean {
  return branches.some(({ statements }) => statements.some((statement) => statement.flawed));
}

function bodyWords(body: Body, words: Set<string>): void {
  for (const branch of body.branches) {
    for (const statement of branch.statements) for (const word of statement.words) words.add(word);
  }
}

function argumentWords(argument: Argument, words: Set<string>): void {
  if (argument.type === "word") addWord(argument.word, words);
  else expressionWords(argument.value, words);
}

function addWord(word: Word, words: Set<string>): void {
  words.add(word.text);
}

function expressionWords(expression: Expression, words: Set<string>): void {
  switch (expression.type) {
    case "name":
      addWord(expression.name, words);
      break;
    case "call":
      for (const argument of expression.arguments) expressionWords(argument, words);
      break;
    case "tuple":
      for (const item of expression.items) expressionWords(item, words);
      break;
    case "pair":
      expressionWords(expression.before, words);
      expressionWords(expression.after, words);
      break;
    case "negative":
    case "not":
      expressionWords(expression.operand, words);
      break;
    case "binary":
      expressionWords(expression.left, words);
      expressionWords(expression.right, words);
      break;
    case "choice":
      expressionWords(expression.condition, words);
      expressionWords(expression.yes, words);
      expressionWords(expression.no, words);
      break;
  }
}
