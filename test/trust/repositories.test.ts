// `cnn diff REVISION FILE` asks git, and a repository's configuration may name programs: none of them is run, and
// nothing is fetched, whatever a folder from elsewhere says.

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cnn, folderOf } from "../support/cli";

const NET = "input 8x8x3\nconv 8 3x3\n";

/** The file that a program leaves behind where one was run. */
const MARK = "was-run";

type Settings = readonly (readonly [name: string, value: string])[];

/** What a partial clone asks for objects that are not there, and the programs it does so with: each runs `mark`. */
const REMOTES: Readonly<Record<string, (mark: string) => Settings>> = {
  "over ssh": (mark) => [
    ["remote.origin.url", "ssh://nowhere/x"],
    ["core.sshCommand", `${mark}; false`],
  ],
  "through a program for a protocol": (mark) => [
    ["remote.origin.url", `ext::${mark}`],
    ["protocol.ext.allow", "always"],
  ],
  "through a protocol that is called none": (mark) => [
    ["remote.origin.url", "x"],
    ["remote.origin.vcs", "none"],
    ["alias.remote-none", `!${mark};`],
  ],
  "through a protocol without a name": (mark) => [
    ["remote.origin.url", "x"],
    ["remote.origin.vcs", ""],
    ["alias.remote-", `!${mark};`],
  ],
  "from a folder": (mark) => [
    ["remote.origin.url", "."],
    ["remote.origin.uploadpack", `${mark}; false`],
  ],
  "with everything allowed": (mark) => [
    ["remote.origin.url", "ssh://nowhere/x"],
    ["core.sshCommand", `${mark}; false`],
    ["core.fsmonitor", mark],
    ["core.pager", mark],
    ["pager.cat-file", "true"],
    ["protocol.allow", "always"],
    ["protocol.ssh.allow", "always"],
    ["fetch.prune", "true"],
  ],
};

const git = (cwd: string, ...words: string[]): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...words], {
    cwd,
    encoding: "utf8",
  });

/** A repository whose `nets/net.cnn` is not among its objects, and where to ask for it. */
function partialClone(remote: string, more: Settings = []): string {
  const cwd = folderOf({ "nets/net.cnn": NET });
  git(cwd, "init", "-q");
  git(cwd, "add", ".");
  git(cwd, "commit", "-qm", "first");
  git(cwd, "commit", "-qm", "second", "--allow-empty");
  const lost = [git(cwd, "rev-parse", "HEAD:nets/net.cnn"), git(cwd, "rev-parse", "HEAD~1")];
  for (const [name, value] of [
    ["core.repositoryformatversion", "1"],
    ["extensions.partialClone", "origin"],
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialclonefilter", "blob:none"],
    ...REMOTES[remote]!(`touch ${join(cwd, MARK)}`),
    ...more,
  ])
    git(cwd, "config", name!, value!);
  for (const id of lost) rmSync(join(cwd, ".git/objects", id.slice(0, 2), id.trim().slice(2)));
  return cwd;
}

const marked = (cwd: string): boolean => existsSync(join(cwd, MARK));

/** Older releases of git know less of what they are told: a program before git that forgets it. */
function olderGit(forget: string): Record<string, string> {
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const cwd = folderOf({ git: `#!/bin/sh\n${forget}\nexec ${real} "$@"\n` });
  chmodSync(join(cwd, "git"), 0o755);
  return { PATH: `${cwd}:${process.env.PATH}` };
}

