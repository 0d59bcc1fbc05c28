// What the names of a file's blocks mean: its own definitions, its imports, the standard library.

import { sameElements } from "../base/list";
import type { Fact } from "../base/problem";
import { layerNamed } from "../catalogue";
import { type BlockDefinition, defineBlock, type Home } from "../model/definition";
import { evaluate, noOthers } from "../model/expression";
import { Scope, sameEntry } from "../model/scope";
import { UNKNOWN } from "../model/value";
import type { Statement, StatementOf } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import { standardLibrary } from "./standard-library";

/** What the `import`s of a file bring: other files' homes, and what is wrong with them; both by the path as written. */
export interface Imports {
  readonly files: ReadonlyMap<string, FileHome>;
  readonly faults: ReadonlyMap<string, Fact>;
  /** Every file that is reached, by its address. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
}

export const NO_IMPORTS: Imports = { files: new Map(), faults: new Map(), documents: new Map() };

/** What a home is made of. */
interface Sources {
  readonly statements: readonly Statement[];
  readonly own: ReadonlyMap<string, StatementOf<"block">>;
  readonly imported: readonly FileHome[];
  readonly importedLets: Scope;
  /** The blocks that the imports themselves define (what they import is not passed on), and which holds. */
  readonly importedNames: ReadonlyMap<string, FileHome>;
  readonly line: Line;
  /** What the blocks of this version see. */
  readonly seen: LatestHome;
}

/** The home of one version of a file. */
export class FileHome implements Home {
  readonly lets: Scope;

  constructor(
    readonly file: string,
    readonly sources: Sources,
    private readonly blocks: ReadonlyMap<string, BlockDefinition>,
  ) {
    this.lets = letsOf(sources.statements, sources.importedLets);
  }

  block(name: string): BlockDefinition | undefined {
    const { importedNames } = this.sources;
    return this.blocks.get(name) ?? importedNames.get(name)?.block(name) ?? standardLibrary().block(name);
  }

  blockNames(): Iterable<string> {
    const { importedNames } = this.sources;
    return new Set([...this.blocks.keys(), ...importedNames.keys(), ...standardLibrary().blockNames()]);
  }
}

/** The home of a file. Definitions that mean the same as before stay the same objects, and so keep their analysis. */
export function homeOf(
  file: string,
  definitions: readonly Statement[],
  imports: Imports,
  previous: FileHome | null,
): FileHome {
  // No block and no `let` means anything else for what is in a network, which may change at every edit.
  const statements = definitions.filter(({ type }) => type !== "line" && type !== "network");
  const imported = homesOf(statements, imports);
  const known = previous?.sources;
  const sameImports = known !== undefined && sameElements(known.imported, imported);
  if (previous && sameImports && sameElements(known.statements, statements)) {
    known.line.latest = previous;
    return previous;
  }
  const own = new Map<string, StatementOf<"block">>();
  for (const statement of statements) if (statement.type === "block") own.set(statement.name.text, statement);
  const importedLets = sameImports ? known.importedLets : letsFrom(imported);
  const importedNames = sameImports ? known.importedNames : namesFrom(imported);
  const line = known?.line ?? { latest: null };
  const seen = sameImports && sameNames(own, known.own) ? known.seen : new LatestHome(file, line);
  const blocks = new Map<string, BlockDefinition>();
  const sources = { statements, own, imported, importedLets, importedNames, line, seen };
  const home = new FileHome(file, sources, blocks);
  line.latest = home;
  const kept = previous ? unchanged(home, previous) : NO_NAMES;
  for (const [name, statement] of own) {
    const before = kept.has(name) ? previous?.block(name) : undefined;
    blocks.set(name, before ?? defineBlock(statement, seen));
  }
  return home;
}

/** The homes of a file's imports, each where it is imported last: that is where it counts. */
function homesOf(definitions: readonly Statement[], imports: Imports): readonly FileHome[] {
  const homes = new Set<FileHome>();
  for (const statement of definitions) {
    const home = statement.type === "import" ? imports.files.get(statement.path) : undefined;
    if (!home) continue;
    homes.delete(home);
    homes.add(home);
  }
  return [...homes];
}

/** The versions of a home that came one after the other. */
interface Line {
  latest: FileHome | null;
}

/**
 * What the blocks of a file see: the same object for versions of a home that have the same names, as a line that binds no
 * call of a block means the same in all of these. A block that is kept while names come and go around it means the same in
 * every version, but what is wrong inside of it may be told later, with the names that there are by then.
 */
class LatestHome implements Home {
  constructor(
    readonly file: string,
    private readonly line: Line,
  ) {}

