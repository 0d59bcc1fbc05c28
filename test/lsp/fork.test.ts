// The built server over the channel of the process that forks it, as VS Code speaks with it.

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

function forked(): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = fork(join(inject("programs"), "server.js"), ["--node-ipc"], { stdio: "inherit" });
  return { child, ended: new Promise((resolve) => child.on("exit", resolve)) };
}

/** The result of a request. */
function asked(child: ChildProcess, id: number, method: string, params?: object): Promise<unknown> {
  return new Promise((resolve) => {
    child.on("message", (message: { id?: number; result?: unknown }) => {
      if (message.id === id) resolve(message.result);
    });
    child.send({ jsonrpc: "2.0", id, method, params });
  });
}

const START = { processId: process.pid, rootUri: null, capabilities: {} };

test("asks and answers, and ends when it is told to", async () => {
  const { child, ended } = forked();
  expect(await asked(child, 1, "initialize", START)).toMatchObject({ serverInfo: { name: "cnn" } });
  const textDocument = {
    uri: "file:///a.cnn",
    languageId: "cnn",
    version: 1,
    text: "input 5x5x1\nconv 8 3x3",
  };
  child.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } });
  expect(await asked(child, 2, "cnn/totals", { uri: textDocument.uri })).toMatchObject({ errors: 0 });
  expect(await asked(child, 3, "shutdown")).toBeNull();
  child.send({ jsonrpc: "2.0", method: "exit" });
  expect(await ended).toBe(0);
});

test("ends with 1 when the channel does", async () => {
  const { child, ended } = forked();
  await asked(child, 1, "initialize", START);
  child.disconnect();
  expect(await ended).toBe(1);
});

test("ends when the client that it was told of is there no more", async () => {
  const { child, ended } = forked();
  const other = fork("-e", [], { execArgv: ["-e", ""], stdio: "ignore" });
  await new Promise((resolve) => other.on("exit", resolve));
  await asked(child, 1, "initialize", { ...START, processId: other.pid });
  expect(await ended).toBe(1);
});
