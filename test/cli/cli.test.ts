// The command line as a process: what it prints where, and how it ends.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cnn, folderOf, program } from "../support/cli";

const GOOD = "input 28x28x1\nconv 32 5x5\nmaxpool 2\ndense 10\n";
const BAD = "input 8x8x3\nconv 4 9x9\n";
const WARNS = "input 4\ndense 2\nexpect params 11\n";

describe("cnn summary", () => {
  test("prints a table as a summary is known", () => {
    const text = `framework pytorch
block unit(width) {
  conv width 3x3 same nobias bn relu
}
input 32x32x3
stem: unit 16
unit 16 x3
repeat 2 {
  maxpool 2
}
add { | conv 16 1x1 | from stem -> maxpool 4 }
dense 10
`;
    const cwd = folderOf({ "net.cnn": text });
    const { code, out, err } = cnn(["summary", "net.cnn"], { cwd });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatchSnapshot();
    expect(cnn(["summary", "--expand", "net.cnn"], { cwd }).out).toMatchSnapshot();
    expect(cnn(["summary", "--format", "markdown", "net.cnn"], { cwd }).out).toMatchSnapshot();
    expect(cnn(["summary", "--format=csv", "net.cnn"], { cwd }).out).toMatchSnapshot();
  });

  test("says `?` and `≥` where something is not known, tells errors apart, and ends with 1", () => {
    const { code, out, err } = cnn(["summary", "-"], { input: `${BAD}wibble 3\ndense 2\n` });
    expect(code).toBe(1);
    expect(out).toMatch(/Parameters +≥ 976/);
    expect(out).toMatch(/wibble 3 +\? +\? +\?/);
    expect(err).toMatch(/^-:2:8: error: .*\[kernel-too-large]$/m);
  });

  test("one JSON object a file, one a line, in the order given", () => {
    const cwd = folderOf({ "b.cnn": GOOD, "a.cnn": BAD });
    const { code, out } = cnn(["summary", "--format", "json", "b.cnn", "a.cnn"], { cwd });
    const reports = out.trimEnd().split("\n");
    expect(reports.map((line) => JSON.parse(line).file)).toEqual(["b.cnn", "a.cnn"]);
    expect(code).toBe(1);
  });

  test("a file of blocks alone is no network and no fault", () => {
    const input = "block unit(width) {\n  dense width\n}\n";
    expect(cnn(["summary", "-"], { input })).toMatchObject({ code: 0, out: "-: no network\n" });
    expect(JSON.parse(cnn(["summary", "--format", "json", "-"], { input }).out).networks).toEqual([]);
  });

  test("`-` is standard input", () => {
    const { out } = cnn(["summary", "--format", "json", "-"], { input: GOOD });
    expect(JSON.parse(out)).toMatchObject({ file: "-", networks: [{ totals: { params: 46_922 } }] });
  });

  test("csv: `-`, lines of this file only, and nothing where something is not known", () => {
    const input = "input 8x8x3\nconv_relu 4 3x3\nwibble\nconv 2 1x1\n";
    const { out } = cnn(["summary", "--format", "csv", "-"], { input });
    const cells = out
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    expect(
      cells.slice(1).map(([file, , , kind, , , line, from, to]) => [file, kind, line, from, to]),
    ).toEqual([
      ["-", "conv", "", "8x8x3", "8x8x4"],
      ["-", "relu", "", "8x8x4", "8x8x4"],
      ["-", "conv", "4", "", ""],
    ]);
  });

  test("no colour in a pipe", () => {
    expect(cnn(["summary", "-"], { input: GOOD }).out).not.toContain("\u001b");
  });
});

