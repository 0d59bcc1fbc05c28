// `cnn diff` as its users meet it: the built program, as a process, and git where a revision is named.

import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cnn, folderOf } from "../support/cli";

const OLD = `block unit(w) {
  conv w 3x3 same
  relu
}
input 8x8x1
unit 4 x2
maxpool 2
dense 10
`;

/** The lines of the layers that changed, without their columns. */
function changes(old: string, now: string): string[] {
  const { out } = cnn(["diff", "old.cnn", "new.cnn"], { cwd: folderOf({ "old.cnn": old, "new.cnn": now }) });
  return out
    .split("\n")
    .filter((line) => /^[-+~] /.test(line))
    .map((line) => line.replace(/(\w) {2,}.*/, "$1"));
}

describe("the layers that changed", () => {
  test("none, where only lines, names and ways to write differ", () => {
    const again = OLD.replace("maxpool 2", "\n\n# smaller\nsmall: maxpool 2x2");
    expect(changes(OLD, again)).toEqual([]);
  });

  test("a layer more, and what it changes behind it", () => {
    expect(changes(OLD, OLD.replace("maxpool 2", "maxpool 2\nconv 8 1x1"))).toEqual([
      "+ conv 8 1x1",
      "~ dense 10",
    ]);
  });

  test("a layer less", () => {
    expect(changes(OLD, OLD.replace("maxpool 2\n", ""))).toEqual(["- maxpool 2", "~ dense 10"]);
  });

  test("other arguments: the layer before and after", () => {
    expect(changes(OLD, OLD.replace("dense 10", "dense 12"))).toEqual(["~ dense 10 → dense 12"]);
  });

  test("another repetition", () => {
    expect(changes(OLD, OLD.replace("x2", "x4"))).toEqual(["~ unit 4 → unit 4 ×3"]);
  });

  test("the inside of a block, at each of its uses", () => {
    expect(changes(OLD, OLD.replace("  relu", "  bn"))).toEqual([
      "~ unit 4",
      "-   relu",
      "+   bn",
      "~ unit 4",
      "-   relu",
      "+   bn",
    ]);
  });
});

describe("its formats", () => {
  const cwd = folderOf({ "old.cnn": OLD, "new.cnn": OLD.replace("dense 10", "dense 12") });

  test("text: what changed, then the totals", () => {
    expect(cnn(["diff", "old.cnn", "new.cnn"], { cwd })).toEqual({
      code: 0,
      err: "",
      out: `new  old.cnn → new.cnn

  Layer                Output   Parameters  MACs       Memory
~ dense 10 → dense 12  10 → 12  650 → 780   640 → 768  40 B → 48 B

Parameters             838       968    +130 (+15.5%)
MACs                12,160    12,288     +128 (+1.1%)
Parameter memory  3.27 KiB  3.78 KiB  +520 B (+15.5%)
Activations       4.29 KiB  4.30 KiB     +8 B (+0.2%)
Peak activations  2.00 KiB  2.00 KiB                =
`,
    });
  });

  test("json: the numbers of both sides", () => {
    const { out } = cnn(["diff", "old.cnn", "new.cnn", "--format", "json"], { cwd });
    const { networks, ...file } = JSON.parse(out);
    expect(file).toEqual({ schema: 1, old: "old.cnn", new: "new.cnn" });
    expect(networks[0]).toMatchObject({ name: "new", change: "changed" });
    expect(networks[0].layers).toEqual([
      {
        change: "changed",
        inside: [],
        old: {
          text: "dense 10",
          kind: "dense",
          times: 1,
          output: [10],
          params: 650,
          macs: 640,
          outputBytes: 40,
        },
        new: {
          text: "dense 12",
          kind: "dense",
          times: 1,
          output: [12],
          params: 780,
          macs: 768,
          outputBytes: 48,
        },
      },
    ]);
    expect(networks[0].totals.params).toEqual({ old: 838, new: 968 });
  });

  test("markdown: a table for a pull request", () => {
    const { out } = cnn(["diff", "old.cnn", "new.cnn", "--format", "markdown"], { cwd });
    expect(out).toContain("| ~ | dense 10 → dense 12 | 10 → 12 | 650 → 780 | 640 → 768 | 40 B → 48 B |\n");
    expect(out).toContain("| Parameters | 838 | 968 | +130 (+15.5%) |\n");
  });

  test("a network that only one file has", () => {
    const a = "network a {\n  input 4\n  dense 2\n}\n";
    const b = "network b {\n  input 4\n  dense 3\n}\n";
    const files = folderOf({ "old.cnn": a + b, "new.cnn": a });
    const { out } = cnn(["diff", "old.cnn", "new.cnn"], { cwd: files });
    expect(out).toMatch(/^a {2}old\.cnn → new\.cnn: no layer/);
    expect(out).toContain("b  only in old.cnn");
  });
});

