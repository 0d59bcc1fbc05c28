// What the names of a file's blocks mean: its own definitions, its imports, the standard library.

import { type BlockDefinition, defineBlock, type Home } from "../model/definition";
import { evaluate } from "../model/expression";
import { Scope, sameEntry } from "../model/scope";
import { UNKNOWN } from "../model/value";
import type { Statement, StatementOf } from "../syntax/ast";
import { standardLibrary } from "./standard-library";

/** What an `import` statement brings: another file's home, or why there is none. */
export interface Imports {
  /** By the path as written. */
  readonly files: ReadonlyMap<string, Home>;
}

export const NO_IMPORTS: Imports = { files: new Map() };

/** The home of a file. Definitions that mean the same as before stay the same objects, and so keep their analysis. */
export function homeOf(
  file: string,
  definitions: readonly Statement[],
  imports: Imports,
  previous: Home | null,
): Home {
  const relevant = definitions.filter((statement) => statement.type !== "line");
  const known = previous ? sources.get(previous) : undefined;
  if (previous && known && known.imports === imports && sameList(known.statements, relevant)) return previous;

  const own = new Map<string, StatementOf<"block">>();
  const imported: Home[] = [];
  for (const statement of relevant) {
    if (statement.type === "block") own.set(statement.name.text, statement);
    if (statement.type === "import") {
      const home = imports.files.get(statement.path);
      if (home) imported.push(home);
    }
  }
  const blocks = new Map<string, BlockDefinition>();
  const home: Home = {
    file,
    block: (name) => blocks.get(name) ?? importedBlock(imported, name) ?? standardLibrary().block(name),
    blockNames: () => allNames(blocks, imported),
    lets: letsOf(relevant, imported),
  };
  sources.set(home, { statements: relevant, imports, own, imported });
  const kept = previous ? unchanged(own, home, previous) : new Set<string>();
  for (const [name, statement] of own) {
    const before = kept.has(name) ? previous?.block(name) : undefined;
    blocks.set(name, before ?? defineBlock(statement, home));
  }
  return home;
}

interface Sources {
  readonly statements: readonly Statement[];
  readonly imports: Imports;
  readonly own: ReadonlyMap<string, StatementOf<"block">>;
  readonly imported: readonly Home[];
}

/** What homes were made of. */
const sources = new WeakMap<Home, Sources>();

function sameList(a: readonly Statement[], b: readonly Statement[]): boolean {
  return a.length === b.length && a.every((statement, index) => statement === b[index]);
}

function importedBlock(imported: readonly Home[], name: string): BlockDefinition | undefined {
  for (let i = imported.length - 1; i >= 0; i--) {
    const found = ownBlock(imported[i]!, name);
    if (found) return found;
  }
  return undefined;
}

/** A block that a file defines or imports, without the standard library's. */
function ownBlock(home: Home, name: string): BlockDefinition | undefined {
  const block = home.block(name);
  return block && !block.file.startsWith("stdlib:") ? block : undefined;
}

function* allNames(
  blocks: ReadonlyMap<string, BlockDefinition>,
  imported: readonly Home[],
): Generator<string> {
  yield* blocks.keys();
  for (const home of imported) {
    for (const name of home.blockNames()) if (ownBlock(home, name)) yield name;
  }
  yield* standardLibrary().blockNames();
}

/** The `let`s of a file in order, those of its imports first. Faults are told where the file itself is run. */
function letsOf(statements: readonly Statement[], imported: readonly Home[]): Scope {
  let scope = Scope.EMPTY;
  for (const home of imported) {
    for (const name of [...home.lets.names()].reverse()) {
      const entry = home.lets.lookup(name);
      if (entry) scope = scope.with(entry);
    }
  }
  for (const statement of statements) {
    if (statement.type !== "let") continue;
    const at = { scope, start: null, isLayer: () => false, block: () => undefined, report: () => {} };
    const value = evaluate(statement.value, at) ?? UNKNOWN;
    scope = scope.with({ name: statement.name.text, role: "let", value, line: null, scope: null });
  }
  return scope;
}

/** Blocks whose text, and everything that they name, mean what they meant in the previous home. */
function unchanged(own: ReadonlyMap<string, StatementOf<"block">>, home: Home, previous: Home): Set<string> {
  const before = sources.get(previous)?.own ?? new Map<string, StatementOf<"block">>();
  const kept = new Set<string>();
  for (const [name, statement] of own) if (before.get(name) === statement) kept.add(name);
  // A block is another one when a block that it calls is.
  for (let settled = false; !settled; ) {
    settled = true;
    for (const name of kept) {
      for (const word of own.get(name)!.words) {
        const local = own.has(word) || before.has(word);
        const same = local
          ? kept.has(word)
          : importedOf(home, word) === importedOf(previous, word) &&
            sameEntry(home.lets.lookup(word), previous.lets.lookup(word));
        if (same && (!local || sameEntry(home.lets.lookup(word), previous.lets.lookup(word)))) continue;
        kept.delete(name);
        settled = false;
        break;
      }
    }
  }
  return kept;
}

function importedOf(home: Home, name: string): BlockDefinition | undefined {
  return importedBlock(sources.get(home)?.imported ?? [], name);
}
