// A file as it was in another revision, read through git where git is there.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { quoted } from "../cli/arguments";
import { MAX_FILE_BYTES, type Source, sourceOf } from "../cli/files";

/** The file at `path` in a revision: `HEAD~1`, a branch, a commit. Absent is what a revision that there is does not have. */
export function readRevision(revision: string, path: string): Source | { readonly type: "absent" } {
  // Git would take the one for an option, and the other for a path of its own.
  if (revision.startsWith("-") || revision.includes(":") || revision.includes("\0"))
    return { type: "fault", message: `${quoted(revision)} is neither a file nor a revision` };
  // Windows looks for programs in the current folder first, unless it is told not to.
  process.env.NoDefaultCurrentDirectoryInExePath = "1";
  const folder = existingFolder(resolve(path));
  const inside = relative(folder, resolve(path)).split(sep).join("/");
  try {
    const bytes = execFileSync("git", ["cat-file", "blob", `${revision}:./${inside}`], {
      cwd: folder,
      maxBuffer: MAX_FILE_BYTES + 1,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    return sourceOf(`${revision}:${path}`, path, bytes);
  } catch (error) {
    if (/^fatal: path .* (does not exist|exists on disk, but not) in /.test(saidOf(error)))
      return { type: "absent" };
    return { type: "fault", message: `${quoted(revision)} is not a file, and ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return "there is no git to look for a revision";
  if (code === "ENOBUFS") return "what it names in git is too large";
  const [first = ""] = saidOf(error).split("\n");
  return `git says: ${first.replace(/^fatal: /, "").replace(/\p{Cc}/gu, "\ufffd")}`;
}

function saidOf(error: unknown): string {
  return error instanceof Error && "stderr" in error ? String(error.stderr) : "";
}

/** The folder of a path, or the nearest above it that there is still. */
function existingFolder(path: string): string {
  const folder = dirname(path);
  return folder === path || existsSync(folder) ? folder : existingFolder(folder);
}
