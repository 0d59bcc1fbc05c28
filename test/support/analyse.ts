// The whole pipeline over one text, as the tests use it.

import { formatShape } from "../../server/src/catalogue/shape";
import { readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Program, type Settings } from "../../server/src/workspace/program";

export function program(text: string, settings: Settings = {}): Program {
  return analyse("file:///test.cnn", readDocument(text), settings);
}

/** `→ 94×94×60 3000` for every top-level statement that has a shape, by line. */
export function results(text: string, settings: Settings = {}): string[] {
  const { document, followed } = program(text, settings);
  return followed.outcomes.map((outcome, index) => {
    const shape = formatShape(outcome.after?.shape ?? null);
    return `${document.sequence.lines[index]}: ${shape} ${outcome.totals.trainable}`;
  });
}

/** Every problem as `severity code text-under-the-squiggle`. */
export function squiggles(text: string, settings: Settings = {}): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return problemsOf(program(text, settings)).map(({ severity, code, span }) => {
    const marked =
      span.line === span.endLine
        ? (lines[span.line] ?? "").slice(span.start, span.end)
        : `${lines[span.line]}…`;
    return `${severity} ${code} ${marked}`;
  });
}
