// Texts with a cursor: `$0` marks where the tests ask.

import type { Position } from "vscode-languageserver-types";

export interface Marked {
  readonly text: string;
  readonly position: Position;
}

export function marked(source: string): Marked {
  const offset = source.indexOf("$0");
  if (offset < 0) throw new Error(`no $0 in\n${source}`);
  const text = source.slice(0, offset) + source.slice(offset + 2);
  const before = text.slice(0, offset).split("\n");
  return { text, position: { line: before.length - 1, character: before[before.length - 1]!.length } };
}

/** Takes the first line break and the common indentation away, so that sources stand well in a test. */
export function block(source: string): string {
  const lines = source.replace(/^\n/, "").replace(/\n *$/, "\n").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join("\n");
}
