// Where a name is defined: the label, `let`, parameter or block that a word at a place refers to.

import { lowerBound } from "../base/selection";
import type { BlockDefinition } from "../model/definition";
import type { Sequence, Statement, Word } from "../syntax/ast";
import { bodiesOf } from "../syntax/bodies";
import type { SourceDocument } from "../syntax/document";
import { documentOf } from "../workspace/places";
import type { Program } from "../workspace/program";
import type { Place } from "./locate";

export interface Definition {
  readonly role: "label" | "let" | "parameter" | "index" | "block" | "network";
  readonly word: Word;
  readonly statement: Statement;
  /** The absolute first line of its statement. */
  readonly line: number;
  /** The file: a URI, or that of the standard library. */
  readonly file: string;
  readonly document: SourceDocument;
}

/** What a name means at a place, from the innermost scope outwards; null where nothing has that name. */
export function definitionOf(program: Program, place: Place, name: string): Definition | null {
  const { document } = program;
  const here = (role: Definition["role"], word: Word, statement: Statement, line: number): Definition => ({
    role,
    word,
    statement,
    line,
    file: program.uri,
    document,
  });
  const { statement: own } = place;
  const header = own.type === "block" ? own.parameters.find((each) => each.name.text === name) : undefined;
  if (header) return here("parameter", header.name, own, place.line);
  let labels = true;
  for (let depth = place.path.length - 1; depth >= 0; depth--) {
    const inner = place.path[depth]!;
    const around = place.path[depth - 1];
    const base = around?.line ?? 0;
    const sequence = around ? sequenceWith(around, inner) : document.sequence;
    const found = sequence && lastDefining(sequence, base, indexIn(sequence, base, inner), name, labels);
    if (found) return here(found.role, found.word, found.statement, found.line);
    if (around?.statement.type === "repeat" && around.statement.index?.text === name)
      return here("index", around.statement.index, around.statement, around.line);
    if (around?.statement.type === "block") {
      labels = false;
      const parameter = around.statement.parameters.find((each) => each.name.text === name);
      if (parameter) return here("parameter", parameter.name, around.statement, around.line);
    }
  }
  const block = program.home.block(name);
  return block ? blockPlace(block, program) : null;
}

/** Where a block stands; null where its file is not at hand. */
export function blockPlace(block: BlockDefinition, program: Program): Definition | null {
  const document = documentOf(program, block);
  if (!document) return null;
  const { statements, lines } = document.sequence;
  const index = statements.indexOf(block.statement);
  if (index < 0) return null;
  return {
    role: "block",
    word: block.statement.name,
    statement: block.statement,
    line: lines[index]!,
    file: block.file,
    document,
  };
}

interface Defining {
  readonly role: "label" | "let" | "network";
  readonly word: Word;
  readonly statement: Statement;
  readonly line: number;
}

/** The last definition of a name up to (and with) the statement at an index, but what is inside of that. */
function lastDefining(
  { statements, lines }: Sequence,
  base: number,
  until: number,
  name: string,
  labels: boolean,
): Defining | null {
  for (let i = Math.min(until, statements.length - 1); i >= 0; i--) {
    const statement = statements.at(i)!;
    const line = base + lines[i]!;
    if (labels && statement.type === "line" && statement.label?.text === name)
      return { role: "label", word: statement.label, statement, line };
    if ((statement.type === "let" || statement.type === "network") && statement.name.text === name)
      return { role: statement.type, word: statement.name, statement, line };
    if (statement.type !== "if" || !labels) continue;
    // Labels that the arms of an `if` set live on after it.
    for (const body of [statement.taken, statement.otherwise]) {
      const inner = body?.branches[0];
      const found = inner && i !== until && lastDefining(inner, line, inner.statements.length, name, true);
      if (found) return found;
    }
  }
  return null;
}

/** A statement where it stands; equal ones are one object. */
type Standing = Pick<Place, "statement" | "line">;

function sequenceWith(around: Standing, inner: Standing): Sequence | null {
  for (const body of bodiesOf(around.statement))
    for (const branch of body.branches) if (indexIn(branch, around.line, inner) >= 0) return branch;
  return null;
}

/** The index of a statement in a sequence whose lines count from `base`; negative where it stands elsewhere. */
function indexIn({ statements, lines }: Sequence, base: number, { statement, line }: Standing): number {
  let index = lowerBound(lines, line - base);
  // Statements that begin on the same line stand side by side.
  while (lines[index] === line - base && statements.at(index) !== statement) index++;
  return lines[index] === line - base ? index : -1;
}

/** The words with which a statement defines names, its labels aside. */
export function definedWords(statement: Statement): readonly Word[] {
  switch (statement.type) {
    case "let":
    case "network":
      return [statement.name];
    case "block":
      return [statement.name, ...statement.parameters.map(({ name }) => name)];
    case "repeat":
      return statement.index ? [statement.index] : [];
    default:
      return [];
  }
}
