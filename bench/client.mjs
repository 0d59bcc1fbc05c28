// A client of a language server: opens a document, types into it, asks, and looks at what the process takes.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

/** Those of the driver that the aims were measured with. */
const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    synchronization: { didSave: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    inlayHint: {},
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
  },
};

/** How long an answer may take. */
const PATIENCE = 60_000;

export class Client {
  version = 1;
  waiting = [];

  constructor(server) {
    this.started = performance.now();
    this.uri = `file:///bench/${server.file ?? "a.cnn"}`;
    this.language = server.language ?? "cnn";
    this.child = spawn(process.execPath, server.command, { stdio: ["pipe", "pipe", "inherit"] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (published) => {
      if (published.uri !== this.uri) return;
      this.waiting = this.waiting.filter((take) => !take(published));
    });
    // Servers ask for settings and announce progress; they get what a client without any has.
    this.connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.listen();
  }

  async initialize() {
    const folder = { uri: "file:///bench", name: "bench" };
    await this.request("initialize", {
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      capabilities: CAPABILITIES,
    });
    this.connection.sendNotification("initialized", {});
  }

  /** Opens the document and waits for its first diagnostics. */
  async open(text) {
    const published = this.published();
    this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri, languageId: this.language, version: this.version, text },
    });
    await published;
  }

  /** Types (or with `length` deletes) at a place. */
  change({ line, character }, text, length = 0) {
    this.version++;
    const range = { start: { line, character }, end: { line, character: character + length } };
    this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range, text }],
    });
  }

  /** The next diagnostics that are not older than the document. */
  published() {
    return timely(
      "diagnostics",
      new Promise((resolve) => {
        this.waiting.push(({ version, diagnostics }) => {
          if (version !== undefined && version < this.version) return false;
          resolve(diagnostics);
          return true;
        });
      }),
    );
  }

  request(method, parameters) {
    return timely(method, this.connection.sendRequest(method, parameters));
  }

  close() {
    this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri } });
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    await this.request("shutdown").catch(() => undefined);
    await this.connection.sendNotification("exit").catch(() => undefined);
    const impatient = setTimeout(() => this.child.kill("SIGKILL"), 2000);
    await ended;
    clearTimeout(impatient);
    this.connection.dispose();
  }

  /** Milliseconds of processor time so far; null where the system does not tell. */
  get cpu() {
    return overTasks(this.child.pid, "schedstat", (text) => Number(text.split(" ")[0]) / 1e6);
  }

  /** Resident memory in MiB; null where the system does not tell. */
  get memory() {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
    } catch {
      return null;
    }
  }
}

function overTasks(pid, file, read) {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    return tasks.reduce(
      (sum, task) => sum + read(readFileSync(`/proc/${pid}/task/${task}/${file}`, "utf8")),
      0,
    );
  } catch {
    return null;
  }
}

function timely(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms: ${what}`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
