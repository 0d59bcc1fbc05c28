// What the command line reads and what it does not: pipes, devices, links and folders that nobody expected.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cnn, folderOf, program } from "../support/cli";

const GOOD = "input 28x28x1\nconv 32 5x5\nmaxpool 2\ndense 10\n";
const COMMANDS: readonly (readonly [string, (name: string) => string[]])[] = [
  ["check", (name) => ["check", name]],
  ["summary", (name) => ["summary", name]],
  ["diff, old", (name) => ["diff", name, "good.cnn"]],
  ["diff, new", (name) => ["diff", "good.cnn", name]],
  ["sweep", (name) => ["sweep", name, "a=1"]],
];

/** Runs words of a shell, in which `cnn` is the program. */
function shell(script: string, cwd: string, name = "sh") {
  const words = ["-c", `cnn() { ${process.execPath} ${program()} "$@"; }; ${script}`];
  const { status, stdout, stderr } = spawnSync(name, words, { cwd, encoding: "utf8", timeout: 20_000 });
  return { code: status, out: stdout, err: stderr };
}

describe.skipIf(process.platform === "win32")("what is no file", () => {
  const cwd = folderOf({ "good.cnn": GOOD });
  execFileSync("mkfifo", [join(cwd, "pipe.cnn")]);

  describe.each(COMMANDS)("%s", (_, words) => {
    test.each([
      ["pipe.cnn", "`pipe.cnn` is a pipe, not a file: `-` reads standard input"],
      ["/dev/zero", "`/dev/zero` is a device, not a file"],
    ])("%s is told in one line, exit code 2, and nobody waits for it", (name, why) => {
      expect(cnn(words(name), { cwd, timeout: 20_000 })).toMatchObject({ code: 2, err: `cnn: ${why}\n` });
    });
  });

  test("in a folder, a pipe is passed over", () => {
    expect(cnn(["check", "."], { cwd, timeout: 20_000 })).toEqual({
      code: 0,
      out: "No errors or warnings in 1 file\n",
      err: "",
    });
  });

  test("what the shell hands over is read", () => {
    const count = /^Parameters +46,922/m;
    expect(shell("cat good.cnn | cnn summary -", cwd).out).toMatch(count);
    expect(shell("cat good.cnn | cnn summary /dev/stdin", cwd).out).toMatch(count);
    expect(shell("cnn summary /dev/stdin < good.cnn", cwd).out).toMatch(count);
    expect(shell("cnn summary <(cat good.cnn)", cwd, "bash").out).toMatch(count);
    expect(shell("cnn diff <(cat good.cnn) <(cat good.cnn)", cwd, "bash").code).toBe(0);
    expect(shell("cnn summary - < pipe.cnn & cat good.cnn > pipe.cnn; wait", cwd).out).toMatch(count);
    expect(shell("cnn diff /dev/null good.cnn", cwd).out).toMatch(/^good {2}only in good\.cnn/);
  });
});

describe.skipIf(process.platform === "win32")("what cannot be found", () => {
  const cwd = folderOf({ "good.cnn": GOOD });
  symlinkSync("loop.cnn", join(cwd, "loop.cnn"));
  const long = `${"n".repeat(300)}.cnn`;

  describe.each(COMMANDS)("%s", (command, words) => {
    test.each([
      ["loop.cnn", "`loop.cnn` is a link that leads to itself"],
      ["loop.cnn/x", "`loop.cnn/x` is a link that leads to itself"],
      ["good.cnn/x", "`good.cnn/x` does not exist"],
      ["too long a name", `\`${long.slice(0, 200)}\` has too long a name`],
    ])("%s is told in one line, exit code 2", (what, why) => {
      const name = what === "too long a name" ? long : what;
      const { code, out, err } = cnn(words(name), { cwd });
      expect([code, out.replace("No errors or warnings in 0 files\n", "")]).toEqual([2, ""]);
      expect(err.trimEnd().split("\n")).toHaveLength(1);
      // What is no file may still be a revision.
      if (command !== "diff, old" || name === "loop.cnn") expect(err).toBe(`cnn: ${why}\n`);
    });
  });

  test("a revision may be called like a folder in a file", () => {
    const there = folderOf({ "good.cnn": GOOD, feature: "" });
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...words], { cwd: there });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    git("branch", "feature/x");
    expect(cnn(["diff", "feature/x", "good.cnn"], { cwd: there })).toMatchObject({ code: 0, err: "" });
  });
});