  get lets(): Scope {
    return this.line.latest!.lets;
  }

  block(name: string): BlockDefinition | undefined {
    return this.line.latest!.block(name);
  }

  blockNames(): Iterable<string> {
    return this.line.latest!.blockNames();
  }
}

function namesFrom(imported: readonly FileHome[]): ReadonlyMap<string, FileHome> {
  const names = new Map<string, FileHome>();
  for (const home of imported) for (const name of home.sources.own.keys()) names.set(name, home);
  return names;
}

/** The names that the imports of a home bring, apart from blocks: what holds before its file's first line. */
export function importedLets({ sources }: FileHome): Scope {
  return sources.importedLets;
}

function letsFrom(imported: readonly FileHome[]): Scope {
  let scope = Scope.EMPTY;
  for (const home of imported) {
    for (const statement of home.sources.statements) {
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
      others: noOthers,
      report: () => {},
    };
    const value = evaluate(statement.value, at) ?? UNKNOWN;
    scope = scope.with({ name: statement.name.text, role: "let", value, line: null });
  }
  return scope;
}

/** The names that a file itself defines, as a block or a `let`, in order. */
export function namesOf({ sources }: FileHome): Set<string> {
  const names = new Set<string>();
  for (const statement of sources.statements)
    if (statement.type === "block" || statement.type === "let") names.add(statement.name.text);
  return names;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The names of blocks that mean something else to one home than to another. */
export function changedBlocks(a: Home, b: Home): ReadonlySet<string> {
  if (a === b) return NO_NAMES;
  const names = new Set([...a.blockNames(), ...b.blockNames()]);
  return new Set([...names].filter((name) => a.block(name) !== b.block(name)));
}

/** Blocks whose text, and everything that they name, mean what they meant in the previous home. */
function unchanged(home: FileHome, previous: FileHome): ReadonlySet<string> {
  const { own } = home.sources;
  const { own: before } = previous.sources;
  const kept = new Set<string>();
  for (const [name, statement] of own) {
    const known = before.get(name) === statement ? previous.block(name) : undefined;
    // What is told of a fault inside of a block may name anything that its file sees.
    if (known && !known.faulty) kept.add(name);
  }
  const same = meansTheSame(home, previous);
  const callers = new Map<string, string[]>();
  const changed: string[] = [];
  for (const name of kept) {
    let holds = true;
    for (const word of own.get(name)!.words) {
      const local = own.has(word) || before.has(word);
      if (local && kept.has(word)) append(callers, word, name);
      holds &&= same(word) && (!local || kept.has(word));
    }
    if (!holds) changed.push(name);
  }
  // A block is another one when a block that it calls is.
  for (let name = changed.pop(); name !== undefined; name = changed.pop()) {
    if (kept.delete(name)) for (const caller of callers.get(name) ?? []) changed.push(caller);
  }
  return kept;
}

/** Whether a word means the same to two homes, apart from their own blocks. */
function meansTheSame(home: FileHome, previous: FileHome): (word: string) => boolean {
  const [now, then] = [home.sources.importedNames, previous.sources.importedNames];
  const known = new Map<string, boolean>();
  return (word) => {
    let same = known.get(word);
    if (same === undefined) {
      same =
        now.get(word)?.block(word) === then.get(word)?.block(word) &&
        sameEntry(home.lets.lookup(word), previous.lets.lookup(word));
      known.set(word, same);
    }
    return same;
  };
}

function sameNames(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  if (a.size !== b.size) return false;
  for (const name of a.keys()) if (!b.has(name)) return false;
  return true;
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
