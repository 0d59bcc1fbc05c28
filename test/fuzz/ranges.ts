// Whether every place in an answer is one of its document: found by form, so that no kind of answer needs to be known.

import type { List } from "../../server/src/base/list";

type Lines = List<{ readonly text: string }>;

/** What is wrong with the places in an answer; null where nothing is. Other documents are known by their address. */
export function misplaced(
  answer: unknown,
  uri: string,
  linesOf: (uri: string) => Lines | null,
): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  if (Array.isArray(answer)) {
    for (const item of answer) {
      const fault = misplaced(item, uri, linesOf);
      if (fault !== null) return fault;
    }
    return null;
  }
  const own = "uri" in answer && typeof answer.uri === "string" ? answer.uri : uri;
  const lines = linesOf(own);
  if (lines === null) return `${own} is no document`;
  if (isPosition(answer)) return outside(answer, lines);
  if ("start" in answer && "end" in answer && isPosition(answer.start) && isPosition(answer.end)) {
    const { start, end } = answer;
    if (start.line > end.line || (start.line === end.line && start.character > end.character))
      return `${told(start)} to ${told(end)} runs backwards`;
  }
  for (const [key, value] of Object.entries(answer)) {
    // Changes of a workspace stand under the address of their document.
    const fault = misplaced(value, linesOf(key) ? key : own, linesOf);
    if (fault !== null) return fault;
  }
  return null;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

function isPosition(value: unknown): value is Position {
  return typeof value === "object" && value !== null && "line" in value && "character" in value;
}

function outside(position: Position, lines: Lines): string | null {
  const { line, character } = position;
  const length = Number.isInteger(line) && line >= 0 ? lines.at(line)?.text.length : undefined;
  if (length !== undefined && Number.isInteger(character) && character >= 0 && character <= length)
    return null;
  return `${told(position)} is outside of the document`;
}

function told({ line, character }: Position): string {
  return `${line}:${character}`;
}
