// Where the things of a program are written: networks in their file, blocks in theirs.

import type { Run } from "../analysis/run";
import type { BlockDefinition } from "../model/definition";
import type { Statement } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import type { Network, Program } from "./program";
import { STANDARD_LIBRARY, standardLibrary } from "./standard-library";

/** The line that a network's sequence counts from. */
export function baseOf({ document }: Program, { statement }: Network): number {
  return statement ? linesOf(document).get(statement)! : 0;
}

/** The lines that the declarations of a document begin on; made when first asked for. */
const known = new WeakMap<SourceDocument, ReadonlyMap<Statement, number>>();

function linesOf(document: SourceDocument): ReadonlyMap<Statement, number> {
  let found = known.get(document);
  if (found === undefined) {
    const { declarations, sequence } = document;
    const lines = new Map<Statement, number>();
    for (const index of declarations.indices) {
      const statement = declarations.list.at(index)!;
      if (!lines.has(statement)) lines.set(statement, sequence.lines[index]!);
    }
    found = lines;
    known.set(document, found);
  }
  return found;
}

/** The document that a block is written in; null where it is not known. */
export function documentOf(program: Program, { file }: BlockDefinition): SourceDocument | null {
  if (file === program.uri) return program.document;
  if (file === STANDARD_LIBRARY) return standardLibrary().document;
  return program.imports.documents.get(file) ?? null;
}

/** The line that a block's statement begins on, in its own file. */
export function lineOf(program: Program, block: BlockDefinition): number {
  const document = documentOf(program, block);
  return (document && linesOf(document).get(block.statement)) ?? 0;
}

/** The runs that have been met where they stand: equal statements have one run. */
export class Met {
  private readonly lines = new Map<Run, Set<number>>();

  /** Whether a run that counts from a line is met for the first time. */
  first(run: Run, line: number): boolean {
    let known = this.lines.get(run);
    if (known === undefined) {
      known = new Set();
      this.lines.set(run, known);
    }
    if (known.has(line)) return false;
    known.add(line);
    return true;
  }
}
