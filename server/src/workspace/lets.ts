// A document with other values for its `let`s: the tree is changed, not the text.

import type { Expression, Sequence, Statement } from "../syntax/ast";
import { networkStatement } from "../syntax/build";
import { readDocument, type SourceDocument, withStatements } from "../syntax/document";

/** What each name is to be. */
export type LetValues = ReadonlyMap<string, Expression>;

/** Reads `16`, `3x3`, `relu` or `2*8` as the value of a `let`; null where it is none. */
export function readLetValue(text: string): Expression | null {
  const { sequence, problems } = readDocument(`let value = ${text}`);
  const [statement, ...more] = sequence.statements;
  if (statement?.type !== "let" || more.length > 0) return null;
  return problems.length + statement.problems.length > 0 ? null : statement.value;
}

/** The names of a document's `let`s: those of the file, and those directly in its networks. */
export function letNames(document: SourceDocument): string[] {
  const names = new Set<string>();
  for (const statement of lettable(document.sequence)) names.add(statement);
  return [...names];
}

function lettable({ statements }: Sequence): string[] {
  return statements.flatMap((statement) => {
    if (statement.type === "let") return [statement.name.text];
    return statement.type === "network" ? statement.body.branches.flatMap(lettable) : [];
  });
}

/** The same document, its `let`s with these values. */
export function withLets(document: SourceDocument, values: LetValues): SourceDocument {
  return withStatements(document, replaced(document.sequence, values));
}

function replaced({ statements, lines }: Sequence, values: LetValues): Sequence {
  return { statements: statements.map((statement) => replacedIn(statement, values)), lines };
}

function replacedIn(statement: Statement, values: LetValues): Statement {
  if (statement.type === "let") {
    const value = values.get(statement.name.text);
    return value === undefined ? statement : { ...statement, value };
  }
  if (statement.type !== "network") return statement;
  const branches = statement.body.branches.map((branch) => replaced(branch, values));
  return networkStatement(
    statement.name,
    { ...statement.body, branches },
    statement.problems,
    statement.span,
  );
}
