// The language server as a program: over standard input and output, or over the channel of the process that forked it.

import { startServer } from "../lsp/server";
import { connect } from "./connection";
import { loadFile } from "./disk";
import { keepYoungRoom } from "./memory";
import { VERSION } from "./version";

const USAGE = `cnn-language-server: the language server for .cnn files

  --stdio    talk over standard input and output
  --version  print the version
  --help     print this
`;

const words = process.argv.slice(2);
if (words.includes("--help") || words.includes("-h")) {
  process.stdout.write(USAGE);
} else if (words.includes("--version")) {
  process.stdout.write(`${VERSION}\n`);
} else if (words.includes("--node-ipc") && process.send === undefined) {
  process.stderr.write(
    "`--node-ipc` needs the channel of a process that forks this one; use `--stdio` without one.\n",
  );
  process.exitCode = 2;
} else if (words.includes("--stdio") || words.includes("--node-ipc")) {
  const forked = words.includes("--node-ipc");
  const { connection, inbox } = connect(forked);
  startServer(connection, {
    version: VERSION,
    inbox,
    load: async (uri, root, room) => loadFile(uri, root, room),
    settled: forked ? () => undefined : keepYoungRoom,
  });
} else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
