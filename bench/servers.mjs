// Other language servers, for scale: each with a file of its language, and where one types in it.
import { existsSync } from "node:fs";
import { join } from "node:path";

const numbered = (count, line) => Array.from({ length: count }, (_, index) => line(index));
const behind = (pattern) => (line) => {
  const match = pattern.exec(line);
  return match ? match[0].length : -1;
};

const KNOWN = [
  {
    name: "JSON (vscode-langservers-extracted)",
    program: "vscode-langservers-extracted/bin/vscode-json-language-server",
    file: "a.json",
    language: "json",
    textOf: (lines) =>
      `{\n${numbered(lines - 2, (i) => `  "layer${i}": { "op": "conv", "filters": ${i % 512}, "size": [7, 7] }`).join(",\n")}\n}\n`,
    column: behind(/^ {2}"layer\d+": { "op": "conv", "filters": \d+/),
    wrong: "@",
  },
  {
    name: "CSS (vscode-langservers-extracted)",
    program: "vscode-langservers-extracted/bin/vscode-css-language-server",
    file: "a.css",
    language: "css",
    textOf: (lines) =>
      `${numbered(lines, (i) => `.layer${i} { margin: ${i % 9}px; padding: 1px 2px; }`).join("\n")}\n`,
    column: behind(/^\.layer\d+ { margin: \d+/),
    wrong: "{",
  },
];

/** Those that are installed in a folder. */
export async function others(folder) {
  return KNOWN.map((server) => ({
    ...server,
    command: [join(folder, "node_modules", server.program), "--stdio"],
  })).filter(({ command }) => existsSync(command[0]));
}
