// What the names of a file's blocks mean: its own definitions, its imports, the standard library.

import { hasMetFault } from "../analysis/call";
import { sameElements } from "../base/list";
import type { Fact } from "../base/problem";
import { layerNamed } from "../catalogue";
import { type BlockDefinition, defineBlock, type Home } from "../model/definition";
import { evaluate } from "../model/expression";
import { Scope, sameEntry } from "../model/scope";
import { UNKNOWN } from "../model/value";
import type { Statement, StatementOf } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import { standardLibrary } from "./standard-library";

/** What the `import`s of a file bring: other files' homes, and what is wrong with them; both by the path as written. */
export interface Imports {
  readonly files: ReadonlyMap<string, Home>;
  readonly faults: ReadonlyMap<string, Fact>;
  /** Every file that is reached, by its address. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
}

export const NO_IMPORTS: Imports = { files: new Map(), faults: new Map(), documents: new Map() };

/** The home of a file. Definitions that mean the same as before stay the same objects, and so keep their analysis. */
export function homeOf(
  file: string,
  definitions: readonly Statement[],
  imports: Imports,
  previous: Home | null,
): Home {
  // No block and no `let` means anything else for what is in a network, which may change at every edit.
  const relevant = definitions.filter(({ type }) => type !== "line" && type !== "network");
  const imported: Home[] = [];
  for (const statement of relevant) {
    const home = statement.type === "import" ? imports.files.get(statement.path) : undefined;
    if (home) imported.push(home);
  }
  const known = previous ? sources.get(previous) : undefined;
  if (previous && known && sameElements(known.imported, imported) && sameElements(known.statements, relevant))
    return previous;

  const own = new Map<string, StatementOf<"block">>();
  for (const statement of relevant) if (statement.type === "block") own.set(statement.name.text, statement);
  const blocks = new Map<string, BlockDefinition>();
  const bringing = letsFrom(imported);
  const home: Home = {
    file,
    block: (name) => blocks.get(name) ?? importedBlock(imported, name) ?? standardLibrary().block(name),
    blockNames: () => allNames(blocks, imported),
    lets: letsOf(relevant, bringing),
  };
  sources.set(home, { statements: relevant, own, imported, importedLets: bringing });
  const kept = previous ? unchanged(own, home, previous) : new Set<string>();
  for (const [name, statement] of own) {
    const before = kept.has(name) ? previous?.block(name) : undefined;
    blocks.set(name, before ?? defineBlock(statement, home));
  }
  return home;
}

interface Sources {
  readonly statements: readonly Statement[];
  readonly own: ReadonlyMap<string, StatementOf<"block">>;
  readonly imported: readonly Home[];
  readonly importedLets: Scope;
}

/** What homes were made of. */
const sources = new WeakMap<Home, Sources>();

function importedBlock(imported: readonly Home[], name: string): BlockDefinition | undefined {
  for (let i = imported.length - 1; i >= 0; i--) {
    const found = ownBlock(imported[i]!, name);
    if (found) return found;
  }
  return undefined;
}

/** A block that a file itself defines: what it imports is not passed on. */
function ownBlock(home: Home, name: string): BlockDefinition | undefined {
  return sources.get(home)?.own.has(name) ? home.block(name) : undefined;
}

/** Each once, however many files define it. */
function allNames(blocks: ReadonlyMap<string, BlockDefinition>, imported: readonly Home[]): Set<string> {
  const others = imported.flatMap((home) => [...(sources.get(home)?.own.keys() ?? [])]);
  return new Set([...blocks.keys(), ...others, ...standardLibrary().blockNames()]);
}

/** The names that the imports of a home bring, apart from blocks: what holds before its file's first line. */
export function importedLets(home: Home): Scope {
  return sources.get(home)?.importedLets ?? Scope.EMPTY;
}

function letsFrom(imported: readonly Home[]): Scope {
  let scope = Scope.EMPTY;
  for (const home of imported) {
    for (const statement of sources.get(home)?.statements ?? []) {
      const entry = statement.type === "let" ? home.lets.lookup(statement.name.text) : undefined;
      if (entry) scope = scope.with(entry);
    }
  }
  return scope;
}

/** The `let`s of a file in order, those of its imports first. Faults are told where the file itself is run. */
function letsOf(statements: readonly Statement[], importedScope: Scope): Scope {
  let scope = importedScope;
  for (const statement of statements) {
    if (statement.type !== "let") continue;
    const at = {
      scope,
      start: null,
      isLayer: (name: string) => layerNamed(name) !== undefined,
      block: () => undefined,
      others: () => [],
      report: () => {},
    };
    const value = evaluate(statement.value, at) ?? UNKNOWN;
    scope = scope.with({ name: statement.name.text, role: "let", value, line: null });
  }
  return scope;
}

/** Whether a file itself defines any of the words, as a block or a `let`. */
export function definesAny(home: Home, words: ReadonlySet<string>): boolean {
  for (const statement of sources.get(home)?.statements ?? []) {
    if ((statement.type === "block" || statement.type === "let") && words.has(statement.name.text))
      return true;
  }
  return false;
}

const NO_BLOCKS: ReadonlySet<string> = new Set();

/** The names of blocks that mean something else to one home than to another. */
export function changedBlocks(a: Home, b: Home): ReadonlySet<string> {
  if (a === b) return NO_BLOCKS;
  const names = new Set([...a.blockNames(), ...b.blockNames()]);
  return new Set([...names].filter((name) => a.block(name) !== b.block(name)));
}

/** Blocks whose text, and everything that they name, mean what they meant in the previous home. */
function unchanged(own: ReadonlyMap<string, StatementOf<"block">>, home: Home, previous: Home): Set<string> {
  const before = sources.get(previous)?.own ?? new Map<string, StatementOf<"block">>();
  const kept = new Set<string>();
  // Advice inside of a block names what its file defines.
  const renamed = !sameNames(home, own, previous);
  for (const [name, statement] of own) {
    const known = before.get(name) === statement ? previous.block(name) : undefined;
    if (known && !(renamed && hasMetFault(known))) kept.add(name);
  }
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

/** Whether a file defines and imports the same names as before. */
function sameNames(home: Home, own: ReadonlyMap<string, unknown>, previous: Home): boolean {
  const [now, then] = [sources.get(home), sources.get(previous)];
  return (
    now !== undefined &&
    then !== undefined &&
    sameElements(now.imported, then.imported) &&
    sameElements([...own.keys()], [...then.own.keys()]) &&
    sameElements([...home.lets.names()], [...previous.lets.names()])
  );
}

function importedOf(home: Home, name: string): BlockDefinition | undefined {
  return importedBlock(sources.get(home)?.imported ?? [], name);
}
