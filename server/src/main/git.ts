// A file as it was in another revision, read through git where git is there.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { quoted } from "../cli/arguments";
import { MAX_FILE_BYTES, type Source, sourceOf } from "../cli/files";

/** What git is waited for: it reads files, and one of them may be a pipe that nobody writes to. */
const MOST_SECONDS = 30;

/** A switch that is neither on nor off. */
const NO_FETCH = "cnn-fetches-nothing";

/** What git says where it would have fetched. */
const LACKS = new RegExp(`lazy fetching disabled|'${NO_FETCH}'|transport '.*' not allowed`);

/** Settings over those of the repository, which may come from anybody: none of them gets a program run. */
const SETTINGS: readonly string[] = [
  // A folder that looks like a repository may have come with the files; git's own folder is called .git.
  "safe.bareRepository=explicit",
  // Git fetches what a partial clone lacks, through programs that the repository names. A value that no fetch can
  // read ends it before that.
  `fetch.prune=${NO_FETCH}`,
  // Reading objects asks neither, and is to stay so.
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
];

/** Nobody reads along: a pager, which a repository may name too, has no place. */
const OPTIONS: readonly string[] = ["--no-pager", ...SETTINGS.flatMap((setting) => ["-c", setting])];

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
    const bytes = asked(folder, ["cat-file", "blob", `${revision}:./${inside}`]);
    return sourceOf(`${revision}:${path}`, path, bytes);
  } catch (error) {
    const said = saidOf(error);
    const what = `what ${quoted(revision)} has of ${quoted(path)}`;
    // Asked first: of a folder that it lacks, git says that the file is not in it.
    if (LACKS.test(said)) {
      const why = "is not in this partial clone, and cnn fetches nothing: fetch it with git first";
      return { type: "fault", message: `${what} ${why}` };
    }
    if (/^fatal: path .* (does not exist|exists on disk, but not) in /.test(said)) {
      const fault = faultOnTheWay(revision, folder, inside);
      return fault === null
        ? { type: "absent" }
        : { type: "fault", message: `${what} could not be read: ${fault}` };
    }
    return { type: "fault", message: `${quoted(revision)} is not a file, and ${reasonOf(error)}` };
  }
}

/**
 * Why git cannot tell whether a revision has a file; null where it has none. Of a file in a folder, or a commit, that a
 * broken repository has lost, git says that it is not there; who lists the folders of a revision is told.
 */
function faultOnTheWay(revision: string, folder: string, inside: string): string | null {
  try {
    asked(folder, ["ls-tree", revision, "--", `./${inside}`]);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What git answers; throws where it fails. */
function asked(folder: string, words: readonly string[]): Buffer {
  return execFileSync("git", [...OPTIONS, ...words], {
    cwd: folder,
    maxBuffer: MAX_FILE_BYTES + 1,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: MOST_SECONDS * 1000,
    env: { ...process.env, ...sealed(), LC_ALL: "C" },
  });
}

/**
 * Nothing is fetched: new releases of git are told so, and all of them that no protocol is allowed but one that nobody
 * can have put into a repository, as its name is made here. A known name would let a repository have an alias for it.
 */
function sealed(): Record<string, string> {
  return { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: crypto.randomUUID() };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return "there is no git to look for a revision";
  if (code === "ENOBUFS") return "what it names in git is too large";
  if (code === "ETIMEDOUT") return `git has not answered within ${MOST_SECONDS} seconds`;
  const lines = saidOf(error).split("\n");
  const line = lines.find((each) => each.startsWith("fatal: ")) ?? lines[0] ?? "";
  return `git says: ${line.replace(/^(fatal|error): /, "")}`;
}

function saidOf(error: unknown): string {
  return error instanceof Error && "stderr" in error ? String(error.stderr) : "";
}

/** The folder of a path, or the nearest above it that there is still. */
function existingFolder(path: string): string {
  const folder = dirname(path);
  return folder === path || existsSync(folder) ? folder : existingFolder(folder);
}
