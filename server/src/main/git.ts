// A file as it was in another revision, read through git where git is there.

import { execFileSync } from "node:child_process";
import { basename, dirname, resolve } from "node:path";
import { quoted } from "../cli/arguments";
import { MAX_FILE_BYTES, type Source, sourceOf } from "../cli/files";

/** The file at `path` in a revision: `HEAD~1`, a branch, a commit. */
export function readRevision(revision: string, path: string): Source {
  // Git would take the one for an option, and the other for a path of its own.
  if (revision.startsWith("-") || revision.includes(":") || revision.includes("\0"))
    return { type: "fault", message: `${quoted(revision)} is neither a file nor a revision` };
  // Windows looks for programs in the current folder first, unless it is told not to.
  process.env.NoDefaultCurrentDirectoryInExePath = "1";
  const folder = dirname(resolve(path));
  try {
    const bytes = execFileSync("git", ["cat-file", "blob", `${revision}:./${basename(path)}`], {
      cwd: folder,
      maxBuffer: MAX_FILE_BYTES + 1,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    return sourceOf(`${revision}:${path}`, path, bytes);
  } catch (error) {
    return { type: "fault", message: `${quoted(revision)} is not a file, and ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return "there is no git to look for a revision";
  if (code === "ENOBUFS") return "what it names in git is too large";
  const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const [first = ""] = said.split("\n");
  return `git says: ${first.replace(/^fatal: /, "").replace(/\p{Cc}/gu, "\ufffd")}`;
}
