// What is loaded later is not needed before: without a fault, and without blocks of the library, the programs run alone.

import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
// @ts-expect-error: scripts are plain JavaScript
import { STARTS } from "../../scripts/parts.mjs";

import { LAYERS } from "../../server/src/catalogue";
import type { LayerTexts } from "../../server/src/catalogue/layer";
import { textsOf } from "../../server/src/catalogue/texts";

const { server: SERVER, cli: CLI } = STARTS as Readonly<Record<"server" | "cli", readonly string[]>>;
/** What of the command line's start is no program: what all may need that is loaded later. */
const SHARED = CLI.slice(1);

const TEXT = "input 32x32x3\nconv 16 3x3 same nobias bn relu\nmaxpool 2x2\nflatten\ndense 10 softmax\n";

test("the texts of the catalogue are the same when they are loaded later", () => {
  const load = createRequire(import.meta.url);
  const built = load(join(inject("programs"), "texts.js")) as { textsOf: typeof textsOf };
  const parts: (keyof LayerTexts)[] = ["summary", "notes", "formula", "example"];
  const told: (keyof LayerTexts)[] = ["working", "sizes", "remarks", "differs"];
  for (const kind of LAYERS) {
    const [texts, same] = [textsOf(kind), built.textsOf(kind)];
    for (const each of parts) expect(same[each], kind.kind).toEqual(texts[each]);
    for (const each of told) expect(typeof same[each], kind.kind).toBe(typeof texts[each]);
  }
});

/** A program in a folder that holds only what it loads at its start. */
function alone(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "cnn-alone-"));
  for (const name of names) copyFileSync(join(inject("programs"), `${name}.js`), join(folder, `${name}.js`));
  return join(folder, `${names[0]!}.js`);
}

test("`cnn check` of a file without a fault", () => {
  const { status, stderr } = spawnSync(process.execPath, [alone(...CLI), "check", "-"], {
    input: TEXT,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the server tells the diagnostics of a file without a fault, and rehearses in silence", async () => {
  const { ended } = await opened(...SERVER);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await ended();
});

test("and its hints and hovers without what is wrong and without the library", async () => {
  // What is typed into declares a network: that there is nothing to tell of it has to be looked up.
  const parts = new Set([...SERVER, ...SHARED, "answers", "texts", "collected"]);
  const { server, ended } = await opened(...parts);
  const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
  const textDocument = { uri: "file:///a.cnn" };
  expect(await asked(server, 2, "textDocument/inlayHint", { textDocument, range })).toHaveLength(5);
  const position = { line: 1, character: 1 };
  expect(await asked(server, 3, "textDocument/hover", { textDocument, position })).not.toBeNull();
  await edited(server);
  await ended();
});

/** A server alone that has a file open and has told its diagnostics, and how it is to end. */
async function opened(...names: readonly string[]) {
  const server = fork(alone(...names), ["--node-ipc"], { stdio: "inherit" });
  const logged: unknown[] = [];
  server.on("message", (message: { method?: string; params?: unknown }) => {
    if (message.method === "window/logMessage") logged.push(message.params);
  });
  await asked(server, 1, "initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  const uri = "file:///a.cnn";
  const published = told(server, "textDocument/publishDiagnostics");
  const textDocument = { uri, languageId: "cnn", version: 1, text: TEXT };
  server.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } });
  expect(await published).toMatchObject({ uri, diagnostics: [] });
  const ended = async () => {
    expect(logged).toEqual([]);
    await asked(server, 4, "shutdown");
    const exit = new Promise((resolve) => server.on("exit", resolve));
    server.send({ jsonrpc: "2.0", method: "exit" });
    expect(await exit).toBe(0);
  };
  return { server, ended };
}

/** Types inside of a network. */
async function edited(server: ChildProcess): Promise<void> {
  const uri = "file:///b.cnn";
  const text = "network n {\n  input 8x8x3\n  conv 8 3x3 same\n}\n";
  const textDocument = { uri, languageId: "cnn", version: 1, text };
  server.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } });
  const at = { line: 2, character: 8 };
  const contentChanges = [{ range: { start: at, end: at }, text: "0" }];
  const params = { textDocument: { uri, version: 2 }, contentChanges };
  server.send({ jsonrpc: "2.0", method: "textDocument/didChange", params });
  expect(await asked(server, 5, "cnn/totals", { uri })).toMatchObject({ errors: 0 });
}

function asked(server: ChildProcess, id: number, method: string, params?: object): Promise<unknown> {
  return new Promise((resolve) => {
    server.on("message", (message: { id?: number; result?: unknown }) => {
      if (message.id === id) resolve(message.result);
    });
    server.send({ jsonrpc: "2.0", id, method, params });
  });
}

function told(server: ChildProcess, method: string): Promise<unknown> {
  return new Promise((resolve) => {
    server.on("message", (message: { method?: string; params?: unknown }) => {
      if (message.method === method) resolve(message.params);
    });
  });
}
