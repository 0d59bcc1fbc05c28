// Where the editor goes from a name: the line that defines it, a block's statement, an imported file.

import type { Location, Position } from "vscode-languageserver-types";
import { type Span, shift, touches } from "../base/span";
import type { Statement } from "../syntax/ast";
import type { Program } from "../workspace/program";
import { definedWords, definitionOf } from "./definitions";
import { nameAt, nameInArgument } from "./expression-names";
import { expressionsOf, type Place, placeAt } from "./locate";
import { LIBRARY_SCHEME, rangeOf } from "./protocol";
import { FIRST_USES } from "./uses";

export function definitionAt(program: Program, position: Position): Location | null {
  const place = placeAt(program, { line: position.line, column: position.character }, FIRST_USES);
  if (!place) return null;
  const imported = importedFile(program, place);
  if (imported) return imported;
  const name = wordAt(place);
  const found = name === null ? null : definitionOf(program, place, name);
  if (!found) return null;
  return { uri: addressOf(found.file), range: rangeOf(shift(found.word.span, found.line)) };
}

/** `stdlib:blocks.cnn` as an address; others are addresses. */
function addressOf(file: string): string {
  return file.startsWith("stdlib:") ? `${LIBRARY_SCHEME}:/${file.slice("stdlib:".length)}` : file;
}

function importedFile(program: Program, { statement, at }: Place): Location | null {
  if (statement.type !== "import" || !touches(statement.pathSpan, at)) return null;
  const home = program.imports.files.get(statement.path);
  const start = { line: 0, character: 0 };
  return home ? { uri: home.file, range: { start, end: start } } : null;
}

/** The name under the cursor, wherever it stands in its statement. */
function wordAt({ statement, at }: Place): string | null {
  for (const { text, span } of wordsOf(statement)) if (touches(span, at)) return text;
  const steps = statement.type === "line" ? statement.steps : [];
  for (const argument of steps.flatMap((step) => [...step.arguments, ...(step.first ?? [])])) {
    const found = nameInArgument(argument, at);
    if (found) return found.word.text;
  }
  for (const expression of expressionsOf(statement)) {
    const found = nameAt(expression, at);
    if (found) return found.word.text;
  }
  return null;
}

function wordsOf(statement: Statement): readonly { text: string; span: Span }[] {
  if (statement.type !== "line") return definedWords(statement);
  return [
    ...(statement.label ? [statement.label] : []),
    ...statement.steps.flatMap((step) => [
      step.name,
      ...[...step.arguments, ...(step.first ?? [])].flatMap((argument) =>
        argument.type === "word" ? [argument.word] : [],
      ),
    ]),
  ];
}
