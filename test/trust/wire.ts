// A client that sees every message as it is sent: what libraries hide, such as a second answer, is there.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { inject } from "vitest";

export interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export class Wire {
  private readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Answers by the id of their request. */
  readonly answers = new Map<number, Message[]>();
  /** What the server told by itself, oldest first. */
  told: Message[] = [];
  /** All that came, in order. */
  heard: Message[] = [];
  /** What the server's own requests are answered with, by method. */
  readonly replies = new Map<string, (params: unknown) => unknown>();
  private rest: Buffer = Buffer.alloc(0);
  private last = 0;
  private waiting: { id: number; resolve: () => void }[] = [];

  /** `flags` are Node's. */
  constructor(flags: readonly string[] = []) {
    this.process = spawn(process.execPath, [...flags, join(inject("programs"), "server.js"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.ended = new Promise((resolve) =>
      this.process.on("exit", (code) => {
        for (const each of this.waiting.splice(0)) each.resolve();
        resolve(code);
      }),
    );
    this.process.stdout!.on("data", (bytes: Buffer) => this.receive(bytes));
  }

  /** Sends a request; its number. */
  ask(method: string, params?: unknown): number {
    const id = ++this.last;
    this.send({ id, method, params });
    return id;
  }

  /** Sends a request with an id of its own. */
  askAs(id: number | string, method: string, params?: unknown): void {
    this.send({ id, method, params });
  }

  tell(method: string, params?: unknown): void {
    this.send({ method, params });
  }

  /** Waits for the answer of a request, or for the end of the server. */
  async answer(id: number): Promise<Message | undefined> {
    if (!this.answers.has(id)) await new Promise<void>((resolve) => this.waiting.push({ id, resolve }));
    return this.answers.get(id)?.[0];
  }

  /** Ends the server as the protocol asks for; its exit code. */
  async stop(): Promise<number | null> {
    await this.answer(this.ask("shutdown"));
    this.tell("exit");
    return this.ended;
  }

  /** Sends what is no message. */
  sendBytes(text: string): void {
    this.process.stdin!.write(text);
  }

  /** Takes nothing more. */
  deafen(): void {
    this.process.stdin!.on("error", () => undefined);
    this.process.stdout!.destroy();
  }

  /** Sends nothing more. */
  leave(): void {
    this.process.stdin!.end();
  }

  /** What is asked and told meanwhile arrives in one piece. */
  together(send: () => void): void {
    this.process.stdin!.cork();
    send();
    this.process.stdin!.uncork();
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.process.stdin!.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private receive(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes]);
    for (;;) {
      const head = this.rest.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.rest.toString("utf8", 0, head))?.[1]);
      const end = head + 4 + length;
      if (this.rest.length < end) return;
      this.take(JSON.parse(this.rest.toString("utf8", head + 4, end)) as Message);
      this.rest = this.rest.subarray(end);
    }
  }

  private take(message: Message): void {
    this.heard.push(message);
    if (message.method !== undefined) {
      this.told.push(message);
      if (message.id === undefined) return;
      const result = this.replies.get(message.method)?.(message.params) ?? null;
      this.send({ id: message.id, result });
      return;
    }
    const id = Number(message.id);
    this.answers.set(id, [...(this.answers.get(id) ?? []), message]);
    for (const each of this.waiting) if (each.id === id) each.resolve();
    this.waiting = this.waiting.filter((each) => each.id !== id);
  }
}
