// Imports on the disk, through the command line: what they bring, and the walls that they cannot leave.

import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cnn, folderOf } from "../support/cli";

const UNIT = "block unit(w) {\n  conv w 3x3 same\n}\nlet base = 4\n";

test("a file brings its blocks and lets, and its layers say where they are written", () => {
  const folder = folderOf({
    "blocks/unit.cnn": UNIT,
    "a.cnn": 'import "blocks/unit.cnn"\ninput 8x8x3\nunit base\n',
  });
  const [network] = JSON.parse(cnn(["summary", "--format", "json", "a.cnn"], { cwd: folder }).out).networks;
  expect(network.totals.params).toBe(112);
  expect(network.layers[0]).toMatchObject({ file: join("blocks", "unit.cnn"), path: "unit#1", line: 2 });
});

describe("an error inside of an imported block", () => {
  const cwd = folderOf({
    "lib/inner.cnn": "\nblock inner(w) {\n  repeat 1 {\n    relu\n    conv w 9x9\n  }\n}\n",
    "lib/outer.cnn": 'import "inner.cnn"\nblock outer(w) {\n  relu\n  inner w\n}\n',
    "nets/a.cnn": 'import "../lib/outer.cnn"\ninput 4x4x3\nouter 4\n',
  });

  test("names the file and the line that it is written on", () => {
    const { out } = cnn(["check", "nets/a.cnn"], { cwd });
    expect(out).toMatch(
      /^nets\/a\.cnn:3:1: error: Inside `outer` \(\.\.\/lib\/inner\.cnn:5\), with what this line/,
    );
    const { diagnostics } = JSON.parse(cnn(["check", "--format", "json", "nets/a.cnn"], { cwd }).out);
    expect(diagnostics[0].origin).toEqual({
      file: join("lib", "inner.cnn"),
      range: { start: { line: 4, character: 11 }, end: { line: 4, character: 14 } },
    });
    const [run] = JSON.parse(cnn(["check", "--format", "sarif", "nets/a.cnn"], { cwd }).out).runs;
    expect(run.results[0].relatedLocations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: "lib/inner.cnn" },
      region: { startLine: 5 },
    });
  });
});

test("without a repository the current folder is the wall, and the message names it; with one, that is", () => {
  const folder = folderOf({ "lib.cnn": UNIT, "sub/a.cnn": 'import "../lib.cnn"\ninput 8x8x3\nunit 4\n' });
  const cwd = join(folder, "sub");
  const { out } = cnn(["check", "a.cnn"], { cwd });
  expect(out).toContain("`../lib.cnn` leads out of the folder `sub`");
  expect(out).toContain("\n1 error in 1 file\n");
  expect(cnn(["check", "sub/a.cnn"], { cwd: folder }).code).toBe(0);
  mkdirSync(join(folder, ".git"));
  expect(cnn(["check", "a.cnn"], { cwd }).code).toBe(0);
});

test("what cannot be imported is told at its path", () => {
  const folder = folderOf({
    "inside/a.cnn":
      'import "../outside.cnn"\nimport "none.cnn"\nimport "/etc/hosts.cnn"\nimport "link.cnn"\ninput 4\n',
    "inside/b.cnn": 'import "c.cnn"\ninput 4\n',
    "inside/c.cnn": 'import "b.cnn"\n',
    "outside.cnn": UNIT,
  });
  symlinkSync(join(folder, "outside.cnn"), join(folder, "inside/link.cnn"));
  const told = (file: string): string[] =>
    [
      ...cnn(["check", file], { cwd: join(folder, "inside") }).out.matchAll(
        /:(\d+):\d+: error: .*\[([\w-]+)\]/g,
      ),
    ].map(([, line, code]) => `${line} ${code}`);
  expect(told("a.cnn")).toEqual([
    "1 import-outside",
    "2 import-missing",
    "3 import-outside",
    "4 import-outside",
  ]);
  expect(told("b.cnn")).toEqual(["1 import-cycle"]);
});
