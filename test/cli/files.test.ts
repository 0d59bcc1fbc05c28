// What the command line reads and what it does not: pipes, devices, links and folders that nobody expected.

import { execFileSync, spawnSync } from "node:child_process";
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