describe.skipIf(process.platform === "win32")("a partial clone that asks for what it lacks", () => {
  const RELEASES: Readonly<Record<string, Record<string, string>>> = {
    "this git": {},
    "a git that cannot be told not to fetch": olderGit("unset GIT_NO_LAZY_FETCH"),
    "a git that fetches by itself": olderGit(
      'unset GIT_NO_LAZY_FETCH; shift; while [ "$1" = -c ]; do shift 2; done',
    ),
  };
  const cases = Object.keys(REMOTES).flatMap((remote) => Object.keys(RELEASES).map((git) => [remote, git]));

  test.each(cases)("%s: nothing is run, by %s", (remote, release) => {
    const cwd = partialClone(remote!);
    for (const revision of ["HEAD", "HEAD~1"]) {
      const { code, out, err } = cnn(["diff", revision, "nets/net.cnn"], { cwd, env: RELEASES[release!]! });
      expect(marked(cwd)).toBe(false);
      expect([code, out]).toEqual([2, ""]);
      expect(err.trimEnd().split("\n")).toHaveLength(1);
    }
  });

  test.each(Object.keys(REMOTES))("%s: git itself would have run it", (remote) => {
    const cwd = partialClone(remote);
    expect(() =>
      execFileSync("git", ["cat-file", "blob", "HEAD:nets/net.cnn"], {
        cwd,
        stdio: "ignore",
        env: { ...process.env, GIT_NO_LAZY_FETCH: "0" },
      }),
    ).toThrow();
    expect(marked(cwd)).toBe(true);
  });

  test("the line says what is missing and what to do", () => {
    const cwd = partialClone("over ssh");
    const say =
      "cnn: what `HEAD` has of `nets/net.cnn` is not in this partial clone, and cnn fetches nothing: fetch it with git first\n";
    expect(cnn(["diff", "HEAD", "nets/net.cnn"], { cwd }).err).toBe(say);
    const env = RELEASES["a git that cannot be told not to fetch"]!;
    expect(cnn(["diff", "HEAD", "nets/net.cnn"], { cwd, env }).err).toBe(say);
  });

  test("a folder of a clone that is itself made to look like a repository is none", () => {
    const cwd = partialClone("over ssh", [["core.worktree", "."]]);
    for (const name of ["HEAD", "config", "objects", "refs"])
      renameSync(join(cwd, ".git", name), join(cwd, "nets", name));
    rmSync(join(cwd, ".git"), { recursive: true });
    const { code, err } = cnn(["diff", "HEAD", "nets/net.cnn"], { cwd });
    expect(marked(cwd)).toBe(false);
    expect(code).toBe(2);
    expect(err).toContain("git says");
  });
});

describe("a repository that has lost objects, and no remote to have them from", () => {
  /** Two commits with the same file; an object of the first is lost. */
  function broken(name: string): { cwd: string; id: string } {
    const cwd = folderOf({ "nets/net.cnn": NET, "other.cnn": NET });
    git(cwd, "init", "-q");
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "first");
    for (const path of ["nets/net.cnn", "other.cnn"]) writeFileSync(join(cwd, path), `${NET}relu\n`);
    git(cwd, "commit", "-qam", "second");
    const id = git(cwd, "rev-parse", name).trim();
    rmSync(join(cwd, ".git/objects", id.slice(0, 2), id.slice(2)));
    return { cwd, id };
  }

  const diff = (cwd: string, path: string) => cnn(["diff", "HEAD~1", path], { cwd });

  test.each([
    ["a folder", "HEAD~1:nets", /^Could not read ID$/],
    ["the first folder", "HEAD~1^{tree}", /^not a tree object$/],
    ["the commit", "HEAD~1", /^not a tree object$/],
  ])("%s: git's own words, and not that the file is new", (_, name, words) => {
    const { cwd, id } = broken(name);
    const { code, out, err } = diff(cwd, "nets/net.cnn");
    expect([code, out]).toEqual([2, ""]);
    const [, said] =
      /^cnn: what `HEAD~1` has of `nets\/net.cnn` could not be read: git says: (.*)\n$/.exec(err) ?? [];
    expect(said?.replace(id, "ID")).toMatch(words);
  });

  test("the file itself", () => {
    const { code, err } = diff(broken("HEAD~1:nets/net.cnn").cwd, "nets/net.cnn");
    expect(code).toBe(2);
    expect(err).toMatch(/^cnn: `HEAD~1` is not a file, and git says: .*bad file\n$/);
  });

  test("what is on no way to the file is not missed", () => {
    const { cwd } = broken("HEAD~1:nets");
    expect(diff(cwd, "other.cnn").code).toBe(0);
    writeFileSync(join(cwd, "new.cnn"), NET);
    expect(diff(cwd, "new.cnn")).toMatchObject({ code: 0, err: "" });
  });
});
