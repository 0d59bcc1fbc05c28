// A client of the built language server: the protocol over standard input and output, as an editor speaks it.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { inject } from "vitest";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { Diagnostic, InlayHint, Range } from "vscode-languageserver-types";

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export interface Options {
  /** What the client says it can do. */
  readonly capabilities?: object;
  /** What it answers to `workspace/configuration`. */
  readonly configuration?: () => unknown;
  readonly initialization?: object;
}

const ALL: Range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

export class Client {
  private readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly published: Published[] = [];
  /** Methods that the server asked or told, but for logs. */
  readonly heard: string[] = [];
  readonly logged: string[] = [];
  readonly ended: Promise<number | null>;
  private readonly waiting: { accepts: () => unknown; resolve: () => void }[] = [];

  private constructor(private readonly options: Options) {
    this.process = spawn(process.execPath, [join(inject("programs"), "server.js"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.ended = new Promise((resolve) => this.process.on("exit", resolve));
    const reader = new StreamMessageReader(this.process.stdout!);
    this.connection = createMessageConnection(reader, new StreamMessageWriter(this.process.stdin!));
    this.connection.onNotification((method, params) => {
      if (method === "textDocument/publishDiagnostics") this.published.push(params as unknown as Published);
      if (method === "window/logMessage")
        this.logged.push((params as unknown as { message: string }).message);
      else this.heard.push(method);
      this.wake();
    });
    this.connection.onRequest((method, params) => {
      this.heard.push(method);
      this.wake();
      if (method !== "workspace/configuration") return null;
      const { items } = params as unknown as { items: unknown[] };
      return items.map(() => this.options.configuration?.() ?? null);
    });
    this.connection.listen();
  }

  /** A server that is ready, with folders of a workspace. */
  static async start(options: Options = {}, folders: readonly string[] = ["file:///ws"]): Promise<Client> {
    const client = new Client(options);
    await client.request("initialize", {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initialization,
      workspaceFolders: folders.map((uri) => ({ uri, name: "ws" })),
    });
    await client.notify("initialized", {});
    return client;
  }

  request<Answer>(method: string, params?: unknown): Promise<Answer> {
    return this.connection.sendRequest<Answer>(method, params);
  }

  notify(method: string, params?: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri, languageId: "cnn", version, text };
    return this.notify("textDocument/didOpen", { textDocument });
  }

  change(uri: string, version: number, ...contentChanges: object[]): Promise<void> {
    return this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  /** The hints as `line: label`, their spaces as one. */
  async hints(uri: string, range: Range = ALL): Promise<string[]> {
    const params = { textDocument: { uri }, range };
    const found = await this.request<InlayHint[]>("textDocument/inlayHint", params);
    return found.map(
      ({ position, label }) => `${position.line}: ${String(label).replace(/\s+/g, " ").trim()}`,
    );
  }

  /** The codes that a pull of the diagnostics finds. */
  async pull(uri: string): Promise<string[]> {
    const answer = await this.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return answer.items.map(({ code }) => String(code));
  }

  /** The codes that were pushed for a version of a document. */
  async pushed(uri: string, version: number): Promise<string[]> {
    const of = () =>
      this.published.findLast((each) => each.uri === uri && each.version === version)?.diagnostics;
    await this.until(() => of() !== undefined);
    return of()!.map(({ code }) => String(code));
  }

  /** Waits until something that the server tells or asks makes it so. */
  until(accepts: () => unknown): Promise<void> {
    if (accepts()) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ accepts, resolve }));
  }

  private wake(): void {
    for (const each of [...this.waiting]) {
      if (!each.accepts()) continue;
      this.waiting.splice(this.waiting.indexOf(each), 1);
      each.resolve();
    }
  }

  /** Ends the server as the protocol asks for; its exit code. */
  async stop(): Promise<number | null> {
    await this.request("shutdown");
    await this.notify("exit");
    const code = await this.ended;
    this.connection.dispose();
    return code;
  }

  /** Writes bytes that may be no message. */
  write(bytes: string): void {
    this.process.stdin!.write(bytes);
  }

  /** Closes the server's input. */
  hangUp(): void {
    this.process.stdin!.end();
  }
}
