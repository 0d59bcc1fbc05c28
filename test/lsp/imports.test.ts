// Imports over the protocol and on the command line: the disk, open editors over it, and the workspace's walls.

import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { cnn, folderOf } from "../support/cli";
import { Client } from "../support/client";

const UNIT = "block unit() {\n  conv 4 1x1\n}\n";
const WIDER = UNIT.replace("4", "8");
const MAIN = 'import "blocks/unit.cnn"\ninput 8x8x3\nunit\n';
const PULL = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
};

let client: Client;
let folder: string;
const uri = (name: string): string => pathToFileURL(join(folder, name)).href;

/** A server over a workspace with these files, its `main.cnn` open. */
async function workspace(files: Readonly<Record<string, string>>, capabilities: object = {}): Promise<void> {
  folder = folderOf(files);
  client = await Client.start({ capabilities }, [pathToFileURL(folder).href]);
  await client.open(uri("main.cnn"), files["main.cnn"] ?? "");
}

afterEach(async () => {
  expect(await client.stop()).toBe(0);
});

describe("an imported file", () => {
  test("is read from the disk", async () => {
    await workspace({ "main.cnn": MAIN, "blocks/unit.cnn": UNIT });
    expect(await client.pushed(uri("main.cnn"), 1)).toEqual([]);
    expect(await client.hints(uri("main.cnn"))).toContain("2: → 8×8×4 16");
  });

  test("is what an editor shows of it, and the disk's once that is closed", async () => {
    await workspace({ "main.cnn": MAIN, "blocks/unit.cnn": UNIT });
    await client.open(uri("blocks/unit.cnn"), WIDER);
    expect(await client.hints(uri("main.cnn"))).toContain("2: → 8×8×8 32");
    await client.change(uri("blocks/unit.cnn"), 2, { text: WIDER.replace("8", "16") });
    expect(await client.hints(uri("main.cnn"))).toContain("2: → 8×8×16 64");
    await client.close(uri("blocks/unit.cnn"));
    expect(await client.hints(uri("main.cnn"))).toContain("2: → 8×8×4 16");
  });

  test("that changes in an editor brings its dependents up to date", async () => {
    await workspace({ "main.cnn": MAIN, "blocks/unit.cnn": UNIT });
    await client.pushed(uri("main.cnn"), 1);
    await client.open(uri("blocks/unit.cnn"), UNIT.replace("1x1", "9x9"));
    const codes = () => {
      const last = client.published.findLast((each) => each.uri === uri("main.cnn"));
      return last?.diagnostics.map(({ code }) => code);
    };
    await client.until(() => codes()?.includes("error-in-block"));
    await client.change(uri("blocks/unit.cnn"), 2, { text: UNIT });
    await client.until(() => codes()?.length === 0);
  });

  test("where an error inside of a block is written is told at the call", async () => {
    await workspace({ "main.cnn": MAIN, "blocks/unit.cnn": UNIT.replace("1x1", "9x9") }, PULL);
    const { items } = (await client.request("textDocument/diagnostic", {
      textDocument: { uri: uri("main.cnn") },
    })) as { items: { message: string; relatedInformation: unknown[] }[] };
    expect(items[0]!.message).toContain("Inside `unit` (blocks/unit.cnn:2), with");
    expect(items[0]!.relatedInformation).toEqual([
      {
        message: "The error is written here",
        location: {
          uri: uri("blocks/unit.cnn"),
          range: { start: { line: 1, character: 9 }, end: { line: 1, character: 12 } },
        },
      },
    ]);
  });

  test("that changes on the disk brings its dependents up to date", async () => {
    await workspace({ "main.cnn": MAIN }, PULL);
    expect(await client.pull(uri("main.cnn"))).toEqual(["import-missing"]);
    const changed = async (type: number) => {
      const changes = [{ uri: uri("blocks/unit.cnn"), type }];
      const before = client.heard.length;
      await client.notify("workspace/didChangeWatchedFiles", { changes });
      await client.until(() => client.heard.slice(before).includes("workspace/diagnostic/refresh"));
    };
    mkdirSync(join(folder, "blocks"));
    writeFileSync(join(folder, "blocks/unit.cnn"), UNIT);
    await changed(1);
    expect(await client.pull(uri("main.cnn"))).toEqual([]);
    writeFileSync(join(folder, "blocks/unit.cnn"), WIDER);
    await changed(2);
    expect(await client.hints(uri("main.cnn"))).toContain("2: → 8×8×8 32");
    rmSync(join(folder, "blocks/unit.cnn"));
    await changed(3);
    expect(await client.pull(uri("main.cnn"))).toEqual(["import-missing"]);
  });

  test("opens from its path and from a name that it defines", async () => {
    await workspace({ "main.cnn": MAIN, "blocks/unit.cnn": `\n${UNIT}` });
    const definition = (line: number, character: number) =>
      client.request("textDocument/definition", {
        textDocument: { uri: uri("main.cnn") },
        position: { line, character },
      });
    expect(await definition(0, 12)).toMatchObject({ uri: uri("blocks/unit.cnn") });
    expect(await definition(2, 2)).toMatchObject({
      uri: uri("blocks/unit.cnn"),
      range: { start: { line: 1, character: 6 } },
    });
  });
});

