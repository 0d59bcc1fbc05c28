// Where the things of a program are written: networks in their file, blocks in theirs.

import type { Run } from "../analysis/run";
import type { BlockDefinition } from "../model/definition";
import type { Statement } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import type { Network, Program } from "./program";
import { STANDARD_LIBRARY, standardLibrary } from "./standard-library";

/** The lines that the definitions of a document begin on, made when one is first asked for: there may be many. */
const starts = new WeakMap<SourceDocument, ReadonlyMap<Statement, number>>();

/** The line that a definition of a document begins on; 0 where it has none such. */
function startOf(document: SourceDocument, statement: Statement): number {
  let lines = starts.get(document);
  if (lines === undefined) {
    const { list, indices } = document.declarations;
    const found = new Map<Statement, number>();
    // Of equal ones, the first.
    for (let at = indices.length - 1; at >= 0; at--)
      found.set(list.at(indices[at]!)!, document.sequence.lines[indices[at]!]!);
    lines = found;
    starts.set(document, lines);
  }
  return lines.get(statement) ?? 0;
}

/** The line that a network's sequence counts from. */
export function baseOf({ document }: Program, { statement }: Network): number {
  return statement ? startOf(document, statement) : 0;
}

/** Where a network was last found: they are mostly asked for in their order, and of programs that are much alike. */
let latest = 0;

/** The network that a statement is; null: the one that is the file itself, which is always the first. */
export function networkAt({ networks }: Program, statement: Statement | null): Network | undefined {
  if (statement === null) return networks[0]?.statement === null ? networks[0] : undefined;
  for (let passed = 0; passed < networks.length; passed++) {
    const at = (latest + passed) % networks.length;
    if (networks[at]!.statement !== statement) continue;
    latest = at;
    return networks[at];
  }
  return undefined;
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
  return document ? startOf(document, block.statement) : 0;
}

/** The runs that have been met where they stand: equal statements have one run. */
export class Met {
  private readonly runs = new Map<number, Set<Run>>();

  /** Whether a run that counts from a line is met for the first time. */
  first(run: Run, line: number): boolean {
    let known = this.runs.get(line);
    if (known === undefined) {
      known = new Set();
      this.runs.set(line, known);
    }
    if (known.has(run)) return false;
    known.add(run);
    return true;
  }
}
