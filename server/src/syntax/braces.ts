// Which `{` is never closed, and where its body is taken to end: found over the whole file first, by indentation, so
// that one missing brace does not swallow the lines after it.

import type { List } from "../base/list";
import { type Line, placeKey } from "./lines";
import * as T from "./tokens";

interface Open {
  readonly column: number;
  readonly line: number;
  readonly indentation: number;
}

/**
 * By its place, for every `{` between the lines that has no `}` of its own: the line before which its body ends. That is the
 * next line that is indented no deeper than the line of the brace.
 */
export function matchBraces(lines: List<Line>, from: number, to: number): ReadonlyMap<number, number> {
  let first = from;
  while (first < to && !lines.at(first)!.braces) first++;
  return first === to ? NONE : matchBracesFrom(lines, first, to);
}

const NONE: ReadonlyMap<number, number> = new Map();

function matchBracesFrom(lines: List<Line>, from: number, to: number): ReadonlyMap<number, number> {
  const unclosed = new Map<number, number>();
  const stack: Open[] = [];
  const giveUp = (open: Open): void => {
    unclosed.set(placeKey(open.line, open.column), endByIndentation(lines, open, to));
  };
  let checked = from;
  for (let number = from; number < to; number++) {
    const line = lines.at(number)!;
    // Where each has its own, it does not matter how they are indented.
    if (number >= checked && stack.length === 0 && line.braces) {
      const end = endOfDefinition(lines, number, to);
      checked = end;
      if (isBalanced(lines, number, end)) {
        number = end - 1;
        continue;
      }
    }
    if (stack.length > 0 && beginsDefinition(line)) for (const open of stack.splice(0)) giveUp(open);
    if (!line.braces) continue;
    for (const [index, token] of line.tokens.entries()) {
      if (token.tokenType === T.LeftBrace) {
        stack.push({ column: token.startOffset, line: number, indentation: line.indentation });
      } else if (token.tokenType === T.RightBrace) {
        if (index === 0) {
          // A `}` that stands further left than the innermost open line closes an outer one, if there is one.
          while (
            stack.length > 1 &&
            stack[stack.length - 1]!.indentation > line.indentation &&
            stack.some((open) => open.indentation <= line.indentation)
          ) {
            giveUp(stack.pop()!);
          }
        }
        stack.pop();
      }
    }
  }
  for (const open of stack) giveUp(open);
  return unclosed;
}

/** The line of the next definition, or the end. */
function endOfDefinition(lines: List<Line>, from: number, to: number): number {
  let end = from + 1;
  while (end < to && !beginsDefinition(lines.at(end)!)) end++;
  return end;
}

function isBalanced(lines: List<Line>, from: number, to: number): boolean {
  let open = 0;
  for (let number = from; number < to; number++) {
    if (!lines.at(number)!.braces) continue;
    for (const { tokenType } of lines.at(number)!.tokens) {
      if (tokenType === T.LeftBrace) open++;
      else if (tokenType === T.RightBrace && --open < 0) return false;
    }
  }
  return open === 0;
}

/** `block`, `network` and `import` stand at file level only: at the margin they end whatever is open. */
export function beginsDefinition(line: Line): boolean {
  const { first } = line;
  return line.indentation === 0 && (first === T.Block || first === T.Network || first === T.Import);
}

function endByIndentation(lines: List<Line>, open: Open, to: number): number {
  for (let next = open.line + 1; next < to; next++) {
    const line = lines.at(next)!;
    if (!line.blank && line.indentation <= open.indentation) return next;
  }
  return to;
}
