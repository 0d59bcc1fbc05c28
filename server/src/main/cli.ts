// The command line: `cnn summary`, `check`, `diff`, `sweep`, `explain` and `lsp`.

import { join } from "node:path";
import { readCommandLine } from "../cli/arguments";
import { check } from "../cli/check";
import { diff } from "../cli/diff";
import { explain } from "../cli/explain";
import { helpText } from "../cli/help";
import { complain, endWithReader, print } from "../cli/output";
import { summary } from "../cli/summary";
import { sweep } from "../cli/sweep";
import { VERSION } from "./version";

/** Does what the words say; the exit code, or null where the program goes on by itself. */
function main(words: readonly string[]): number | null {
  const line = readCommandLine(words);
  switch (line.type) {
    case "help":
      print(helpText(line.command));
      return 0;
    case "version":
      print(`${VERSION}\n`);
      return 0;
    case "wrong":
      return wrongUsage(line.message);
    case "command":
      return run(line.name, line.operands, line.options);
  }
}

function run(name: string, operands: readonly string[], options: ReadonlyMap<string, string>): number | null {
  switch (name) {
    case "explain":
      return explain(operands);
    case "lsp":
      return serve(operands, options);
    case "diff": {
      const [old, now, ...more] = operands;
      if (old === undefined || now === undefined || more.length > 0)
        return wrongUsage("`diff` needs an old and a new file");
      return diff(old, now, options);
    }
    default:
      if (operands.length === 0) return wrongUsage(`\`${name}\` needs a file`);
      if (name === "sweep") return sweep(operands, options);
      return name === "check" ? check(operands, options) : summary(operands, options);
  }
}

function wrongUsage(message: string): number {
  complain(`${message}${message.endsWith("?") ? "" : "."} See \`cnn --help\`.`);
  return 2;
}

/** The server is a program of its own beside this one, so that the other commands start without loading it. */
function serve(operands: readonly string[], options: ReadonlyMap<string, string>): number | null {
  if (operands.length > 0) return wrongUsage("`lsp` takes no file");
  if (options.size === 0) return wrongUsage("`lsp` needs `--stdio`");
  require(join(__dirname, "server.js"));
  return null;
}

endWithReader();
const code = main(process.argv.slice(2));
if (code !== null) process.exitCode = code;
