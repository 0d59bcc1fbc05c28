// Lines that say how the whole file is read (`framework`, `dtype`, `batch`, `optimizer`): once each, before the layers.

import { problem } from "../base/problem";
import type { Statement, StatementOf } from "../syntax/ast";
import { HEADER } from "../syntax/build";
import type { PlacedFact } from "./problems";
import type { Program } from "./program";

export function headerProblems({ document }: Program): PlacedFact[] {
  const { statements, lines } = document.sequence;
  const found: PlacedFact[] = [];
  const said = new Map<string, { readonly word: string; readonly line: number }>();
  let looked = 0;
  let begun = false;
  for (const index of document.declarations.indices) {
    const statement = statements.at(index)!;
    if (!isHeader(statement)) continue;
    const step = statement.steps[0]!;
    const what = step.name.text;
    const line = lines[index]!;
    const [argument] = step.arguments;
    // What says nothing yet is being typed.
    if (!argument) continue;
    const word = argument.type === "word" ? argument.word.text : "";
    const first = said.get(what);
    if (first) {
      const data = { what, word: first.word, line: first.line + 1, same: first.word === word };
      found.push({ line, problem: problem("repeated-header", statement.span, data) });
      continue;
    }
    said.set(what, { word, line });
    // Only what stands above matters, and that is little: this is asked at every key.
    for (; !begun && looked < index; looked++) begun = isBeginning(statements.at(looked)!);
    if (begun) {
      const data = { what, up: line };
      found.push({ line, problem: problem("late-header", statement.span, data) });
    }
  }
  return found;
}

function isBeginning(statement: Statement): boolean {
  return statement.type === "line" && !isHeader(statement);
}

function isHeader(statement: Statement): statement is StatementOf<"line"> {
  return statement.type === "line" && HEADER.has(statement.steps[0]?.name.text ?? "");
}
