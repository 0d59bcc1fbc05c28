// The built server as editors meet it: a process that speaks the protocol over standard input and output.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, inject, test } from "vitest";
import type { CodeAction, CodeLens, Hover, InlayHint } from "vscode-languageserver-types";
import { Client, type Options } from "../support/client";

const URI = "file:///ws/a.cnn";
const FIRST = readFileSync("examples/first.cnn", "utf8");
const PULL = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
};
const HINTS = ["0: → 5×5×1 Σ 80", "1: → 3×3×8 80"];

let client: Client;

async function start(options: Options = {}): Promise<Client> {
  client = await Client.start(options);
  return client;
}

afterEach(async () => {
  expect(await client.stop()).toBe(0);
});

/** Replaces a range of one line. */
function edit(line: number, from: number, to: number, text: string) {
  return { range: { start: { line, character: from }, end: { line, character: to } }, text };
}

describe("an open document", () => {
  test("is answered for: hints, hover, totals, actions, lenses", async () => {
    await start();
    await client.open(URI, FIRST);
    expect(await client.hints(URI)).toContain("2: → 94×94×60 3,000");
    const at = { textDocument: { uri: URI }, position: { line: 2, character: 1 } };
    const hover = await client.request<Hover>("textDocument/hover", at);
    expect((hover.contents as { value: string }).value).toContain("(7·7·1 + 1)·60 = 3,000");
    expect(await client.request("cnn/totals", { uri: URI })).toMatchObject({
      networks: [
        {
          name: "a",
          text: "50,828,751 parameters · 1.29G MACs · 5.11 MiB peak",
          rows: [
            ["Parameters", "50,828,751"],
            ["Trainable", "50,828,751"],
            ["Non-trainable", "0"],
            ["Multiply–accumulates", "1,291,653,040"],
            ["Peak activations", "5.11 MiB"],
          ],
        },
      ],
      errors: 0,
    });
    const summary = await client.request<string>("cnn/summary", { uri: URI });
    expect(summary).toContain("| conv 60 7x7 stride1 valid | 94×94×60 | 3,000 | 25,977,840 |");
    expect(summary).toContain("50,828,751");
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", at);
    expect(lenses[0]?.command?.title).toContain("50,828,751 parameters");
  });

  test("follows edits without being sent again", async () => {
    await start();
    await client.open(URI, "input 5x5x1\nconv 8 7x7\n");
    expect(await client.pushed(URI, 1)).toEqual(["kernel-too-large"]);
    await client.change(URI, 2, edit(1, 7, 10, "3x3"), edit(2, 0, 0, "rel"), edit(2, 3, 3, "u"));
    expect(await client.pushed(URI, 2)).toEqual([]);
    expect(await client.hints(URI)).toEqual([...HINTS, "2: → 3×3×8 0"]);
    await client.change(URI, 3, { text: "input 5x5x1\nconv 8 3x3" });
    expect(await client.hints(URI)).toEqual(HINTS);
  });

  test("is repaired by the action of its diagnostic", async () => {
    await start();
    await client.open(URI, "input 5x5x1\nconv 8 7x7\n");
    const range = { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } };
    const params = { textDocument: { uri: URI }, range, context: { diagnostics: [] } };
    const [best] = await client.request<CodeAction[]>("textDocument/codeAction", params);
    expect(best?.isPreferred).toBe(true);
    const [{ range: at, newText }] = best!.edit!.changes![URI] as [{ range: object; newText: string }];
    await client.change(URI, 2, { range: at, text: newText });
    expect(await client.pushed(URI, 2)).not.toContain("kernel-too-large");
  });

  test("is forgotten when it is closed", async () => {
    await start();
    await client.open(URI, "input 5x5x1\nconv 8 7x7\n");
    await client.pushed(URI, 1);
    await client.close(URI);
    expect(await client.hints(URI)).toEqual([]);
    expect(client.published.at(-1)).toEqual({ uri: URI, diagnostics: [] });
    await client.open(URI, "input 5x5x1\nconv 8 3x3");
    expect(await client.hints(URI)).toEqual(HINTS);
  });
});

