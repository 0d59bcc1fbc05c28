// What a client sends: whether more of it has come while a message is being answered.

import type { Message } from "vscode-languageserver";

type Next = (message: Message) => void | Promise<void>;

/** The messages that have come, as a strategy of the protocol library, which keeps them in order. */
export class Inbox {
  /** Told after each message, and whether another waits. */
  read: (more: boolean) => void = () => undefined;
  /** The one that came last, until its turn. */
  private latest: Message | null = null;

  /** A message has come. A cancellation may take back what waits: then it is not known that anything does. */
  came(message: Message | null): void {
    const { method } = (message ?? {}) as { readonly method?: unknown };
    this.latest = method === "$/cancelRequest" ? null : message;
  }

  handleMessage(message: Message, next: Next): void | Promise<void> {
    if (message === this.latest) this.latest = null;
    const answered = next(message);
    this.read(this.latest !== null);
    return answered;
  }
}