describe("files that cannot be read", () => {
  const cwd = folderOf({
    "good.cnn": GOOD,
    "binary.cnn": new Uint8Array([1, 0, 2, 3]),
    "latin1.cnn": new Uint8Array([0x23, 0xe9, 0x0a]),
    "large.cnn": "# a comment\n".repeat(1_000_000),
    "empty.cnn": "",
  });
  mkdirSync(join(cwd, "folder.cnn"));
  mkdirSync(join(cwd, "bare"));

  test.each([
    ["missing.cnn", "does not exist"],
    ["binary.cnn", "binary"],
    ["latin1.cnn", "UTF-8"],
    ["large.cnn", "larger than"],
    ["folder.cnn", "folder"],
    ["bare", "without .cnn files"],
  ])("%s: one line that names it, exit code 2, and the others still reported", (name, why) => {
    for (const command of ["summary", "check"]) {
      const { code, out, err } = cnn([command, "--format", "json", name, "good.cnn"], { cwd });
      expect(code).toBe(2);
      expect(err.trimEnd().split("\n")).toHaveLength(1);
      expect(err).toContain(name);
      expect(err).toContain(why);
      expect(JSON.parse(out).file).toBe("good.cnn");
    }
  });

  test("an empty file is a file", () => {
    expect(cnn(["check", "empty.cnn"], { cwd }).code).toBe(0);
  });

  test("a byte order mark and Windows' line ends are no matter", () => {
    const { out } = cnn(["summary", "--format", "json", "-"], {
      input: `\ufeff${GOOD.replaceAll("\n", "\r\n")}`,
    });
    expect(JSON.parse(out).networks[0].totals.params).toBe(46_922);
  });
});

describe("cnn check", () => {
  const cwd = folderOf({ "good.cnn": GOOD, "bad.cnn": BAD, "more/warns.cnn": WARNS, "more/notes.txt": "no" });

  test("ends with 0 when clean, 0 with warnings, 1 with errors", () => {
    expect(cnn(["check", "good.cnn"], { cwd })).toMatchObject({
      code: 0,
      out: "No errors or warnings in 1 file\n",
    });
    expect(cnn(["check", "more/warns.cnn"], { cwd }).code).toBe(0);
    expect(cnn(["check", "bad.cnn"], { cwd }).code).toBe(1);
  });

  test("a folder stands for every .cnn file under it", () => {
    const { out } = cnn(["check", "--format", "json", "."], { cwd });
    const files = out.trimEnd().split("\n");
    expect(files.map((line) => JSON.parse(line).file)).toEqual([
      "bad.cnn",
      "good.cnn",
      join("more", "warns.cnn"),
    ]);
  });

  test("text: a problem a line, as problem matchers read it, then how many", () => {
    const { out } = cnn(["check", "bad.cnn", "more/warns.cnn"], { cwd });
    const manifest = JSON.parse(readFileSync("package.json", "utf8"));
    const matcher = new RegExp(manifest.contributes.problemMatchers[0].pattern.regexp);
    const [first, second, last] = out.trimEnd().split("\n");
    expect(matcher.exec(first!)?.slice(1, 5)).toEqual(["bad.cnn", "2", "8", "error"]);
    expect(matcher.exec(first!)?.[6]).toBe("kernel-too-large");
    expect(matcher.exec(second!)?.slice(1, 5)).toEqual(["more/warns.cnn", "3", "15", "warning"]);
    expect(last).toBe("1 error and 1 warning in 2 files");
  });

  test("--max-warnings", () => {
    const words = ["check", "more/warns.cnn", "--max-warnings"];
    expect(cnn([...words, "0"], { cwd }).code).toBe(1);
    expect(cnn([...words, "1"], { cwd }).code).toBe(0);
  });

  test("json: `schema`, `file`, `diagnostics`", () => {
    const { out } = cnn(["check", "--format", "json", "more/warns.cnn"], { cwd });
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      file: "more/warns.cnn",
      diagnostics: [{ code: "expect-failed", severity: "warning" }],
    });
  });

  test("json: what the quick fixes write, in the order of their titles", () => {
    const { diagnostics } = JSON.parse(cnn(["check", "--format", "json", "bad.cnn"], { cwd }).out);
    const [{ range, fixes, edits }] = diagnostics;
    expect(edits).toHaveLength(fixes.length);
    expect([fixes[0], edits[0]]).toEqual(["`8x8`: 1×1×4", [{ range, text: "8x8" }]]);
  });

  test("github: workflow commands", () => {
    const { out } = cnn(["check", "--format", "github", "bad.cnn"], { cwd });
    expect(out).toMatch(
      /^::error file=bad\.cnn,line=2,endLine=2,col=8,endColumn=11,title=kernel-too-large::.+\n$/,
    );
  });

  test("sarif: one document with its rules", () => {
    const { code, out } = cnn(["check", "--format", "sarif", "good.cnn", "bad.cnn"], { cwd });
    const [run] = JSON.parse(out).runs;
    expect(code).toBe(1);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["kernel-too-large"]);
    expect(run.results[0]).toMatchObject({ ruleId: "kernel-too-large", ruleIndex: 0, level: "error" });
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "bad.cnn" },
      region: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 11 },
    });
    expect(run.tool.driver.rules[0].help.markdown).toMatch(/^# kernel-too-large\n/);
    expect(run.results[0].fixes[0]).toEqual({
      description: { text: "`8x8`: 1×1×4" },
      artifactChanges: [
        {
          artifactLocation: { uri: "bad.cnn" },
          replacements: [
            {
              deletedRegion: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 11 },
              insertedContent: { text: "8x8" },
            },
          ],
        },
      ],
    });
  });

  test("junit: a suite a file, an error a failure", () => {
    const { out } = cnn(["check", "--format", "junit", "good.cnn", "bad.cnn"], { cwd });
    expect(out).toContain('<testsuites name="cnn check" tests="2" failures="1" errors="0">');
    expect(out).toContain('<testsuite name="good.cnn" tests="1" failures="0" errors="0">');
    expect(out).toContain('<failure type="kernel-too-large"');
  });
});