test("random edits, piece by piece, come to what the whole text comes to", async () => {
  await start();
  const lines = FIRST.split("\n");
  let text = FIRST;
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  await client.open(URI, text);
  for (let version = 2; version < 60; version++) {
    const current = text.split("\n");
    const line = random(current.length);
    const from = random(current[line]!.length + 1);
    const endLine = Math.min(current.length - 1, line + random(2));
    const to = endLine === line ? from + random(current[line]!.length - from + 1) : random(3);
    const end = Math.min(to, current[endLine]!.length);
    const words = ["{", "}", "\n", " ->", "relu", "# ", "add {\n|", "7", lines[random(lines.length)]!];
    const added = words[random(words.length)]!;
    const offset = (l: number, c: number) => current.slice(0, l).join("\n").length + (l > 0 ? 1 : 0) + c;
    text = text.slice(0, offset(line, from)) + added + text.slice(offset(endLine, end));
    const range = { start: { line, character: from }, end: { line: endLine, character: end } };
    await client.change(URI, version, { range, text: added });
    const other = `file:///ws/full${version}.cnn`;
    await client.open(other, text);
    expect(await client.hints(URI)).toEqual(await client.hints(other));
    await client.pushed(other, 1);
    const of = (uri: string) => client.published.findLast((each) => each.uri === uri)!.diagnostics;
    const plain = (uri: string) => JSON.stringify(of(uri)).replaceAll(uri, "");
    expect(plain(URI)).toBe(plain(other));
    await client.close(other);
  }
});

describe("settings", () => {
  const off = { inlayHints: { enabled: false }, diagnostics: { severity: { "kernel-too-large": "off" } } };

  test("are asked of the client, and again when it says that they changed", async () => {
    let section: object = {};
    const capabilities = { ...PULL, workspace: { ...PULL.workspace, configuration: true } };
    await start({ capabilities, configuration: () => section });
    await client.open(URI, "input 5x5x1\nconv 8 7x7\n");
    expect(await client.pull(URI)).toEqual(["kernel-too-large"]);
    expect(await client.hints(URI)).not.toEqual([]);
    section = off;
    const refreshes = () => client.heard.filter((method) => method === "workspace/diagnostic/refresh").length;
    const before = refreshes();
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.until(() => refreshes() > before);
    expect(await client.pull(URI)).toEqual([]);
    expect(await client.hints(URI)).toEqual([]);
    expect(client.heard).toContain("workspace/inlayHint/refresh");
  });

  test("may come with the change, or with the start", async () => {
    await start({ initialization: { cnn: { shapeStyle: "C@HxW" } } });
    await client.open(URI, "input 5x6x1\nconv 8 7x7\n");
    expect(await client.hints(URI)).toContain("0: → 1@5×6 Σ 400");
    expect(await client.request("cnn/summary", { uri: URI })).toContain("| input | 1@5×6 |");
    await client.pushed(URI, 1);
    await client.notify("workspace/didChangeConfiguration", { settings: { cnn: off } });
    expect(await client.hints(URI)).toEqual([]);
    expect(client.published.at(-1)?.diagnostics).toEqual([]);
  });

  test("choose the framework of files that name none", async () => {
    await start({ initialization: { framework: "keras" } });
    await client.open(URI, "input 8x8x3\nbn");
    const { networks } = await client.request<{ networks: { rows: string[][] }[] }>("cnn/totals", {
      uri: URI,
    });
    expect(networks[0]?.rows.slice(0, 3)).toEqual([
      ["Parameters", "12"],
      ["Trainable", "6"],
      ["Non-trainable", "6"],
    ]);
  });
});

test("a client that pulls diagnostics is pushed none", async () => {
  await start({ capabilities: PULL });
  await client.open(URI, "input 5x5x1\nconv 8 7x7\n");
  expect(await client.pull(URI)).toEqual(["kernel-too-large"]);
  expect(client.published).toEqual([]);
});

