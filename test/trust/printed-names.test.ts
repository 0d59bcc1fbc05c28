// Names of files come from elsewhere too: each stays in its line, and is neither a heading nor a command to whatever
// reads what is printed, such as the runner of a continuous integration.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemLine } from "../../server/src/exports/checks/checked";
import { CHECK_FORMATS } from "../../server/src/exports/checks/formats";
import { compare } from "../../server/src/exports/comparison";
import { COMPARISON_FORMATS, SUMMARY_FORMATS } from "../../server/src/exports/formats";
import { diagnosticsOf } from "../../server/src/exports/report";
import { sweepMarkdown, sweepRows, sweepText } from "../../server/src/exports/sweep";
import { PLAIN } from "../../server/src/exports/table";
import { program } from "../support/analyse";
import { cnn, folderOf } from "../support/cli";

const BAD = "input 8x8x3\nconv 4 9x9\n";

const NAMES = [
  "a\n::error::hi",
  "a\r::error::hi",
  "a\u000b\u000c\u0085::error::hi",
  "a\n# Approved",
  "a\n\n# Approved\n\n",
  "a\u2028\u2029::error::hi",
  "a\u202e\u2066b",
  "\tq\u001b[2J\u0085",
  "::error::hi",
  "  ::error::hi",
  "a##[error]hi",
  "##vso[task.setvariable variable=a]b",
  "# Approved",
  "+ Approved",
  "- Approved",
  "1. Approved",
  "22) Approved",
  "    Approved",
  "~~~",
  "===",
  "> Approved",
  "| Approved",
  "<b>",
  "![a](b)",
  "[a]: b",
];

/** What GitHub's runner, or another, would obey. */
const COMMAND = /^\s*::|##\w*\[/;

/** Line ends of some reader, controls, and what turns the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** What a line of Markdown begins with that is more than text; a heading and a table are the program's own. */
const BLOCK = /^(?: {4}|\t|\s*(?:[-+>~=] ?|#{2,} |\d+[.)] |\[))/;

const networks = ["input 8\ndense 2\n", "block unit(n) {\n  conv n 1x1\n}\n", BAD].map((text) =>
  program(text),
);

describe.each(NAMES)("%j", (name) => {
  const naming = { file: `${name}.cnn`, network: name, fileOf: () => name };
  const other = {
    program: program("input 8\ndense 3\n"),
    naming: { ...naming, file: "b.cnn", network: "b" },
  };
  const sides = networks.map((read) => ({ program: read, naming }));
  const comparisons = sides.flatMap((side) => [
    compare(side, other),
    compare(other, side),
    compare(side, side),
    // A revision of a file.
    compare(side, { ...side, naming: { ...naming, file: `HEAD:${name}` } }),
  ]);
  const rows = networks.flatMap((read) => [
    ...sweepRows(read, naming, { a: name }),
    ...sweepRows(read, other.naming, { a: name }),
  ]);

  test("in text", () => {
    const texts = [
      ...networks.map((read) => SUMMARY_FORMATS.text.file(read, naming, {})),
      ...comparisons.map((each) => COMPARISON_FORMATS.text(each, PLAIN)),
      ...networks.map((read) => {
        const diagnostics = diagnosticsOf(read, naming);
        const text = CHECK_FORMATS.text.file({ file: naming.file, diagnostics });
        expect(text.split("\n")).toHaveLength(diagnostics.length + 1);
        for (const each of diagnostics) expect(problemLine(naming.file, each)).not.toMatch(/\n/);
        return text;
      }),
      sweepText(rows, ["a"], ["params"]),
    ];
    const lines = texts.flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => COMMAND.test(line) || UNSEEN.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("# Approved") && !name.startsWith("#"))).toEqual([]);
  });

  test("in Markdown", () => {
    const texts = [
      ...networks.map((read) => SUMMARY_FORMATS.markdown.file(read, naming, {})),
      ...comparisons.map((each) => COMPARISON_FORMATS.markdown(each)),
      sweepMarkdown(rows, ["a"], ["params"]),
    ];
    const lines = texts.flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => COMMAND.test(line) || UNSEEN.test(line))).toEqual([]);
    const own = lines.filter((line) => !/^#{1,3} /.test(line));
    expect(own.filter((line) => BLOCK.test(line) || line.startsWith("#"))).toEqual([]);
    // A heading for each network, and no more.
    const headings = texts.map((text) => text.split("\n").filter((line) => /^#/.test(line)).length);
    expect(Math.max(...headings)).toBeLessThanOrEqual(2);
    expect(texts.join("\n")).not.toMatch(/(?<!\\)(?:\\\\)*(?:\]\(|\]:|<[a-z/!])/i);
  });
});

test.skipIf(process.platform === "win32")("whatever the program prints for people", () => {
  const name = "::error::a##[error]\n::error::b\u2028\u202e\t.cnn";
  const cwd = folderOf({ "other.cnn": "input 4\n" });
  writeFileSync(join(cwd, name), BAD);
  for (const words of [
    ["check", name],
    ["check", "."],
    ["check", `${name}/x`],
    ["summary", name],
    ["summary", `none${name}`],
    ["summary", name, "--format", "markdown"],
    ["summary", name, "--columns", name],
    ["diff", name, "other.cnn"],
    ["diff", "other.cnn", name, "--format", "markdown"],
    ["diff", `none${name}`, name],
    ["sweep", name, `a=${name}`],
    ["explain", name],
    ["check", `--${name}`],
    [name],
  ]) {
    const { out, err } = cnn(words, { cwd });
    const lines = `${out}\n${err}`.split("\n");
    expect(
      lines.filter((line) => COMMAND.test(line) || UNSEEN.test(line)),
      JSON.stringify(words),
    ).toEqual([]);
  }
});

test("what a file says is no command either", () => {
  const read = program(
    'input 8\n::error::hi\n  ::set-output name=a::b\n"##[set-output name=a]b" 3\nconv "##vso[a]" 3\n',
  );
  const naming = { file: "a.cnn", network: "a", fileOf: () => "a.cnn" };
  const diagnostics = diagnosticsOf(read, naming);
  const lines = [
    SUMMARY_FORMATS.text.file(read, naming, {}),
    SUMMARY_FORMATS.markdown.file(read, naming, {}),
    SUMMARY_FORMATS.text.file(read, naming, { expand: true }),
    CHECK_FORMATS.text.file({ file: "a.cnn", diagnostics }),
  ].flatMap((text) => text.split("\n"));
  expect(diagnostics.length).toBeGreaterThan(3);
  expect(lines.filter((line) => COMMAND.test(line))).toEqual([]);
});