describe("a revision", () => {
  const cwd = folderOf({ "nets/net.cnn": OLD });
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...words], { cwd });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
  writeFileSync(join(cwd, "nets/net.cnn"), OLD.replace("dense 10", "dense 12"));

  test("of the new file is read through git", () => {
    const { code, out } = cnn(["diff", "HEAD", "nets/net.cnn"], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^net {2}HEAD:nets\/net\.cnn → nets\/net\.cnn\n/);
    expect(out).toContain("~ dense 10 → dense 12");
  });

  test.each([
    [["HEAD~9", "nets/net.cnn"], "`HEAD~9` is not a file, and git says"],
    [["HEAD", "gone.cnn"], "`gone.cnn` is neither a file nor in `HEAD`"],
    [["--", "--output=x", "nets/net.cnn"], "neither a file nor a revision"],
    [["HEAD:nets", "nets/net.cnn"], "neither a file nor a revision"],
    [["HEAD", "-"], "needs the file"],
    [["nets/net.cnn"], "needs an old and a new file"],
  ])("%j is told, exit code 2", (words, why) => {
    const { code, out, err } = cnn(["diff", ...words], { cwd });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(why);
  });

  test("without the file: all of it is new, and everything is counted from nothing", () => {
    writeFileSync(join(cwd, "nets/added.cnn"), "input 4\ndense 2\n");
    const { code, out } = cnn(["diff", "HEAD", "nets/added.cnn"], { cwd });
    expect({ code, out }).toEqual({
      code: 0,
      out: `added  only in nets/added.cnn

  Layer    Output  Parameters  MACs  Memory
+ input    4       0           0     0 B
+ dense 2  2       10          8     8 B

Parameters          0    10    +10
MACs                0     8     +8
Parameter memory  0 B  40 B  +40 B
Activations       0 B   8 B   +8 B
Peak activations  0 B  24 B  +24 B
`,
    });
  });

  test("whose file is gone: all of it is taken away", () => {
    const left = folderOf({ "nets/net.cnn": "input 4\ndense 2\n" });
    const there = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...words], { cwd: left });
    there("init", "-q");
    there("add", ".");
    there("commit", "-qm", "first");
    rmSync(join(left, "nets"), { recursive: true });
    const { code, out } = cnn(["diff", "HEAD", "nets/net.cnn"], { cwd: left });
    expect(code).toBe(0);
    expect(out).toMatch(/^net {2}only in HEAD:nets\/net\.cnn\n/);
    expect(out).toContain("- dense 2");
    expect(out).toMatch(/Parameters +10 +0 +−10 \(−100.0%\)/);
    const { networks } = JSON.parse(
      cnn(["diff", "HEAD", "nets/net.cnn", "--format", "json"], { cwd: left }).out,
    );
    expect(networks[0]).toMatchObject({
      change: "removed",
      layers: [
        { change: "removed", old: { text: "input" }, new: null },
        { change: "removed", old: { text: "dense 2", params: 10 }, new: null },
      ],
      totals: { params: { old: 10, new: 0 } },
    });
    const markdown = cnn(["diff", "HEAD", "nets/net.cnn", "--format", "markdown"], { cwd: left }).out;
    expect(markdown).toContain("| Parameters | 10 | 0 | −10 (−100.0%) |\n");
  });

  test("needs git only where a revision is named", () => {
    const { code, err } = cnn(["diff", "HEAD", "nets/net.cnn"], { cwd, env: { PATH: cwd } });
    expect(code).toBe(2);
    expect(err).toContain("there is no git");
    expect(cnn(["diff", "nets/net.cnn", "nets/net.cnn"], { cwd, env: { PATH: cwd } }).code).toBe(0);
  });
});

test("errors in a file: what is known is compared, exit code 1", () => {
  const cwd = folderOf({ "old.cnn": OLD, "new.cnn": OLD.replace("maxpool 2", "maxpol 2") });
  const { code, out } = cnn(["diff", "old.cnn", "new.cnn"], { cwd });
  expect(code).toBe(1);
  expect(out).toMatch(/Parameters +838 +\?/);
});
