// The connection to an editor.

import {
  type Connection,
  createConnection,
  type DataCallback,
  type Disposable,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
} from "vscode-languageserver/node";
import { Inbox } from "../lsp/inbox";
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
  const connection = createConnection(noted(reader, inbox), writer, options);
  let asked = false;
  connection.onShutdown(() => {
    asked = true;
  });
  reader.onError((error) => connection.console.error(error.message));
  const exit = (): never => process.exit(asked ? 0 : 1);
  // A message is answered in its turn of the event loop.
  const end = (): void => {
    setImmediate(inbox.empty ? exit : end);
  };
  if (ipc) process.on("disconnect", end);
  else {
    for (const event of ["end", "close"]) process.stdin.on(event, end);
    process.stdout.on("error", exit);
  }
  return { connection, inbox };
}

/** A reader whose messages are noted as they come. */
function noted(reader: MessageReader, inbox: Inbox): MessageReader {
  const listen = reader.listen.bind(reader);
  reader.listen = (callback: DataCallback): Disposable =>
    listen((message) => {
      inbox.came(message);
      callback(message);
    });
  return reader;
}
