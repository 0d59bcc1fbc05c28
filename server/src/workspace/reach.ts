// Which files the imports of a file reach, file after file as they stand nearest to it: what is past a limit is not even
// asked for, whatever order files are loaded in.

import type { Fact, Facts } from "../base/problem";
import type { StatementOf } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import { MAX_TEXT_LENGTH } from "../syntax/lines";
import { baseName, canonical, isInside, resolvePath } from "./uri";

/** Larger files are not imported. */
export const MAX_IMPORT_BYTES = 1_000_000;
/** Files that one file may bring in, directly or through others. */
export const MAX_IMPORTED_FILES = 256;
/** What they may have together: as much as one file may. */
export const MAX_IMPORTED_BYTES = MAX_TEXT_LENGTH;
export const MAX_IMPORT_DEPTH = 32;

/** What is known of a file. */
export type Loaded =
  /** `uri` is its real place, links resolved. */
  | { readonly type: "file"; readonly uri: string; readonly bytes: number; readonly document: SourceDocument }
  | { readonly type: "missing" }
  /** Its real place is outside of the workspace. */
  | { readonly type: "outside" }
  | { readonly type: "too-large"; readonly bytes: number }
  /** It has more bytes than there was room for, and was not read. */
  | { readonly type: "unread"; readonly bytes: number };

/** The files that are at hand. */
export interface Files {
  /**
   * By canonical address, seen from a folder that it must be in; undefined where it has not been loaded yet. No more is
   * read than there is room for.
   */
  file(uri: string, root: string, room: number): Loaded | undefined;
  /** The folder that the imports of a file must not leave; undefined where the file is in none. */
  root(uri: string): string | undefined;
}

export type LimitFault = Facts["import-limit"];

/** What an address stands for. */
export type Found =
  | Exclude<Loaded, { type: "unread" }>
  | { readonly type: "limit"; readonly data: LimitFault }
  /** Not known yet. */
  | { readonly type: "wanted" };

export interface Reach {
  /** What every address that is asked for stands for. */
  readonly found: ReadonlyMap<string, Found>;
  /** What is to be loaded before more can be told, in the order in which it takes room. */
  readonly wanted: ReadonlySet<string>;
  /** The bytes that there is room for, from the first of those on. */
  readonly room: number;
}

export function importsOf(document: SourceDocument): StatementOf<"import">[] {
  const { list, indices } = document.declarations;
  return indices.map((index) => list.at(index)!).filter((statement) => statement.type === "import");
}

/** Where the paths that a file imports lead, each once: an address, or why it leads nowhere. */
export type Leads = ReadonlyMap<string, string | Fact>;

export function leadsOf(uri: string, document: SourceDocument, root: string): Leads {
  const { indices } = document.declarations;
  const known = leads.get(indices);
  if (known?.uri === uri && known.root === root) return known.leads;
  const found = new Map<string, string | Fact>();
  for (const { path } of importsOf(document))
    if (!found.has(path)) found.set(path, targetOf(uri, path, root));
  leads.set(indices, { uri, root, leads: found });
  return found;
}

/** By the places of the declarations: where a declaration is another, these are others too. */
const leads = new WeakMap<readonly number[], { uri: string; root: string; leads: Leads }>();

/** Goes through the imports of a file, then through those of what they bring, and so on. */
export function reachFrom(uri: string, document: SourceDocument, files: Files, root: string): Reach {
  const found = new Map<string, Found>();
  const wanted = new Set<string>();
  /** The real places of files whose imports are gone through. */
  const entered = new Set([uri]);
  let room = MAX_IMPORTED_BYTES;
  let roomOfWanted = room;
  let asked = 0;
  const find = (target: string, depth: number): Found => {
    if (depth > MAX_IMPORT_DEPTH) return limited({ what: "depth", limit: MAX_IMPORT_DEPTH });
    if (asked === MAX_IMPORTED_FILES) return limited({ what: "files", limit: MAX_IMPORTED_FILES });
    asked++;
    const loaded = files.file(target, root, room);
    if (loaded === undefined) {
      if (wanted.size === 0) roomOfWanted = room;
      wanted.add(target);
      return { type: "wanted" };
    }
    if (loaded.type !== "unread" && loaded.type !== "file") return loaded;
    const { bytes } = loaded;
    if (loaded.type === "unread" || bytes > room)
      return limited({
        what: "bytes",
        limit: MAX_IMPORTED_BYTES,
        name: baseName(target),
        bytes,
        left: room,
      });
    room -= bytes;
    return loaded;
  };
  let level: readonly Entered[] = [{ uri, document }];
  // What stands deeper comes behind all that stands here, and waits until that is known.
  for (let depth = 1; level.length > 0 && wanted.size === 0; depth++) {
    const next: Entered[] = [];
    for (const file of level) {
      for (const target of leadsOf(file.uri, file.document, root).values()) {
        if (typeof target !== "string" || target === uri || found.has(target)) continue;
        const loaded = find(target, depth);
        found.set(target, loaded);
        if (loaded.type !== "file") continue;
        const place = canonical(loaded.uri);
        if (entered.has(place)) continue;
        entered.add(place);
        next.push({ uri: place, document: loaded.document });
      }
    }
    level = next;
  }
  return { found, wanted, room: roomOfWanted };
}

interface Entered {
  readonly uri: string;
  readonly document: SourceDocument;
}

function limited(data: LimitFault): Found {
  return { type: "limit", data };
}

/** The address that a path leads to from a file, or why it may not. */
function targetOf(from: string, path: string, folder: string): string | Fact {
  const root = baseName(folder);
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
    return folder === ""
      ? fact("import-missing", { path, reason: "unsaved" })
      : fact("import-outside", { path, reason: "above", root });
  return isInside(folder, target) ? target : fact("import-outside", { path, reason: "above", root });
}

export function fact<
  C extends "import-missing" | "import-outside" | "import-cycle" | "import-too-large" | "import-limit",
>(code: C, data: Facts[C]): Fact {
  return { code, data } as Fact;
}
