// The outline of a file: its networks, blocks, `let`s and labels.

import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import { shift } from "../base/span";
import { formatShape } from "../catalogue/shape";
import type { Body, Statement, Word } from "../syntax/ast";
import type { Program } from "../workspace/program";
import { rangeOf } from "./protocol";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";

const KINDS = { network: 2, block: 5, let: 14, label: 13 } as const satisfies Record<string, SymbolKind>;

export function documentSymbols(
  program: Program,
  { shapeStyle }: EditorSettings = DEFAULT_SETTINGS,
): DocumentSymbol[] {
  const { statements, lines } = program.document.sequence;
  return statements.flatMap((statement, index) => {
    if (!statement.defines) return [];
    const shape = program.followed.outcomes.at(index)?.after?.shape;
    return symbolsOf(statement, lines[index]!, shape ? formatShape(shape, shapeStyle) : "");
  });
}

function symbolsOf(statement: Statement, line: number, detail: string): DocumentSymbol[] {
  const symbol = (word: Word, kind: SymbolKind, extra: Partial<DocumentSymbol> = {}): DocumentSymbol[] => [
    {
      name: word.text,
      kind,
      range: rangeOf(shift(statement.span, line)),
      selectionRange: rangeOf(shift(word.span, line)),
      ...extra,
    },
  ];
  switch (statement.type) {
    case "line":
      return statement.label ? symbol(statement.label, KINDS.label, detail ? { detail } : {}) : [];
    case "let":
      return symbol(statement.name, KINDS.let);
    case "network":
      return symbol(statement.name, KINDS.network, { children: inside(statement.body, line) });
    case "block": {
      const names = statement.parameters.map(({ name }) => name.text).join(", ");
      return symbol(statement.name, KINDS.block, {
        detail: `(${names})`,
        children: inside(statement.body, line),
      });
    }
    default:
      return [];
  }
}

function inside(body: Body, base: number): DocumentSymbol[] {
  return body.branches.flatMap(({ statements, lines }) =>
    statements.flatMap((statement, index) =>
      statement.defines ? symbolsOf(statement, base + lines[index]!, "") : [],
    ),
  );
}
