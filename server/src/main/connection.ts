// The connection to an editor.

import {
  type Connection,
  createConnection,
  type DataCallback,
  type Disposable,
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  type MessageReader,
} from "vscode-languageserver/node";
import { Inbox } from "../lsp/inbox";
import { Lifecycle } from "../lsp/lifecycle";
import { OpenRequests } from "../lsp/open-requests";
import { StdioReader, StdioWriter } from "./stdio";

/**
 * Connects to the process that forked this one (`ipc`), or over standard input and output. Where that goes, this ends, once
 * what has come is answered: a script may send all that it asks in one piece.
 */
export function connect(ipc: boolean): { connection: Connection; inbox: Inbox } {
  const inbox = new Inbox();
  const options = { messageStrategy: inbox };
  const reader = ipc ? new IPCMessageReader(process) : new StdioReader(process.stdin);
  const writer = ipc ? new IPCMessageWriter(process) : new StdioWriter(process.stdout);
  const lifecycle = new Lifecycle();
  const requests = new OpenRequests();
  const write = writer.write.bind(writer);
  const answer = (message: Message): Promise<void> => {
    requests.sent(message);
    return write(message);
  };
  writer.write = answer;
  const came = (message: Message | null): boolean => {
    const inUse = requests.refusal(message);
    const refusal = inUse ?? lifecycle.refusal(message);
    // An id stays that of the request that has it. A client that is gone misses no refusal.
    if (refusal) (inUse ? write : answer)(refusal).catch(() => undefined);
    else inbox.came(message);
    return refusal === null;
  };
  const connection = createConnection(sieved(reader, came), writer, options);
  reader.onError((error) => connection.console.error(error.message));
  const exit = (): never => process.exit(lifecycle.shutDown ? 0 : 1);
  // A message is answered in its turn of the event loop.
  const end = (): void => {
    setImmediate(inbox.empty ? exit : end);
  };
  // A message that came over the channel right before may be told a turn later.
  if (ipc) process.on("disconnect", () => setImmediate(end));
  else {
    for (const event of ["end", "close"]) process.stdin.on(event, end);
    process.stdout.on("error", exit);
  }
  return { connection, inbox };
}

/** A reader that passes on what is let through as it comes. */
function sieved(reader: MessageReader, passes: (message: Message | null) => boolean): MessageReader {
  const listen = reader.listen.bind(reader);
  reader.listen = (callback: DataCallback): Disposable =>
    listen((message) => {
      if (passes(message)) callback(message);
    });
  return reader;
}
