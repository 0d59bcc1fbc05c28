// What is wrong with the names of a file: taken, defined twice, never used.

import { DIRECTIVE_NAMES } from "../analysis/directive-names";
import type { List } from "../base/list";
import { problem } from "../base/problem";
import { type Change, changeBetween } from "../base/selection";
import { layerNamed } from "../catalogue";
import type { Body, Sequence, Statement, StatementOf, Step, Word } from "../syntax/ast";
import { bodiesOf } from "../syntax/bodies";
import { FUNCTIONS } from "../syntax/expression-grammar";
import { RESERVED } from "../syntax/tokens";
import type { PlacedFact } from "./problems";

type Role = "label" | "let" | "block" | "parameter" | "network" | "index" | "import";

interface Definition {
  readonly word: Word;
  readonly role: Role;
  /** Absolute line of the statement that its span counts from. */
  readonly line: number;
  /** Definitions of the same scope; arms of an `if` have their own, for duplicates only. */
  readonly scope: number;
  /** Whether it may stay unused: labels of inputs and outputs name them for the report. */
  readonly silent: boolean;
}

/** What is wrong with the names of a sequence, and what that depends on. */
export interface NameReport {
  readonly sequence: Sequence;
  /** At absolute lines. */
  readonly problems: readonly PlacedFact[];
  /** The names that something must use. */
  readonly wanted: ReadonlySet<string>;
}

/** The names of a sequence; those of the version before where the change between has nothing to do with names. */
export function nameReport(sequence: Sequence, before: NameReport | null, change: Change | null): NameReport {
  const { statements } = sequence;
  if (before && change && keepsNames(sequence, before.sequence, before.wanted, change))
    return { sequence, problems: before.problems, wanted: before.wanted };
  const definitions = definitionsOf(sequence);
  const wanted = new Set(definitions.filter(({ silent }) => !silent).map(({ word }) => word.text));
  const problems =
    definitions.length === 0 ? [] : [...clashes(definitions), ...unused(definitions, wanted, statements)];
  return { sequence, problems, wanted };
}

/** Whether statement by statement the same names are defined at the same places, and the same wanted ones used. */
function keepsNames(
  { statements, lines }: Sequence,
  old: Sequence,
  wanted: ReadonlySet<string>,
  { start, end, moved }: Change,
): boolean {
  if (moved !== 0 || lines !== old.lines) return false;
  for (let index = start; index < end; index++) {
    const [now, then] = [statements.at(index)!, old.statements.at(index)!];
    if (now === then || sameInside(now, then, wanted)) continue;
    if (!sameDefinition(now, then)) return false;
    if (wanted.size > 0 && (uses(now, then, wanted) || uses(then, now, wanted))) return false;
  }
  return true;
}

/** Whether two states of a network have the same names inside: it may be as long as a file. */
function sameInside(a: Statement, b: Statement, wanted: ReadonlySet<string>): boolean {
  if (a.type !== "network" || b.type !== "network" || a.name !== b.name) return false;
  const [now, then] = [a.body.branches[0], b.body.branches[0]];
  if (!now || !then || a.body.barred || b.body.barred) return false;
  return keepsNames(now, then, wanted, changeBetween(now.statements, then.statements));
}

function sameDefinition(a: Statement, b: Statement): boolean {
  if (a.type !== b.type || namesInside(a) || namesInside(b)) return false;
  if (a.type !== "line" || b.type !== "line") return a.type === "repeat" || a.type === "if";
  if (a.label === null || b.label === null) return a.label === b.label;
  return (
    a.label.text === b.label.text &&
    a.label.span.start === b.label.span.start &&
    a.label.span.line === b.label.span.line &&
    isSilent(a) === isSilent(b)
  );
}

const named = new WeakMap<Statement, boolean>();

/** Whether something is defined in the bodies of a statement. */
function namesInside(statement: Statement): boolean {
  if (!hasBody(statement)) return false;
  let known = named.get(statement);
  if (known === undefined) {
    known = (statement.type === "repeat" && statement.index !== null) || bodiesOf(statement).some(definesAny);
    named.set(statement, known);
  }
  return known;
}

function definesAny({ branches }: Body): boolean {
  return branches.some(({ statements }) =>
    statements.some((statement) => statement.defines || namesInside(statement)),
  );
}

/** Whether a statement uses a wanted name that the other does not use. */
function uses(statement: Statement, other: Statement, wanted: ReadonlySet<string>): boolean {
  for (const word of statement.words) if (wanted.has(word) && !other.words.has(word)) return true;
  return false;
}

/** Labels of inputs and outputs name them for the report. */
function isSilent({ steps }: StatementOf<"line">): boolean {
  return steps[0]?.name.text === "input" || steps.length === 0;
}

