// Lines that say how the whole file is read (`framework`, `dtype`, `batch`, `optimizer`): once each, before the layers, and
// under no condition.

import { problem } from "../base/problem";
import type { Body, Statement, Step } from "../syntax/ast";
import { bodiesOf } from "../syntax/bodies";
import { HEADER } from "../syntax/build";
import type { PlacedFact } from "./problems";
import type { Program } from "./program";

export function headerProblems({ document, sayings }: Program): PlacedFact[] {
  const { statements, lines } = document.sequence;
  const found: PlacedFact[] = [];
  const said = new Map<string, { readonly word: string; readonly line: number }>();
  let looked = 0;
  let begun = false;
  for (const { step, statement, index } of sayings) {
    const what = step.name.text;
    const line = lines[index]!;
    const alone = statement.steps.length === 1;
    const span = alone ? statement.span : step.span;
    const word = writtenIn(step);
    const first = said.get(what);
    if (first) {
      const data = {
        what,
        word: first.word,
        line: first.line + 1,
        same: word !== "" && first.word === word,
        alone,
      };
      found.push({ line, problem: problem("repeated-header", span, data) });
      continue;
    }
    said.set(what, { word, line });
    // Only what stands above matters, and that is little: this is asked at every key.
    for (; !begun && looked < index; looked++) begun = isBeginning(statements.at(looked)!);
    if (begun || !statement.steps.slice(0, statement.steps.indexOf(step)).every(isHeader))
      found.push({ line, problem: problem("late-header", span, { what, up: line, alone }) });
  }
  for (const index of document.declarations.indices) {
    const statement = statements.at(index)!;
    if (statement.type === "if")
      for (const body of bodiesOf(statement)) misplaced(body, lines[index]!, found);
  }
  return found;
}

/** The word or number that a step says; "" where it is computed. */
function writtenIn({ arguments: [first] }: Step): string {
  if (first?.type === "word") return first.word.text;
  return first?.type === "value" && first.value.type === "number" ? first.value.text : "";
}

/** What is said of the whole file in the body of an `if`: whether its condition holds does not matter. */
function misplaced({ branches }: Body, base: number, found: PlacedFact[]): void {
  for (const { statements, lines } of branches)
    for (let index = 0; index < statements.length; index++) {
      const statement = statements.at(index)!;
      const line = base + lines[index]!;
      if (!statement.declares) continue;
      if (statement.type === "if") for (const body of bodiesOf(statement)) misplaced(body, line, found);
      if (statement.type !== "line") continue;
      for (const step of statement.steps)
        if (isHeader(step))
          found.push({ line, problem: problem("misplaced-statement", step.span, { what: step.name.text }) });
    }
}

function isBeginning(statement: Statement): boolean {
  return statement.type === "line" && (statement.steps.length === 0 || !statement.steps.every(isHeader));
}

function isHeader({ name }: Step): boolean {
  return HEADER.has(name.text);
}
