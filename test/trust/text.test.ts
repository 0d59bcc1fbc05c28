// What a file holds is shown as text: it loads no picture, offers no command and does not drive a terminal.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SUMMARY_FORMATS } from "../../server/src/exports/formats";
import { readSettings } from "../../server/src/features/settings";
import { clientOf } from "../../server/src/lsp/client";
import { PROGRAM_REQUESTS } from "../../server/src/lsp/requests";
import { program } from "../support/analyse";
import { cnn, folderOf } from "../support/cli";

const HOSTILE = [
  "![a](https://example.org/a.png)",
  "[a](command:workbench.action.terminal.new)",
  '<img src="https://example.org/a.png">',
  "\\![a](https://example.org/a.png)",
  "`![a](https://example.org/a.png)",
  "[a]: https://example.org/a.png",
  "a | ![b](https://example.org/a.png) | <b>",
];

/** Every place where a file can say what it likes. */
const fileWith = (text: string) => `# ${text}
block unit(n, name="${text.replaceAll('"', "'")}") {  # ${text}
  conv n 1x1
}
# ${text}
let word = "${text.replaceAll('"', "'")}"
import "${text.replaceAll('"', "'")}"
input 8x8x3
# ${text}
label: unit 4 name=word
conv 8 3x3 word "${text.replaceAll('"', "'")}"
add label ${text}
`;

/** The texts of an answer that are Markdown. */
function markdownOf(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  if ("kind" in answer && answer.kind === "markdown" && "value" in answer) return [String(answer.value)];
  return Object.values(answer).flatMap(markdownOf);
}

/** A link, a picture or HTML: a bracket that no backslash makes a letter. */
const ALIVE = /(?<!\\)(?:\\\\)*(?:\]\(|\]:|<[a-z/!])/i;

describe.each(HOSTILE)("%s", (text) => {
  const source = fileWith(text);
  const lines = source.split("\n");

  test("stays text in every answer", () => {
    const context = { settings: readSettings({}), chosen: new Map(), client: clientOf(undefined) };
    const read = program(source);
    const found = new Set<string>();
    for (const [line, { length }] of lines.entries())
      for (let character = 0; character <= length; character++) {
        const position = { line, character };
        const params = {
          textDocument: read,
          position,
          range: { start: position, end: position },
          context: {},
        };
        for (const { method, tell } of PROGRAM_REQUESTS)
          if (method === "textDocument/hover" || character === 0) {
            if (method.endsWith("/resolve")) continue;
            for (const markdown of markdownOf(tell(read, params, context))) found.add(markdown);
          }
      }
    expect(found.size).toBeGreaterThan(5);
    // What a block's signature says stands in code, which nothing in it can end.
    const outside = [...found].map((markdown) => markdown.replace(/^\*\*block\*\* `[^`\n]*`/, ""));
    expect(outside.filter((markdown) => ALIVE.test(markdown))).toEqual([]);
  });

  test("stays text in a summary", () => {
    const naming = { file: "a.cnn", network: text, fileOf: () => text };
    expect(SUMMARY_FORMATS.markdown.file(program(source), naming, {})).not.toMatch(ALIVE);
  });
});

test("control characters do not reach the terminal, whatever is printed", () => {
  const controls = "\u001b[31m\u001b]0;title\u0007\u009b2J\u0085\u007f\b\r";
  const cwd = folderOf({ "a.cnn": "input 4\n" });
  const file = process.platform === "win32" ? "b.cnn" : "b\u001b[2J.cnn";
  writeFileSync(join(cwd, file), `${fileWith(controls)}\u001b[2J\n${controls} 4\nconv ${controls}\n`);
  for (const words of [
    ...["text", "json", "github", "sarif", "junit"].map((format) => ["check", `--format=${format}`, "."]),
    ...["text", "json", "markdown", "csv"].map((format) => ["summary", `--format=${format}`, "."]),
    ["diff", "a.cnn", file],
    ["sweep", file, "word=1\u001b[2J"],
    ["summary", `none\u001b[2J.cnn`],
    ["check", "--format=\u001b[2J", "a.cnn"],
  ]) {
    const { out, err } = cnn(words, { cwd });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(`${out}${err}`, words.join(" ")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  }
});
