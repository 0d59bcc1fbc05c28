// `# cnn: ignore CODE`: which diagnostics a comment silences, and codes that there are not.

import { nearestNames } from "../base/nearest";
import { problem } from "../base/problem";
import { allDiagnostics, diagnosticNamed } from "../diagnostics/lookup";
import type { PlacedFact } from "./problems";
import type { Program } from "./program";

const IGNORE = /^(#\s*cnn:\s*ignore\s+)([\w\s,-]+)/;

/** Whether a comment silences a diagnostic. */
export function ignores(comment: string, code: string): boolean {
  const match = IGNORE.exec(comment);
  return match !== null && match[2]!.split(/[\s,]+/).includes(code);
}

/** The codes of comments that name no diagnostic. What follows a code may also be a reason, in words. */
export function unknownCodes({ document }: Program): PlacedFact[] {
  const found: PlacedFact[] = [];
  for (const line of document.silencing.indices) {
    const { comment } = document.lines.at(line)!;
    const match = comment && IGNORE.exec(comment.text);
    if (!match) continue;
    for (const { 0: word, index } of match[2]!.matchAll(/[^\s,]+/g)) {
      if (diagnosticNamed(word)) continue;
      const codes = allDiagnostics().map(({ code }) => code);
      const nearest = nearestNames(word, codes, 1);
      if (index > 0 && !(word.includes("-") && nearest.length > 0)) break;
      const start = comment.span.start + match[1]!.length + index;
      const span = { line: 0, start, endLine: 0, end: start + word.length };
      found.push({ line, problem: problem("unknown-code", span, { word, nearest }) });
    }
  }
  return found;
}