describe.skipIf(!existsSync("/dev/full"))("what is printed has no place", () => {
  const cwd = folderOf({ "good.cnn": GOOD, "long.cnn": `input 8\n${"relu\n".repeat(20_000)}` });

  test.each([
    "check good.cnn",
    "summary good.cnn",
    "summary --format json --expand long.cnn",
    "explain conv",
    "--help",
  ])("cnn %s > /dev/full: one line, exit code 2", (words) => {
    expect(shell(`cnn ${words} > /dev/full`, cwd)).toEqual({
      code: 2,
      out: "",
      err: "cnn: the output cannot be written: no space is left\n",
    });
  });

  test("nor have complaints: the exit code tells", () => {
    expect(shell("cnn check none.cnn 2> /dev/full", cwd).code).toBe(2);
    expect(shell("cnn check good.cnn > /dev/full 2> /dev/full", cwd).code).toBe(2);
  });
});

describe.skipIf(process.platform === "win32")("a folder", () => {
  const outside = folderOf({ "secret.cnn": "wibble secret\n", "nets/secret.cnn": "wibble secret\n" });

  test("holds no link that leads out: it is not read, one line says so, and the exit code is that of the others", () => {
    const cwd = folderOf({ "ws/a.cnn": GOOD, "ws/in/b.cnn": GOOD, "beside.cnn": "wibble secret\n" });
    const link = (target: string, name: string) => symlinkSync(target, join(cwd, "ws", name));
    link(join(outside, "secret.cnn"), "away.cnn");
    link("../../beside.cnn", "in/beside.cnn");
    link("away.cnn", "chain.cnn");
    link("in/b.cnn", "inside.cnn");
    link("../ws/a.cnn", "round.cnn");
    link(outside, "folder");
    link(outside, "folder.cnn");
    link("/dev/zero", "endless.cnn");
    link("in", "within.cnn");
    for (const [folder, where] of [
      [".", join(cwd, "ws")],
      ["ws", cwd],
      ["ws/", cwd],
    ] as const) {
      const { code, out, err } = cnn(["check", folder], { cwd: where });
      expect({ code, out }).toEqual({ code: 0, out: "No errors or warnings in 4 files\n" });
      const told = ["away.cnn", "chain.cnn", "endless.cnn", "folder.cnn", "in/beside.cnn"].map(
        (name) =>
          `cnn: \`${join(folder, name)}\` is a link that leads out of \`${folder}\`, and not read unless it is named\n`,
      );
      expect(err).toBe(told.join(""));
    }
    const { code, err } = cnn(["summary", "ws", "--format", "json"], { cwd });
    expect([code, err.includes("secret")]).toEqual([0, false]);
  });

  test("with nothing but such links has no files", () => {
    const cwd = folderOf({ "ws/notes.txt": "" });
    symlinkSync(join(outside, "secret.cnn"), join(cwd, "ws/away.cnn"));
    const { code, err } = cnn(["check", "ws"], { cwd });
    expect([code, err.trimEnd().split("\n")]).toEqual([
      2,
      [expect.stringContaining("leads out"), "cnn: `ws` is a folder without .cnn files"],
    ]);
  });

  test("is read through a link that is named, and so is a file", () => {
    const cwd = folderOf({ "ws/a.cnn": GOOD });
    symlinkSync(join(outside, "nets"), join(cwd, "ws/nets"));
    symlinkSync(join(outside, "secret.cnn"), join(cwd, "ws/away.cnn"));
    for (const name of ["ws/nets", "ws/away.cnn"])
      expect(cnn(["check", name], { cwd })).toMatchObject({ code: 1, err: "" });
  });

  test("with a link that leads nowhere: one line, exit code 2, and the others still reported", () => {
    const cwd = folderOf({ "a.cnn": GOOD, "z.cnn": GOOD });
    symlinkSync("loop.cnn", join(cwd, "loop.cnn"));
    symlinkSync("none.cnn", join(cwd, "nowhere.cnn"));
    expect(cnn(["check", "."], { cwd })).toEqual({
      code: 2,
      out: "No errors or warnings in 2 files\n",
      err: "cnn: `loop.cnn` is a link that leads to itself\ncnn: `nowhere.cnn` does not exist\n",
    });
  });

  test("with a folder in it that cannot be read: one line, exit code 2, and the others still reported", () => {
    const cwd = folderOf({ "a.cnn": GOOD, "z/z.cnn": GOOD });
    // Deeper than a path may be long: a shell gets there step by step.
    const deeper = 'i=0; while [ $i -lt 25 ]; do mkdir "$0" && cd -P "./$0" || exit 1; i=$((i + 1)); done';
    execFileSync("sh", ["-c", deeper, "deep".repeat(50)], { cwd });
    const { code, out, err } = cnn(["check", "."], { cwd });
    expect([code, out]).toEqual([2, "No errors or warnings in 2 files\n"]);
    expect(err).toMatch(/^cnn: `deep[^`]*` has too long a name\n$/);
    expect(cnn(["summary", ".", "--format", "json"], { cwd }).out.trimEnd().split("\n")).toHaveLength(2);
  });
});
