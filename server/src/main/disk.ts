// Files of the disk, for imports: read only inside of the folder that they belong to, links resolved.

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readDocument, type SourceDocument } from "../syntax/document";
import type { Imports } from "../workspace/home";
import { resolveImports } from "../workspace/imports";
import { type Files, type Loaded, MAX_IMPORT_BYTES } from "../workspace/reach";
import { canonical, isInside } from "../workspace/uri";

/** A file of the disk by its address, if its real place is inside of the folder; not read where it has too many bytes. */
export function loadFile(uri: string, root: string, room: number): Loaded {
  try {
    const folder = realpathSync.native(fileURLToPath(root));
    const file = realpathSync.native(fileURLToPath(uri));
    if (isOutside(folder, file)) return { type: "outside" };
    const { size, isFile } = statOf(file);
    if (!isFile) return { type: "missing" };
    if (size > MAX_IMPORT_BYTES) return { type: "too-large", bytes: size };
    if (size > room) return { type: "unread", bytes: size };
    const document = readDocument(readFileSync(file, "utf8"));
    return { type: "file", uri: canonical(pathToFileURL(file).href), bytes: size, document };
  } catch {
    return { type: "missing" };
  }
}

/** Whether a file is in none of the folders of a folder, both at their real places. */
export function isOutside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

/** Devices and pipes are no files: reading them might never end. */
function statOf(file: string): { size: number; isFile: boolean } {
  const status = statSync(file);
  return { size: status.size, isFile: status.isFile() };
}

/** What the imports of a file on the disk bring. */
export function importsOnDisk(uri: string, document: SourceDocument): Imports {
  const files: Files = { file: loadFile, root: projectOf };
  return resolveImports(uri, document, files, new Map()).imports;
}

/**
 * Without an editor, the workspace is the repository that a file stands in, else the current folder if the file is in
 * it, else the file's own folder.
 */
function projectOf(uri: string): string | undefined {
  try {
    const own = path.dirname(fileURLToPath(uri));
    for (let folder = own; folder !== path.dirname(folder); folder = path.dirname(folder)) {
      if (existsSync(path.join(folder, ".git"))) return pathToFileURL(folder).href;
    }
    const current = pathToFileURL(process.cwd()).href;
    return isInside(current, uri) ? current : pathToFileURL(own).href;
  } catch {
    return undefined;
  }
}
