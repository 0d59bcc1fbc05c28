// A name that cannot stay gives way to another wherever it is used, but not where the same letters are an option: of `x1`
// that is the repetition, of `pad1` the padding.

import type { List } from "../base/list";
import { span } from "../base/span";
import { layerNamed } from "../catalogue";
import type { Edit } from "../diagnostics/diagnostic";
import type { Line } from "../syntax/lines";
import type { FileProblem } from "./problems";

/** The edits at all uses but the definition itself, relative to the problem's statement. */
export function renamed(
  lines: List<Line>,
  { span: own, line: origin }: FileProblem,
  name: string,
  other: string,
): Edit[] {
  const edits: Edit[] = [];
  const word = new RegExp(`(?<![\\w.])${name}(?!\\w)`, "g");
  for (const [number, { text, comment }] of lines.entries()) {
    if (!text.includes(name)) continue;
    const code = comment ? text.slice(0, comment.span.start) : text;
    for (const { index } of code.matchAll(word)) {
      const defined = number === own.line && index === own.start;
      if (defined || !names(code.slice(0, index), code.slice(index + name.length))) continue;
      edits.push({ span: span(number - origin, index, index + name.length), text: other });
    }
  }
  return edits;
}

/** Whether a word between these texts names something: a block that is called, an operand, a label, part of an expression. */
function names(before: string, behind: string): boolean {
  if (/[=(,+*/%-]\s*$/.test(before) || /^\s*(\.|[-+*/%<>=!]=?\s*[\w(])/.test(behind)) return true;
  if (/(^|->|[|{}:])\s*$/.test(before)) return true;
  const step = /(?:^|->|[|{}:])\s*(\w+)(?:(?!->)[^|{}])*$/.exec(before)?.[1] ?? "";
  return /^(from|output|reuse|let|if|repeat)$/.test(step) || layerNamed(step)?.merges === true;
}
