// Standard output and error: colour where a terminal reads, and a quiet end where the reader has gone.

import type { Style } from "../exports/table";
import { PLAIN } from "../exports/table";

/** Ends quietly when what reads the output has ended: `cnn summary x.cnn | head -1`. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      throw error;
    });
  }
}

export function print(text: string): void {
  if (text !== "") process.stdout.write(text);
}

/** One line about the program's own work, on standard error. */
export function complain(message: string): void {
  process.stderr.write(`cnn: ${message}\n`);
}

/** Emphasis for a terminal that has not said `NO_COLOR`. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const { NO_COLOR, TERM } = process.env;
  if (!stream.isTTY || NO_COLOR || TERM === "dumb") return PLAIN;
  return { strong: (text) => `\u001b[1m${text}\u001b[0m`, faint: (text) => `\u001b[2m${text}\u001b[0m` };
}
