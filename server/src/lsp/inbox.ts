// What a client sends: whether more of it has come while a message is being answered.

import type { Message } from "vscode-languageserver";

type Next = (message: Message) => void | Promise<void>;

/** What no editor waits for: what is to be told goes out before it, as behind an `exit` it never would. */
const LAST: ReadonlySet<unknown> = new Set(["$/cancelRequest", "shutdown", "exit"]);

/** The messages that have come, as a strategy of the protocol library, which keeps them in order. */
export class Inbox {
  /** Told when a message has been answered, and whether another waits that asks or changes something. */
  read: (more: boolean) => void = () => undefined;
  /** The one of those that came last, until its turn. */
  private latest: Message | null = null;
  /** The one of all that came last, until its turn. */
  private last: Message | null = null;

  /** A message has come. Nobody waits for what follows an answer to a question of ours. */
  came(message: Message | null): void {
    this.last = message;
    const { method } = (message ?? {}) as { readonly method?: unknown };
    if (method !== undefined && !LAST.has(method)) this.latest = message;
  }

  /** Whether all that has come has had its turn. */
  get empty(): boolean {
    return this.last === null;
  }

  handleMessage(message: Message, next: Next): void | Promise<void> {
    if (message === this.latest) this.latest = null;
    if (message === this.last) this.last = null;
    const answered = next(message);
    const read = () => this.read(this.latest !== null);
    // The library sends an answer that is at hand a microtask after its handler has given it. What an editor asks right
    // behind a key may still be on its way: it is looked for once before anything is told.
    if ("id" in message) queueMicrotask(read);
    else setImmediate(read);
    return answered;
  }
}
