// What a client sends: whether more of it has come while a message is being answered.

import type { Message } from "vscode-languageserver";

type Next = (message: Message) => void | Promise<void>;

/** The messages that have come, as a strategy of the protocol library, which keeps them in order. */
export class Inbox {
  /** Told when a message has been answered, and whether another waits. */
  read: (more: boolean) => void = () => undefined;
  /** The one that came last, until its turn. */
  private latest: Message | null = null;

  /** A message has come. Nobody waits for what follows an answer to a question of ours, or a cancellation. */
  came(message: Message | null): void {
    const { method } = (message ?? {}) as { readonly method?: unknown };
    if (method !== undefined && method !== "$/cancelRequest") this.latest = message;
  }

  handleMessage(message: Message, next: Next): void | Promise<void> {
    if (message === this.latest) this.latest = null;
    const answered = next(message);
    // The library sends an answer that is at hand a microtask after its handler has given it.
    queueMicrotask(() => this.read(this.latest !== null));
    return answered;
  }
}
