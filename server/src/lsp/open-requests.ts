// The requests that wait for their answers. An id that two of them share would get one answer: the library keeps what has
// come by its id, and forgets the first.

import { ErrorCodes, type Message, type ResponseMessage } from "vscode-languageserver";

export class OpenRequests {
  /** As the library tells ids apart: 1 and "1" are one. */
  private readonly ids = new Set<string>();

  /** The answer to a request whose id is in use, which keeps its own; null for all other messages, requests being open from here on. */
  refusal(message: Message | null): ResponseMessage | null {
    const { id, method } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof method !== "string" || (typeof id !== "number" && typeof id !== "string")) return null;
    if (!this.ids.has(String(id))) {
      this.ids.add(String(id));
      return null;
    }
    const text = "The id of this request is in use: another that has it is not answered yet.";
    return { jsonrpc: "2.0", id, error: { code: ErrorCodes.InvalidRequest, message: text } };
  }

  /** A message goes out: what it answers is no longer open. */
  sent(message: Message): void {
    const { id, method } = message as Message & Readonly<Record<string, unknown>>;
    if (method === undefined) this.ids.delete(String(id));
  }
}
