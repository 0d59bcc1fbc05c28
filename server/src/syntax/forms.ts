// Lines that differ in nothing but their digits have one form: their words stand at the same places and mean the same
// kinds of things, so that a line whose form is known is put together from the first one's tree instead of being parsed.

import type { TokenType } from "chevrotain";
import type { Problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Argument, Expression, Statement, StatementOf, Step, Word } from "./ast";
import { lineStatement, wordsOfSteps } from "./build";
import { numberOf, sizeOf } from "./literals";

/** What a line is but for its digits. */
export interface Outward {
  readonly first: TokenType | undefined;
  readonly last: TokenType | undefined;
  /** Whether it holds `{` or `}`. */
  readonly braces: boolean;
  /** Whether it is a statement by itself if the next line does not continue it. */
  readonly plain: boolean;
  /** Whether no statement begins like it. */
  readonly leftover: boolean;
  /** Columns before its first token. */
  readonly indentation: number;
  /** The column of its comment; negative without one. */
  readonly comment: number;
  readonly problems: readonly Problem[];
}

/**
 * So many forms are kept that were asked for last, and as many from before those: files whose lines have more in common
 * with nothing gain nothing.
 */
const MOST_FORMS = 250;

/** A longer line is like no other. */
const LONGEST = 200;

const [ZERO, NINE] = [48, 57];

/** The forms that are known, by a number that their lines share; the same in every file. */
let recent = new Map<number, Form>();
let older = new Map<number, Form>();

/** The form of a text, where one like it has been read. */
export function knownForm(text: string): Form | undefined {
  if (text.length > LONGEST) return undefined;
  const key = hashOf(text);
  const known = recent.get(key);
  if (known?.isOf(text)) return known;
  const old = older.get(key);
  if (!old?.isOf(text)) return undefined;
  keep(key, old);
  return old;
}

/** Keeps the form of a line without a comment in which nothing is amiss. */
export function newForm(text: string, outward: Outward): Form {
  if (text.length > LONGEST) return new Form(outward);
  // Not a part of the text: that would keep all of its file.
  const codes = Array.from({ length: text.length }, (_, at) => withoutDigits(text.charCodeAt(at)));
  const form = new Form(outward, codes);
  keep(hashOf(text), form);
  return form;
}

/** Lets go of all forms: no file is open any more. */
export function forgetForms(): void {
  recent = new Map();
  older = new Map();
}

function keep(key: number, form: Form): void {
  if (recent.size >= MOST_FORMS) {
    older = recent;
    recent = new Map();
  }
  recent.set(key, form);
}

/** A number that all lines of a form share, and seldom others: FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ withoutDigits(text.charCodeAt(at)), 0x01000193);
  return hash;
}

/** A character's code; that of 0 for every digit. */
function withoutDigits(code: number): number {
  return code >= ZERO && code <= NINE ? ZERO : code;
}

export class Form {
  /** Undefined before the first line was parsed; null where the tree holds more than digits can vary. */
  private pattern: Pattern | null | undefined;

  /** Given the characters of its lines with every digit as 0, or null if there is to be one line of it. */
  constructor(
    readonly outward: Outward,
    private readonly codes: readonly number[] | null = null,
  ) {
    this.pattern = codes === null ? null : undefined;
  }

  /** Whether a text differs from its other lines in digits only. */
  isOf(text: string): boolean {
    if (this.codes?.length !== text.length) return false;
    for (let at = 0; at < text.length; at++)
      if (withoutDigits(text.charCodeAt(at)) !== this.codes[at]) return false;
    return true;
  }

  /** The statement that a line of this form is; `parse` reads it where the form does not tell. */
  statementOf(text: string, parse: () => Statement): Statement {
    if (this.pattern) return this.pattern.statementOf(text);
    const statement = parse();
    if (this.pattern === undefined) this.pattern = patternOf(statement, text);
    // Not the pattern's own tree: a statement remembers what it did in its file, which ends before the form does.
    return this.pattern?.statementOf(text) ?? statement;
  }
}

