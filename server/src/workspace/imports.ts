// What the `import`s of a file bring. Nothing is read here: what is not at hand is named as wanted, the host loads it
// and asks again.

import type { Fact, Facts } from "../base/problem";
import type { Home } from "../model/definition";
import type { StatementOf } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import { homeOf, type Imports, NO_IMPORTS } from "./home";
import { baseName, canonical, folderOf, isInside, resolvePath } from "./uri";

/** Larger files are not imported. */
export const MAX_IMPORT_BYTES = 1_000_000;
/** Files that one file may bring in, directly or through others. */
export const MAX_IMPORTED_FILES = 256;
export const MAX_IMPORT_DEPTH = 32;

/** What is known of a file. */
export type Loaded =
  /** `uri` is its real place, links resolved. */
  | { readonly type: "file"; readonly uri: string; readonly document: SourceDocument }
  | { readonly type: "missing" }
  /** Its real place is outside of the workspace. */
  | { readonly type: "outside" }
  | { readonly type: "too-large"; readonly bytes: number };

/** The files that are at hand. */
export interface Files {
  /** By canonical address, seen from a folder that it must be in; undefined where it has not been loaded yet. */
  file(uri: string, root: string): Loaded | undefined;
  /** The folder that the imports of a file must not leave; undefined where the file is in none. */
  root(uri: string): string | undefined;
}

export interface Resolved {
  readonly imports: Imports;
  /** Canonical addresses to load before the answer is complete. */
  readonly wanted: ReadonlySet<string>;
  /** Every address that the answer depends on. */
  readonly reached: ReadonlySet<string>;
  /** The folder that the imports must not leave. */
  readonly root: string;
}

export const NOTHING_IMPORTED: Resolved = {
  imports: NO_IMPORTS,
  wanted: new Set(),
  reached: new Set(),
  root: "",
};

/** Homes of imported files as they were last time, so that what is unchanged keeps its analysis. */
export type KnownHomes = Map<string, Home>;

export function importsOf(document: SourceDocument): StatementOf<"import">[] {
  const { list, indices } = document.declarations;
  return indices.map((index) => list.at(index)!).filter((statement) => statement.type === "import");
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
  const resolver = new Resolver(files, known, root);
  const { imports } = resolver.resolve(canonical(uri), document, []);
  return { imports, wanted: resolver.wanted, reached: resolver.reached, root };
}

interface Branch {
  readonly imports: Imports;
  /** A chain of files that leads back to one of itself. */
  readonly cycle: readonly string[] | null;
}

class Resolver {
  readonly wanted = new Set<string>();
  readonly reached = new Set<string>();
  private readonly documents = new Map<string, SourceDocument>();
  private readonly done = new Map<string, { home: Home; cycle: readonly string[] | null }>();

  constructor(
    private readonly files: Files,
    private readonly known: KnownHomes,
    private readonly root: string,
  ) {}

  /** `above` are the files that lead here, outermost first. */
  resolve(uri: string, document: SourceDocument, above: readonly string[]): Branch {
    const homes = new Map<string, Home>();
    const faults = new Map<string, Fact>();
    const chain = [...above, uri];
    let cycle: readonly string[] | null = null;
    for (const { path } of importsOf(document)) {
      const found = this.follow(uri, path, chain);
      if (!found) continue;
      if (found.home) homes.set(path, found.home);
      if (found.fault) faults.set(path, found.fault);
      cycle ??= found.cycle;
    }
    return { imports: { files: homes, faults, documents: this.documents }, cycle };
  }

  /** Where one path leads; null while that is not known. */
  private follow(
    from: string,
    path: string,
    chain: readonly string[],
  ): { home: Home | null; fault: Fact | null; cycle: readonly string[] | null } | null {
    const failed = (fault: Fact) => ({ home: null, fault, cycle: null });
    const target = this.target(from, path);
    if (typeof target !== "string") return failed(target);
    this.reached.add(target);
    if (chain.includes(target)) return this.cyclic(null, [...chain.slice(chain.indexOf(target)), target]);
    const loaded = this.files.file(target, this.root);
    if (loaded === undefined) {
      this.wanted.add(target);
      return null;
    }
    switch (loaded.type) {
      case "missing":
        return failed(fact("import-missing", { path, reason: "missing" }));
      case "outside":
        return failed(fact("import-outside", { path, reason: "link", root: baseName(this.root) }));
      case "too-large": {
        const { bytes } = loaded;
        return failed(fact("import-too-large", { path, bytes, limit: MAX_IMPORT_BYTES }));
      }
    }
    const uri = canonical(loaded.uri);
    this.reached.add(uri);
    const again = chain.indexOf(uri);
    if (again >= 0) return this.cyclic(null, [...chain.slice(again), uri]);
    const known = this.done.get(uri);
    if (known) return this.cyclic(known.home, known.cycle);
    if (chain.length > MAX_IMPORT_DEPTH)
      return failed(fact("import-limit", { what: "depth", limit: MAX_IMPORT_DEPTH }));
    if (this.documents.size >= MAX_IMPORTED_FILES)
      return failed(fact("import-limit", { what: "files", limit: MAX_IMPORTED_FILES }));
    this.documents.set(uri, loaded.document);
    const { imports, cycle } = this.resolve(uri, loaded.document, chain);
    const { declarations } = loaded.document;
    const definitions = declarations.indices.map((index) => declarations.list.at(index)!);
    const home = homeOf(uri, definitions, imports, this.known.get(uri) ?? null);
    this.known.set(uri, home);
    this.done.set(uri, { home, cycle });
    return this.cyclic(home, cycle);
  }

  private cyclic(home: Home | null, cycle: readonly string[] | null) {
    const fault = cycle && fact("import-cycle", { chain: cycle.map(baseName) });
    return { home, fault, cycle };
  }

  /** The address that a path leads to from a file, or why it may not. */
  private target(from: string, path: string): string | Fact {
    const root = baseName(this.root);
    if (/^([A-Za-z]:|[\\/]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(path))
      return fact("import-outside", {
        path,
        reason: /^[A-Za-z][A-Za-z0-9+.-]+:/.test(path) ? "url" : "absolute",
        root,
      });
    if (path.includes("\\")) return fact("import-missing", { path, reason: "backslash" });
    if (!path.endsWith(".cnn")) return fact("import-missing", { path, reason: "ending" });
    if (path.includes("\0")) return fact("import-missing", { path, reason: "missing" });
    const target = resolvePath(from, path);
    if (target === null)
      return this.root === ""
        ? fact("import-missing", { path, reason: "unsaved" })
        : fact("import-outside", { path, reason: "above", root });
    return isInside(this.root, target) ? target : fact("import-outside", { path, reason: "above", root });
  }
}

function fact<
  C extends "import-missing" | "import-outside" | "import-cycle" | "import-too-large" | "import-limit",
>(code: C, data: Facts[C]): Fact {
  return { code, data } as Fact;
}