describe("the workspace's walls", () => {
  test("hold against paths and links that lead out", async () => {
    const outside = folderOf({ "secret.cnn": UNIT });
    await workspace({ "main.cnn": "", "inner/own.cnn": UNIT });
    symlinkSync(join(outside, "secret.cnn"), join(folder, "link.cnn"));
    symlinkSync(outside, join(folder, "away"));
    symlinkSync(join(folder, "inner"), join(folder, "within"));
    const lines = [
      `../${outside.split("/").at(-1)}/secret.cnn`,
      `${outside}/secret.cnn`,
      pathToFileURL(`${outside}/secret.cnn`).href,
      "link.cnn",
      "away/secret.cnn",
    ].map((path) => `import "${path}"\n`);
    let version = 2;
    for (const line of lines) {
      await client.change(uri("main.cnn"), version, { text: `${line}input 8x8x3\nunit\n` });
      expect(await client.pushed(uri("main.cnn"), version++)).toEqual(["import-outside"]);
    }
    await client.change(uri("main.cnn"), version, { text: 'import "within/own.cnn"\ninput 8x8x3\nunit\n' });
    expect(await client.pushed(uri("main.cnn"), version)).toEqual([]);
  });

  test("hold against an open editor behind a link", async () => {
    const outside = folderOf({ "secret.cnn": UNIT });
    await workspace({ "main.cnn": "" });
    symlinkSync(join(outside, "secret.cnn"), join(folder, "link.cnn"));
    await client.open(uri("link.cnn"), UNIT);
    await client.change(uri("main.cnn"), 2, { text: 'import "link.cnn"\ninput 8x8x3\nunit\n' });
    expect(await client.pushed(uri("main.cnn"), 2)).toEqual(["import-outside"]);
  });

  test("let nothing in that is no file, or too large", async () => {
    await workspace({ "main.cnn": "", "large.cnn": "#".repeat(1_000_001) });
    mkdirSync(join(folder, "folder.cnn"));
    await client.change(uri("main.cnn"), 2, { text: 'import "folder.cnn"\ninput 8x8x3\n' });
    expect(await client.pushed(uri("main.cnn"), 2)).toEqual(["import-missing"]);
    await client.change(uri("main.cnn"), 3, { text: 'import "large.cnn"\ninput 8x8x3\n' });
    expect(await client.pushed(uri("main.cnn"), 3)).toEqual(["import-too-large"]);
  });

  test("hold on the command line", async () => {
    await workspace({
      "main.cnn": MAIN,
      "blocks/unit.cnn": UNIT,
      "out.cnn": 'import "../main.cnn"\ninput 4\n',
      "round.cnn": 'import "round.cnn"\ninput 4\n',
    });
    const run = (name: string) => cnn(["check", name], { cwd: folder });
    expect(run("main.cnn")).toMatchObject({ code: 0, err: "" });
    expect(cnn(["summary", "main.cnn"], { cwd: folder }).out).toContain("16");
    expect(run("out.cnn")).toMatchObject({ code: 1 });
    expect(run("out.cnn").out).toContain("import-outside");
    expect(run("round.cnn").out).toContain("import-cycle");
  });
});