/** The tree of a line of which nothing is wrong and nothing computed; null for others. */
function patternOf(statement: Statement, text: string): Pattern | null {
  if (statement.type !== "line" || statement.problems.length > 0) return null;
  const simple = statement.steps.every(
    (step) => step.first === null && step.body === null && step.arguments.every(isSimple),
  );
  return simple ? new Pattern(statement, text) : null;
}

/** Whether an argument is a number, a size or a word, alone or as an option. */
function isSimple(argument: Argument): boolean {
  if (argument.type === "comparison") return false;
  if (argument.type === "word") return argument.member === null;
  const { value } = argument;
  return value.type === "number" || value.type === "size" || (value.type === "name" && value.member === null);
}

/** So many texts of one argument are kept, so that equal ones are one object. */
const MOST_ARGUMENTS = 600;

const DIGIT = /\d/;

const textAt = (text: string, { start, end }: Span): string => text.slice(start, end);

/** A line's tree whose digits are to be filled in. */
class Pattern {
  private readonly steps: readonly StepPattern[];
  /** Whether a name holds digits that the statement's meaning may depend on. */
  private readonly renames: boolean;

  constructor(
    private readonly like: StatementOf<"line">,
    text: string,
  ) {
    this.steps = like.steps.map((step) => new StepPattern(step, text));
    this.renames = [...like.words].some((word) => DIGIT.test(word));
  }

  statementOf(text: string): StatementOf<"line"> {
    const { label, problems, words, span } = this.like;
    const steps = this.steps.map((step) => step.stepOf(text));
    const own = this.renames ? wordsOfSteps(steps) : words;
    return lineStatement(label && wordOf(label, text), steps, own, problems, false, span);
  }
}

/** A step whose digits are to be filled in. */
class StepPattern {
  /** For each argument what is known of it by its text; null where it holds no digit. */
  private readonly variants: readonly (Map<string, Argument> | null)[];
  private readonly nameVaries: boolean;

  constructor(
    private readonly like: Step,
    text: string,
  ) {
    const varies = (span: Span): boolean => DIGIT.test(textAt(text, span));
    this.variants = like.arguments.map((argument) =>
      varies(argument.span) ? new Map([[textAt(text, argument.span), argument]]) : null,
    );
    this.nameVaries = varies(like.name.span);
  }

  stepOf(text: string): Step {
    const { name, span } = this.like;
    const own = this.like.arguments.slice();
    for (let index = 0; index < own.length; index++) {
      const known = this.variants[index]!;
      if (known !== null) own[index] = argumentOf(own[index]!, known, text);
    }
    return {
      name: this.nameVaries ? wordOf(name, text) : name,
      arguments: own,
      first: null,
      body: null,
      span,
      twin: this.like,
      memo: null,
    };
  }
}

function argumentOf(like: Argument, known: Map<string, Argument>, text: string): Argument {
  const own = textAt(text, like.span);
  let argument = known.get(own);
  if (argument === undefined) {
    argument = newArgument(like, text);
    if (known.size >= MOST_ARGUMENTS) known.clear();
    known.set(own, argument);
  }
  return argument;
}

function newArgument(like: Argument, text: string): Argument {
  const { span } = like;
  switch (like.type) {
    case "word":
      return { type: "word", word: wordOf(like.word, text), member: null, span };
    case "option":
      return { type: "option", name: wordOf(like.name, text), value: expressionOf(like.value, text), span };
    default:
      return { ...like, value: expressionOf(like.value, text) };
  }
}

function expressionOf(like: Expression, text: string): Expression {
  const { span } = like;
  if (like.type === "number") return numberOf(textAt(text, span), span);
  if (like.type === "size") return sizeOf(textAt(text, span), span);
  return like.type === "name" ? { ...like, name: wordOf(like.name, text) } : like;
}

function wordOf(word: Word, text: string): Word {
  const own = textAt(text, word.span);
  return own === word.text ? word : { text: own, span: word.span };
}
