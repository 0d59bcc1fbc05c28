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

/** Connects to the process that forked this one (`ipc`), or over standard input and output; that ends with the input. */
export function connect(ipc: boolean): { connection: Connection; inbox: Inbox } {
  const inbox = new Inbox();
  const options = { messageStrategy: inbox };
  if (ipc) {
    const reader = noted(new IPCMessageReader(process), inbox);
    return { connection: createConnection(reader, new IPCMessageWriter(process), options), inbox };
  }
  const reader = noted(new StdioReader(process.stdin), inbox);
  const connection = createConnection(reader, new StdioWriter(process.stdout), options);
  let asked = false;
  connection.onShutdown(() => {
    asked = true;
  });
  for (const event of ["end", "close"]) process.stdin.on(event, () => process.exit(asked ? 0 : 1));
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
