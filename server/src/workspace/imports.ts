// What the `import`s of a file bring. Nothing is read here: what is not at hand is named as wanted, the host loads it
// and asks again.

import { sameElements } from "../base/list";
import type { Fact } from "../base/problem";
import type { SourceDocument } from "../syntax/document";
import { type FileHome, homeOf, type Imports, NO_IMPORTS } from "./home";
import {
  type Files,
  fact,
  importsOf,
  type LimitFault,
  leadsOf,
  MAX_IMPORT_BYTES,
  type Reach,
  reachFrom,
} from "./reach";
import { baseName, canonical, folderOf } from "./uri";

export interface Resolved {
  readonly imports: Imports;
  /** Canonical addresses to load before the answer is complete, in the order in which they take room. */
  readonly wanted: ReadonlySet<string>;
  /** The bytes that there is room for, from the first of those on. */
  readonly room: number;
  /** Every address that the answer depends on. */
  readonly reached: ReadonlySet<string>;
  /** The folder that the imports must not leave. */
  readonly root: string;
}

export const NOTHING_IMPORTED: Resolved = {
  imports: NO_IMPORTS,
  wanted: new Set(),
  room: 0,
  reached: new Set(),
  root: "",
};

/**
 * Homes of imported files as they were last time, so that what is unchanged keeps its analysis. Where a file's imports go
 * round, lead past a limit or are not all there, who asks decides what they bring: then a home is that one's alone.
 */
export type KnownHomes = Map<string, FileHome>;

/** Forgets the homes that are a file's alone, by its canonical address. */
export function forgetHomesOf(uri: string, known: KnownHomes): void {
  for (const key of known.keys()) if (key.startsWith(`${uri}\n`)) known.delete(key);
}

/** Resolves the imports of a file, and theirs. */
export function resolveImports(
  uri: string,
  document: SourceDocument,
  files: Files,
  known: KnownHomes,
): Resolved {
  if (document.declarations.indices.length === 0 || importsOf(document).length === 0) return NOTHING_IMPORTED;
  const root = files.root(uri) ?? folderOf(uri) ?? "";
  const start = canonical(uri);
  const reach = reachFrom(start, document, files, root);
  const resolver = new Resolver(start, reach, known, root);
  const { imports } = resolver.resolve(start, document, []);
  return { imports, wanted: reach.wanted, room: reach.room, reached: resolver.reached, root };
}

/** Whether two versions of a file import the same files in the same order. */
export function sameImports(a: SourceDocument, b: SourceDocument): boolean {
  if (a.declarations.indices === b.declarations.indices) return true;
  const paths = (document: SourceDocument): string[] => importsOf(document).map(({ path }) => path);
  return sameElements(paths(a), paths(b));
}

/** What an import is told that an import behind it causes: what goes round, or past a limit. */
interface Behind {
  /** A chain of files that leads back to one of itself. */
  readonly cycle: readonly string[] | null;
  readonly limit: LimitFault | null;
  /** Whether what an import brings is not known yet. */
  readonly open: boolean;
}

const NOTHING_BEHIND: Behind = { cycle: null, limit: null, open: false };

interface Followed {
  readonly home: FileHome | null;
  readonly fault: Fact | null;
  readonly behind: Behind;
}

class Resolver {
  readonly reached = new Set<string>();
  private readonly documents = new Map<string, SourceDocument>();
  private readonly done = new Map<string, { readonly home: FileHome; readonly behind: Behind }>();

  constructor(
    private readonly start: string,
    private readonly reach: Reach,
    private readonly known: KnownHomes,
    private readonly root: string,
  ) {}

  /** `above` are the files that lead here, outermost first. */
  resolve(
    uri: string,
    document: SourceDocument,
    above: readonly string[],
  ): { readonly imports: Imports; readonly behind: Behind } {
    const homes = new Map<string, FileHome>();
    const faults = new Map<string, Fact>();
    const chain = [...above, uri];
    let behind = NOTHING_BEHIND;
    for (const [path, target] of leadsOf(uri, document, this.root)) {
      if (typeof target !== "string") {
        faults.set(path, target);
        continue;
      }
      const found = this.follow(target, path, chain);
      if (found.home) homes.set(path, found.home);
      if (found.fault) faults.set(path, found.fault);
      behind = together(behind, found.behind);
    }
    return { imports: { files: homes, faults, documents: this.documents }, behind };
  }

  /** What an address brings. */
  private follow(target: string, path: string, chain: readonly string[]): Followed {
    const failed = (fault: Fact, behind = NOTHING_BEHIND): Followed => ({ home: null, fault, behind });
    this.reached.add(target);
    const above = chain.indexOf(target);
    if (above >= 0) return round([...chain.slice(above), target]);
    const found = this.reach.found.get(target);
    if (found === undefined || found.type === "wanted")
      return { home: null, fault: null, behind: { ...NOTHING_BEHIND, open: true } };
    switch (found.type) {
      case "missing":
        return failed(fact("import-missing", { path, reason: "missing" }));
      case "outside":
        return failed(fact("import-outside", { path, reason: "link", root: baseName(this.root) }));
      case "too-large":
        return failed(fact("import-too-large", { path, bytes: found.bytes, limit: MAX_IMPORT_BYTES }));
      case "limit":
        return failed(fact("import-limit", found.data), {
          ...NOTHING_BEHIND,
          limit: { ...found.data, inner: true },
        });
    }
    const uri = canonical(found.uri);
    this.reached.add(uri);
    const again = chain.indexOf(uri);
    if (again >= 0) return round([...chain.slice(again), uri]);
    let known = this.done.get(uri);
    if (!known) {
      this.documents.set(uri, found.document);
      const { imports, behind } = this.resolve(uri, found.document, chain);
      const { declarations } = found.document;
      const definitions = declarations.indices.map((index) => declarations.list.at(index)!);
      const key = behind === NOTHING_BEHIND ? `\n${this.root}\n${uri}` : `${this.start}\n${uri}`;
      const home = homeOf(uri, definitions, imports, this.known.get(key) ?? null);
      this.known.set(key, home);
      known = { home, behind };
      this.done.set(uri, known);
    }
    return { ...known, fault: faultOf(known.behind) };
  }
}

function round(cycle: readonly string[]): Followed {
  const behind: Behind = { ...NOTHING_BEHIND, cycle };
  return { home: null, fault: faultOf(behind), behind };
}

function together(a: Behind, b: Behind): Behind {
  if (b === NOTHING_BEHIND || a === b) return a;
  return { cycle: a.cycle ?? b.cycle, limit: a.limit ?? b.limit, open: a.open || b.open };
}

function faultOf({ cycle, limit }: Behind): Fact | null {
  if (cycle) return fact("import-cycle", { chain: cycle.map(baseName) });
  return limit && fact("import-limit", limit);
}
