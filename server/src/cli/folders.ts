// A folder named on the command line → the `.cnn` files in it, none of which lies outside.

import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { isOutside } from "../main/disk";

/** A file of a folder, or what is in the place of one. */
export type Found =
  | { readonly type: "file"; readonly path: string }
  /** A link that leads out of the folder. */
  | { readonly type: "outside"; readonly path: string }
  | { readonly type: "unreadable"; readonly path: string; readonly error: unknown };

interface Waiting {
  readonly path: string;
  readonly entry: Dirent | null;
}

/**
 * Every `.cnn` file under a folder, in order of names. Links to folders are not followed: they may form circles. What
 * is neither file nor folder, such as a pipe, is passed over.
 */
export function* filesIn(folder: string): Generator<Found> {
  const waiting: Waiting[] = [{ path: folder, entry: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, entry } = next;
    if (entry === null || entry.isDirectory()) {
      try {
        for (const inner of entriesOf(path)) waiting.push(inner);
      } catch (error) {
        yield { type: "unreadable", path, error };
      }
    } else if (entry.isFile()) yield { type: "file", path };
    else if (entry.isSymbolicLink()) yield* linked(folder, path);
  }
}

/** What a folder holds, from the last name to the first. */
function entriesOf(folder: string): Waiting[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory()
        ? entry.name !== "node_modules" && entry.name !== ".git"
        : entry.name.endsWith(".cnn"),
    )
    .sort((a, b) => (a.name < b.name ? 1 : a.name > b.name ? -1 : 0))
    .map((entry) => ({ path: join(folder, entry.name), entry }));
}

function* linked(folder: string, path: string): Generator<Found> {
  try {
    const target = realpathSync.native(path);
    if (isOutside(realpathSync.native(folder), target)) yield { type: "outside", path };
    else if (statSync(target).isFile()) yield { type: "file", path };
  } catch (error) {
    yield { type: "unreadable", path, error };
  }
}
