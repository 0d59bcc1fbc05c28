// Owns the language server's process, so that everything else asks it questions without caring whether it was restarted.
import * as vscode from "vscode";
import type { InlayHintsMiddleware, RequestType } from "vscode-languageclient";
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { cutsHints, shortened } from "./hintLength";

const provideShortened: NonNullable<InlayHintsMiddleware["provideInlayHints"]> = async (
  document,
  range,
  token,
  next,
) => {
  const hints = await next(document, range, token);
  for (const hint of hints ?? []) if (typeof hint.label === "string") hint.label = shortened(hint.label);
  return hints;
};

/** In MiB: room for young objects, of which a keystroke leaves few. By itself it grows to four times as much in a long session. */
const YOUNG = 4;

/** A server that hangs must not hold up a restart for longer than this. */
const STOP_TIMEOUT = 2_000;

export class Server {
  private client: LanguageClient | undefined;
  private readonly output = vscode.window.createOutputChannel("CNN Language", { log: true });
  private readonly ready = new vscode.EventEmitter<void>();
  /** Starts and stops run one after another: two restarts in a row must not leave two processes. */
  private queue: Promise<void> = Promise.resolve();

  /** Fires whenever a server, the first or a later one, has begun to answer. */
  readonly onReady = this.ready.event;

  constructor(private readonly module: string) {}

  start(): Promise<void> {
    return this.enqueue(() => this.launch());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.launch();
    });
  }

  /** The answer, or undefined while there is no server or when it fails; failures stand in the output channel. */
  async ask<Question, Answer>(
    type: RequestType<Question, Answer, void>,
    question: Question,
  ): Promise<Answer | undefined> {
    const client = this.client;
    if (client?.state !== State.Running) return undefined;
    try {
      return await client.sendRequest<Answer>(type.method, question);
    } catch (error) {
      this.output.warn(`${type.method}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.catch(() => undefined).then(step);
    return this.queue;
  }

  private async launch(): Promise<void> {
    const options = { execArgv: [`--max-semi-space-size=${YOUNG}`] };
    const run = { module: this.module, transport: TransportKind.ipc, options };
    const clientOptions: LanguageClientOptions = {
      documentSelector: [{ language: "cnn" }],
      outputChannel: this.output,
      // A log that opens by itself would cover the network being written.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // The server names a client's commands only to a client that has them.
      initializationOptions: { commands: ["cnn.explain", "cnn.showSummary"] },
      middleware: cutsHints(vscode.version) ? { provideInlayHints: provideShortened } : {},
    };
    const client = new LanguageClient("cnn", "CNN Language", { run, debug: run }, clientOptions);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.ready.fire();
    });
    this.client = client;
    await client.start();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      // Disposing also ends a client whose process has died or never started, which stopping refuses to do.
      await client?.dispose(STOP_TIMEOUT);
    } catch (error) {
      this.output.warn(`The language server did not stop cleanly: ${String(error)}`);
    }
  }
}