test("tooltips are asked for one by one", async () => {
  await start({
    capabilities: { textDocument: { inlayHint: { resolveSupport: { properties: ["tooltip"] } } } },
  });
  await client.open(URI, FIRST);
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
  const params = { textDocument: { uri: URI }, range };
  const [hint] = await client.request<InlayHint[]>("textDocument/inlayHint", params);
  expect(hint?.tooltip).toBeUndefined();
  const resolved = await client.request<{ tooltip?: { value: string } }>("inlayHint/resolve", hint);
  expect(resolved.tooltip?.value).toContain("(7·7·1 + 1)·60 = 3,000");
});

test("hints for a client that asks for no tooltips carry nothing to find them by", async () => {
  await start();
  await client.open(URI, FIRST);
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
  const hints = await client.request<InlayHint[]>("textDocument/inlayHint", {
    textDocument: { uri: URI },
    range,
  });
  expect(hints.map((hint) => Object.keys(hint))).toEqual([["position", "label"]]);
});

describe("commands of the client", () => {
  /** What a diagnostic's actions and the network's lens run in the client. */
  async function named(): Promise<unknown[]> {
    await client.open(URI, "input 5x5x1\nconv 8 7x7\n");
    const range = { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } };
    const params = { textDocument: { uri: URI }, range, context: { diagnostics: [] } };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", params);
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: URI } });
    return [...actions, ...lenses].flatMap(({ command }) => (command?.command ? [command] : []));
  }

  test("are named to one that says it has them", async () => {
    await start({ initialization: { commands: ["cnn.explain", "cnn.showSummary"] } });
    expect(await named()).toEqual([
      { title: "Explain kernel-too-large", command: "cnn.explain", arguments: ["kernel-too-large"] },
      { title: "400 parameters", command: "cnn.showSummary" },
    ]);
  });

  test.each([
    undefined,
    {},
    { commands: "cnn.explain" },
    { commands: [1] },
  ])("are not named to one that says %j", async (initialization) => {
    await start(initialization ? { initialization } : {});
    expect(await named()).toEqual([]);
  });
});

test("the shown use of a block is the chosen one", async () => {
  const capabilities = {
    workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
  };
  await start({ capabilities });
  await client.open(URI, "block a(n) {\n  conv n 1x1\n}\ninput 8x8x1\na 1\na 2");
  expect((await client.hints(URI))[0]).toBe("1: → 8×8×1 2");
  const lenses = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: URI } });
  const command = lenses[0]!.command!;
  await client.request("workspace/executeCommand", {
    command: command.command,
    arguments: command.arguments,
  });
  expect((await client.hints(URI))[0]).toBe("1: → 8×8×2 4");
  await client.until(() => client.heard.includes("workspace/codeLens/refresh"));
});

test("pages explain codes and kinds", async () => {
  await start();
  expect(await client.request("cnn/explain", { topic: "kernel-too-large" })).toContain("# kernel-too-large");
  expect(await client.request("cnn/explain", { topic: "conv" })).toContain("# conv");
  expect(await client.request("cnn/explain", { topic: "no such page" })).toBeNull();
});

test("what it does not offer is told as such, and ends nothing", async () => {
  await start();
  const textDocument = { uri: URI };
  for (const method of ["semanticTokens/full", "prepareCallHierarchy", "foldingRange", "documentColor"])
    await expect(client.request(`textDocument/${method}`, { textDocument })).rejects.toMatchObject({
      code: -32601,
    });
  await client.connection.sendNotification("notebookDocument/didOpen", { cellTextDocuments: [] });
  await client.open(URI, "input 8x8x1\nconv 2 1x1");
  expect(await client.hints(URI)).toContain("1: → 8×8×2 4");
});

test("the standard library opens where the client can ask for its text", async () => {
  await start({ capabilities: { workspace: { textDocumentContent: {} } } });
  await client.open(URI, "input 8x8x16\nsqueeze_excite 4");
  const at = { textDocument: { uri: URI }, position: { line: 1, character: 3 } };
  const { uri, range } = await client.request<{ uri: string; range: { start: { line: number } } }>(
    "textDocument/definition",
    at,
  );
  const { text } = await client.request<{ text: string }>("workspace/textDocumentContent", { uri });
  expect(text.split("\n")[range.start.line]).toContain("block squeeze_excite(");
});