function definitionsOf(sequence: Sequence): Definition[] {
  const definitions: Definition[] = [];
  const statements = sequence.statements;
  let scopes = 0;
  const visit = (statement: Statement, line: number, scope: number): void => {
    switch (statement.type) {
      case "line":
        if (statement.label) {
          definitions.push({
            word: statement.label,
            role: "label",
            line,
            scope,
            silent: isSilent(statement),
          });
        }
        for (const step of statement.steps) if (step.body) visitBody(step.body, line, null);
        break;
      case "let":
        definitions.push({ word: statement.name, role: "let", line, scope, silent: false });
        break;
      case "block": {
        // One that is still being written has no uses yet.
        const silent = statement.problems.length > 0;
        definitions.push({ word: statement.name, role: "block", line, scope, silent });
        const inner = ++scopes;
        for (const { name } of statement.parameters) {
          definitions.push({ word: name, role: "parameter", line, scope: inner, silent: true });
        }
        visitBody(statement.body, line, inner);
        break;
      }
      case "network":
        definitions.push({ word: statement.name, role: "network", line, scope, silent: true });
        visitBody(statement.body, line, null);
        break;
      case "if":
        visitBody(statement.taken, line, null);
        if (statement.otherwise) visitBody(statement.otherwise, line, null);
        break;
      case "repeat": {
        const inner = ++scopes;
        if (statement.index)
          definitions.push({ word: statement.index, role: "index", line, scope: inner, silent: true });
        visitBody(statement.body, line, inner);
        break;
      }
    }
  };
  const visitBody = (body: Body, base: number, scope: number | null): void => {
    for (const branch of body.branches) {
      const own = scope ?? ++scopes;
      for (const [index, inner] of branch.statements.entries()) {
        if (inner.defines || hasBody(inner)) visit(inner, base + branch.lines[index]!, own);
      }
    }
  };
  for (let index = 0; index < statements.length; index++) {
    const statement = statements.at(index)!;
    if (statement.defines || hasBody(statement)) visit(statement, sequence.lines[index]!, 0);
  }
  return definitions;
}

function hasBody(statement: Statement): boolean {
  return statement.type !== "line"
    ? statement.type === "if" || statement.type === "repeat"
    : statement.steps.some(bodyOf);
}

const bodyOf = ({ body }: Step): Body | null => body;

function clashes(definitions: readonly Definition[]): PlacedFact[] {
  const found: PlacedFact[] = [];
  const seen = new Map<string, Definition>();
  for (const definition of definitions) {
    const { word, role, line, scope } = definition;
    const why = takenBecause(word.text, role);
    const keyword = RESERVED.has(word.text);
    if (why)
      found.push({ line, problem: problem("reserved-name", word.span, { name: word.text, why, keyword }) });
    const key = `${scope} ${role === "block" || role === "network" ? role : ""} ${word.text}`;
    const first = seen.get(key);
    if (first) {
      const data = { name: word.text, what: role, firstLine: first.line + first.word.span.line + 1 };
      found.push({ line, problem: problem("duplicate-name", word.span, data) });
    } else seen.set(key, definition);
  }
  return found;
}

/** Glued forms of built-in options would be read as the option. */
const GLUED = /^(pad|stride|dilation|groups|multiplier|output_pad|x)\d+$/;

function takenBecause(name: string, role: Role): string | null {
  if (role === "network") return null;
  if (RESERVED.has(name)) return "it is a word of the language";
  const layer = layerNamed(name);
  if (role === "block" && layer)
    return `it is a built-in kind of layer${layer.kind === name ? "" : ` (another name of \`${layer.kind}\`)`}`;
  if (role === "block" && DIRECTIVE_NAMES.has(name)) return "it is a word of the language";
  if (/^x\d/.test(name)) return "it reads as a repeat, as `x3` repeats a layer three times";
  if (GLUED.test(name)) return "it reads as an option with its value";
  if (FUNCTIONS.has(name) && role === "block") return "it is a function of expressions";
  return null;
}

function unused(
  definitions: readonly Definition[],
  wanted: ReadonlySet<string>,
  statements: List<Statement>,
): PlacedFact[] {
  const candidates = definitions.filter((definition) => !definition.silent);
  if (candidates.length === 0) return [];
  const waiting = new Set(wanted);
  for (const statement of statements) {
    if (waiting.size === 0) break;
    for (const word of statement.words) waiting.delete(word);
  }
  const called = statements.some((statement) => statement.type === "line" || statement.type === "network");
  return (
    candidates
      // A name that is taken is told as such, and what would use it may read otherwise.
      .filter(({ word, role }) => takenBecause(word.text, role) === null)
      .filter(({ word, role }) => waiting.has(word.text) && !(role !== "label" && !called))
      .map(({ word, role, line }) => ({
        line,
        problem: problem("unused", word.span, { name: word.text, what: role }),
      }))
  );
}
