// Imports on the disk, through the command line: what they bring, and the walls that they cannot leave.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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