describe("whatever a client sends", () => {
  const REQUESTS = [
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/definition",
    "textDocument/documentSymbol",
    "textDocument/diagnostic",
    "workspace/executeCommand",
    "workspace/textDocumentContent",
    "inlayHint/resolve",
    "cnn/totals",
    "cnn/summary",
    "cnn/explain",
  ];
  const NOTHINGS = [null, {}, { textDocument: null }, { textDocument: { uri: 7 } }, { uri: {} }, [], "text"];
  const FAR = [
    { line: -1, character: -1 },
    { line: 1e9, character: 1e9 },
    { line: 0, character: 1e9 },
    { line: 0.5, character: 0.5 },
    { line: "1", character: null },
  ];

  /** An answer, or an error of the protocol; never none. */
  const settled = (method: string, params: unknown) =>
    client.request(method, params).then(
      () => true,
      () => true,
    );

  test("is answered, and the next request as ever", async () => {
    await start();
    for (const method of REQUESTS)
      for (const params of NOTHINGS) expect(await settled(method, params)).toBe(true);
    await client.open(URI, "input 5x5x1\nconv 8 3x3");
    for (const method of REQUESTS) {
      for (const position of FAR) {
        const params = { textDocument: { uri: URI }, position, range: { start: position, end: position } };
        expect(await settled(method, params)).toBe(true);
      }
    }
    expect(await settled("no/such/request", {})).toBe(true);
    expect(await client.hints(URI)).toEqual(HINTS);
  });

  test("documents that are not open, twice open, or changed without a place", async () => {
    await start();
    await client.change("file:///ws/unknown.cnn", 1, { text: "relu" });
    await client.close("file:///ws/unknown.cnn");
    expect(await client.hints("file:///ws/unknown.cnn")).toEqual([]);
    await client.open(URI, "relu");
    await client.open(URI, "input 5x5x1\nconv 8 3x3");
    await client.change(URI, 2, { range: {}, text: "x" });
    await client.change(URI, 3, { range: { start: { line: 0, character: 0 } }, text: "x" });
    await client.notify("textDocument/didChange", { textDocument: { uri: URI, version: 4 } });
    await client.notify("textDocument/didOpen", null);
    await client.notify("workspace/didChangeWatchedFiles", null);
    await client.notify("workspace/didChangeConfiguration", null);
    await client.notify("$/no/such/notification", {});
    expect(await client.hints(URI)).toEqual(HINTS);
  });

  test("edits that begin or end outside of the text", async () => {
    await start();
    await client.open(URI, "input 5x5x1\nconv 8 7x7");
    const range = { start: { line: 1, character: 7 }, end: { line: 99, character: 99 } };
    await client.change(URI, 2, { range, text: "3x3" });
    expect(await client.hints(URI)).toEqual(HINTS);
    await client.change(URI, 3, edit(50, 0, 3, "\nrelu"));
    expect(await client.hints(URI)).toEqual([...HINTS, "2: → 3×3×8 0"]);
  });
});

describe("the process", () => {
  const server = (...words: string[]) =>
    spawnSync(process.execPath, [join(inject("programs"), "server.js"), ...words], { encoding: "utf8" });
  const ends = async (act: (client: Client) => unknown): Promise<number | null> => {
    const other = await Client.start();
    await act(other);
    const code = await other.ended;
    other.connection.dispose();
    return code;
  };

  test("ends with 0 after a shutdown, else with 1", async () => {
    await start();
    expect(await ends((other) => other.notify("exit"))).toBe(1);
    expect(await ends((other) => other.hangUp())).toBe(1);
    expect(
      await ends(async (other) => {
        await other.request("shutdown");
        other.hangUp();
      }),
    ).toBe(0);
  });

  test("says its version and its use", async () => {
    await start();
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(server("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(server("--help").stdout).toContain("--stdio");
    expect(server()).toMatchObject({ status: 2, stdout: "" });
  });
});