describe("cnn explain", () => {
  test("prints the page of a code or kind", () => {
    expect(cnn(["explain", "conv"]).out).toMatch(/^# conv\n/);
    expect(cnn(["explain", "kernel-too-large"]).out).toContain("kernel");
  });

  test("without a topic lists them under headings", () => {
    const { code, out } = cnn(["explain"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Convolutions\n {2}conv /);
    expect(out).toMatch(/\n\nThe standard library\n {2}conv_relu /);
    expect(out).toMatch(/\n\nStatements\n.*\bbudget\b/);
    expect(out).toMatch(/\n\nDiagnostics\n[\s\S]*\bkernel-too-large\b/);
  });

  test("proposes a near one for what it does not know", () => {
    expect(cnn(["explain", "convv"])).toMatchObject({ code: 2, out: "" });
    expect(cnn(["explain", "convv"]).err).toContain("`conv`");
  });
});

describe("the words of the command line", () => {
  test("--help and --version", () => {
    expect(cnn(["--help"])).toMatchObject({ code: 0, err: "" });
    expect(cnn(["--help"]).out).toContain("cnn summary FILE…");
    expect(cnn(["check", "--help"]).out).toContain("--max-warnings N");
    expect(cnn(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [[], "a command is missing"],
    [["sumary"], "did you mean `summary`?"],
    [["summary"], "needs a file"],
    [["summary", "--fromat", "json", "x.cnn"], "did you mean `--format`?"],
    [["summary", "--format", "xml", "x.cnn"], "text, json, markdown, csv"],
    [["summary", "--framework", "torch", "x.cnn"], "pytorch"],
    [["summary", "--batch", "0", "x.cnn"], "from 1"],
    [["check", "--max-warnings"], "needs a value"],
    [["lsp"], "--stdio"],
  ])("%j is told in one line, exit code 2", (words, why) => {
    const { code, out, err } = cnn(words as string[]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(why);
    expect(err.trimEnd()).not.toContain("\n");
  });

  test("options stand anywhere, with `=` or a space; `--` ends them", () => {
    const cwd = folderOf({ "--odd.cnn": GOOD });
    const { out } = cnn(["summary", "--format=json", "--", "--odd.cnn"], { cwd });
    expect(JSON.parse(out).file).toBe("--odd.cnn");
  });
});

describe("its company", () => {
  test("a reader that goes away ends it quietly", async () => {
    const cwd = folderOf({ "deep.cnn": "input 4\nrepeat 50000 {\n  relu\n}\n" });
    const child = spawn(process.execPath, [program(), "summary", "--format", "json", "deep.cnn"], { cwd });
    let err = "";
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, err]).toEqual([0, ""]);
  });

  test("`cnn lsp --stdio` is the language server", async () => {
    const child = spawn(process.execPath, [program(), "lsp", "--stdio"]);
    const message = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    child.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
    let answer = "";
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (data) => {
        answer += data;
        if (answer.includes("}")) resolve();
      });
    });
    child.kill();
    expect(answer).toContain('"capabilities"');
  });
});
