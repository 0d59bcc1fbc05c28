// Where the things of a program are written: networks in their file, blocks in theirs.

import type { Run } from "../analysis/run";
import type { BlockDefinition } from "../model/definition";
import type { SourceDocument } from "../syntax/document";
import type { Network, Program } from "./program";
import { STANDARD_LIBRARY, standardLibrary } from "./standard-library";

/** The line that a network's sequence counts from. */
export function baseOf({ document: { sequence } }: Program, { statement }: Network): number {
  return statement ? sequence.lines[sequence.statements.indexOf(statement)]! : 0;
}

/** The document that a block is written in; null where it is not known. */
export function documentOf(program: Program, { file }: BlockDefinition): SourceDocument | null {
  if (file === program.uri) return program.document;
  if (file === STANDARD_LIBRARY) return standardLibrary().document;
  return program.imports.documents.get(file) ?? null;
}

/** The line that a block's statement begins on, in its own file. */
export function lineOf(program: Program, block: BlockDefinition): number {
  const sequence = documentOf(program, block)?.sequence;
  return sequence?.lines[sequence.statements.indexOf(block.statement)] ?? 0;
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
