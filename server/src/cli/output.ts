// Standard output and error: colour where a terminal reads, and a quiet end where the reader has gone.

import { forLog, inLine } from "../base/line";
import type { Style } from "../exports/table";
import { PLAIN } from "../exports/table";

/** Ends quietly when what reads the output has ended (`cnn summary x.cnn | head -1`), in one line when there is no place. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      if (stream === process.stdout) complain(`the output cannot be written: ${reasonOf(error)}`);
      process.exit(2);
    });
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === "ENOSPC" || code === "EDQUOT" ? "no space is left" : (code ?? message);
}

/** What a file or its name holds must not drive the terminal: of control characters, only emphasis and line ends pass. */
function shown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/\u001b\[[012]m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (found) =>
    found.length > 1 ? found : "\ufffd",
  );
}

export function print(text: string): void {
  if (text !== "") process.stdout.write(shown(text));
}

/** A line for whoever runs the program, apart from what it prints. */
export function tell(line: string): void {
  process.stderr.write(`${shown(forLog(line))}\n`);
}

/** One line about the program's own work, on standard error. */
export function complain(message: string): void {
  tell(`cnn: ${inLine(message)}`);
}

/** Emphasis for a terminal that has not said `NO_COLOR`. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const { NO_COLOR, TERM } = process.env;
  if (!stream.isTTY || NO_COLOR || TERM === "dumb") return PLAIN;
  return { strong: (text) => `\u001b[1m${text}\u001b[0m`, faint: (text) => `\u001b[2m${text}\u001b[0m` };
}
