// Where a client stands between `initialize` and `exit`: what may not be asked there is refused as it comes.

import { ErrorCodes, type Message, type ResponseMessage } from "vscode-languageserver";

export class Lifecycle {
  private begun = false;
  private over = false;

  /** Whether the client has asked for the end. */
  get shutDown(): boolean {
    return this.over;
  }

  /** The answer to a request that is refused where it stands; null for all other messages. */
  refusal(message: Message | null): ResponseMessage | null {
    const { id, method, params } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof method !== "string" || (typeof id !== "number" && typeof id !== "string")) return null;
    const refused = (code: number, text: string): ResponseMessage => ({
      jsonrpc: "2.0",
      id,
      error: { code, message: text },
    });
    if (this.over) return refused(ErrorCodes.InvalidRequest, "Nothing is answered after `shutdown`.");
    if (method === "shutdown") this.over = true;
    if (method !== "initialize") return null;
    if (this.begun) return refused(ErrorCodes.InvalidRequest, "`initialize` is asked once, and has been.");
    if (typeof params !== "object" || params === null || Array.isArray(params))
      return refused(ErrorCodes.InvalidParams, "`initialize` needs an object of parameters.");
    this.begun = true;
    return null;
  }
}
