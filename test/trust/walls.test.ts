// Whatever path an import is written with, and whatever the disk holds, nothing outside of the workspace is looked at.

import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { loadFile } from "../../server/src/main/disk";
import { readDocument } from "../../server/src/syntax/document";
import { resolveImports } from "../../server/src/workspace/imports";
import { MAX_IMPORTED_BYTES } from "../../server/src/workspace/reach";
import { Random } from "../fuzz/random";
import { folderOf } from "../support/cli";
import { counted } from "../support/counts";

const ROOM = MAX_IMPORTED_BYTES;

/** The addresses that an import makes the host look at. */
function askedFor(path: string, root = "file:///ws", uri = "file:///ws/models/main.cnn"): string[] {
  const asked: string[] = [];
  const files = {
    file: (address: string) => {
      asked.push(address);
      return { type: "missing" } as const;
    },
    root: () => root,
  };
  resolveImports(uri, readDocument(`import "${path}"\n`), files, new Map());
  return asked;
}

/** A place of the disk, as a system that decodes addresses and knows both separators finds it. */
function placeOf(uri: string): string {
  const parts: string[] = [];
  for (const part of decodeURIComponent(new URL(uri).pathname).split(/[\\/]/)) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

test.each([
  "../../out.cnn",
  "../../ws2/out.cnn",
  "../../WS/out.cnn",
  "../../Ws/out.cnn",
  "a/../../../out.cnn",
  "./.././../out.cnn",
  "/etc/out.cnn",
  "//server/share/out.cnn",
  "\\\\server\\share\\out.cnn",
  "\\\\?\\C:\\out.cnn",
  "..\\..\\out.cnn",
  "a\\..\\..\\..\\out.cnn",
  "C:\\out.cnn",
  "C:/out.cnn",
  "c:out.cnn",
  "file:///etc/out.cnn",
  "file:out.cnn",
  "FILE:///etc/out.cnn",
  "http://example.org/out.cnn",
  "https:out.cnn",
  "data:text/plain,out.cnn",
  "javascript:out.cnn",
  "vscode://out.cnn",
  "~/../../../out.cnn",
])("nothing is looked at for %s", (path) => {
  expect(askedFor(path)).toEqual([]);
});

test.each([
  ["%2e%2e/%2e%2e/out.cnn", "%252e%252e/%252e%252e/out.cnn"],
  ["..%2f..%2fout.cnn", "..%252f..%252fout.cnn"],
  ["%2e%2e%5c%2e%2e%5cout.cnn", "%252e%252e%255c%252e%252e%255cout.cnn"],
  ["%00/out.cnn", "%2500/out.cnn"],
  ["a?b.cnn", "a%3Fb.cnn"],
  ["a#b.cnn", "a%23b.cnn"],
])("a percent sign is a letter like any other: %s", (path, name) => {
  expect(askedFor(path)).toEqual([`file:///ws/models/${name}`]);
});

test("drives are the same in both cases, and different ones are apart", () => {
  const [root, uri] = ["file:///c%3A/ws", "file:///C:/ws/models/main.cnn"];
  expect(askedFor("../a.cnn", root, uri)).toEqual(["file:///c%3A/ws/a.cnn"]);
  expect(askedFor("../../a.cnn", root, uri)).toEqual([]);
  expect(askedFor("../../../d:/ws/a.cnn", root, uri)).toEqual([]);
});

test("no path made of such parts leads out", () => {
  const PARTS = [
    ...[
      "..",
      "..",
      "..",
      ".",
      "",
      "a",
      "models",
      "ws",
      "WS",
      "%2e%2e",
      "..%2f",
      "%2F..",
      "..%5c",
      "\\",
      "..\\",
    ],
    ...[
      "C:",
      "c%3A",
      "file:",
      "~",
      "\0",
      "\u2025",
      "\uff0e\uff0e",
      "\u2215",
      "...",
      ".. ",
      " ..",
      "con",
      "a:b",
    ],
  ];
  let asked = 0;
  for (let seed = 0; seed < counted(100_000); seed++) {
    const random = new Random(seed);
    const path = random
      .list(random.from(1, 6), () => random.pick(PARTS))
      .join(random.pick(["/", "/", "//", "\\"]));
    for (const uri of askedFor(`${path}${random.pick(["/x.cnn", ".cnn", "/..cnn"])}`)) {
      asked++;
      if (!placeOf(uri).startsWith("ws/")) expect.fail(`${path} leads to ${uri}`);
    }
  }
  expect(asked).toBeGreaterThan(100);
});

describe("on the disk", () => {
  const outside = realpathSync(folderOf({ "secret.cnn": "let a = 1\n", "deep/secret.cnn": "" }));
  const root = realpathSync(
    folderOf({ "own.cnn": "", "inner/own.cnn": "", "..odd/own.cnn": "", "..cnn": "", "notes.txt": "" }),
  );
  const link = (target: string, name: string) => symlinkSync(target, join(root, name));
  link(join(outside, "secret.cnn"), "link.cnn");
  link(outside, "away");
  link("link.cnn", "chain.cnn");
  link("../..", "inner/up");
  link("loop.cnn", "loop.cnn");
  link(join(root, "inner"), "within");
  link("/dev/zero", "endless.cnn");
  mkdirSync(join(root, "folder.cnn"));
  if (process.platform !== "win32") execFileSync("mkfifo", [join(root, "pipe.cnn")]);
  const load = (path: string) =>
    loadFile(pathToFileURL(join(root, path)).href, pathToFileURL(root).href, ROOM).type;

  test.each([
    "link.cnn",
    "chain.cnn",
    "away/secret.cnn",
    "away/deep/secret.cnn",
    `inner/up/${outside.split("/").at(-1)}/secret.cnn`,
    "endless.cnn",
  ])("a link that leads out is not followed: %s", (path) => {
    expect(load(path)).toBe("outside");
  });

  test.each([
    "loop.cnn",
    "folder.cnn",
    "pipe.cnn",
    "none.cnn",
    "own.cnn/x.cnn",
  ])("what is no file is missing, and nobody waits for it: %s", (path) => {
    expect(load(path)).toBe("missing");
  });

  test.each([
    "own.cnn",
    "inner/own.cnn",
    "within/own.cnn",
    "..odd/own.cnn",
    "..cnn",
  ])("what is inside is read: %s", (path) => {
    expect(load(path)).toBe("file");
  });

  test.each([
    "http://127.0.0.1/a.cnn",
    "file://server/share/a.cnn",
    "untitled:a.cnn",
    "",
    "file:///%00.cnn",
  ])("an address that is no file of this machine is missing: %s", (uri) => {
    expect(loadFile(uri, pathToFileURL(root).href, ROOM).type).toBe("missing");
  });
});
