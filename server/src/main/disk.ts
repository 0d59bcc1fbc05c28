// Files of the disk, for imports: read only inside of the folder that they belong to, links resolved.

import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readDocument, type SourceDocument } from "../syntax/document";
import type { Imports } from "../workspace/home";
import { type Files, type Loaded, MAX_IMPORT_BYTES, resolveImports } from "../workspace/imports";
import { canonical, folderOf, isInside } from "../workspace/uri";

/** A file of the disk by its address, if its real place is inside of the folder. */
export function loadFile(uri: string, root: string): Loaded {
  try {
    const folder = realpathSync.native(fileURLToPath(root));
    const file = realpathSync.native(fileURLToPath(uri));
    const relative = path.relative(folder, file);
    if (relative.startsWith("..") || path.isAbsolute(relative)) return { type: "outside" };
    const { size, isFile } = statOf(file);
    if (!isFile) return { type: "missing" };
    if (size > MAX_IMPORT_BYTES) return { type: "too-large", bytes: size };
    const document = readDocument(readFileSync(file, "utf8"));
    return { type: "file", uri: canonical(pathToFileURL(file).href), document };
  } catch {
    return { type: "missing" };
  }
}

/** Devices and pipes are no files: reading them might never end. */
function statOf(file: string): { size: number; isFile: boolean } {
  const status = statSync(file);
  return { size: status.size, isFile: status.isFile() };
}

/** What the imports of a file on the disk bring; a folder given as root is what they must not leave. */
export function importsOnDisk(uri: string, document: SourceDocument, root?: string): Imports {
  const loaded = new Map<string, Loaded>();
  const files: Files = {
    file(address, folder) {
      let known = loaded.get(address);
      if (!known) {
        known = loadFile(address, folder);
        loaded.set(address, known);
      }
      return known;
    },
    root: (address) =>
      root !== undefined && isInside(root, address) ? root : (folderOf(address) ?? undefined),
  };
  return resolveImports(uri, document, files, new Map()).imports;
}
