// Our positions as the protocol's, and the numbers of its enumerations: only its types are imported, so that the core
// of the features weighs nothing.

import type { Position, Range } from "vscode-languageserver-types";
import type { Severity } from "../base/problem";
import type { Span } from "../base/span";

/** The address under which an editor can open a file of the standard library. */
export const LIBRARY_SCHEME = "cnn-stdlib";

export function rangeOf(span: Span): Range {
  return {
    start: { line: span.line, character: span.start },
    end: { line: span.endLine, character: span.end },
  };
}

export function positionOf(position: Position): { line: number; column: number } {
  return { line: position.line, column: position.character };
}

export const SEVERITY: Record<Severity, 1 | 2 | 3 | 4> = { error: 1, warning: 2, information: 3, hint: 4 };

/** `DiagnosticTag.Unnecessary` */
export const UNNECESSARY = 1;
