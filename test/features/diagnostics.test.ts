// Problems as the editor takes them: ranges, severities, related places, actions.

import { describe, expect, test } from "vitest";
import type { CodeAction, Range } from "vscode-languageserver-types";
import { codeActions } from "../../server/src/features/code-actions";
import { EXPLAIN } from "../../server/src/features/commands";
import { diagnosticsOf } from "../../server/src/features/diagnostics";
import { readSettings } from "../../server/src/features/settings";
import { program } from "../support/analyse";

const ALL: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** Each diagnostic as `line:from-to severity code`. */
function listed(text: string, section: unknown = {}): string[] {
  return diagnosticsOf(program(text), readSettings(section)).map(({ range, severity, code }) => {
    const { start, end } = range;
    return `${start.line}:${start.character}-${end.character} ${severity} ${code}`;
  });
}

const BROKEN = "input 5x5x1\nconv 8 7x7\ndense 10";

describe("diagnostics", () => {
  test("mark the argument at fault", () => {
    expect(listed(BROKEN)).toEqual(["1:7-10 1 kernel-too-large"]);
  });

  test("have the severity that the settings give them", () => {
    const severity = (level: string) => ({ diagnostics: { severity: { "kernel-too-large": level } } });
    expect(listed(BROKEN, severity("hint"))).toEqual(["1:7-10 4 kernel-too-large"]);
    expect(listed(BROKEN, severity("off"))).toEqual([]);
    expect(listed(BROKEN, severity("nonsense"))).toEqual(["1:7-10 1 kernel-too-large"]);
  });

  test("fade what is unused", () => {
    const [unused] = diagnosticsOf(program("let a = 3\ninput 8x8x3\nrelu"));
    expect(unused).toMatchObject({ code: "unused", tags: [1] });
  });

  test("tell which call leads to an error inside a block", () => {
    const text = "block half() {\n  conv 4 3x3\n}\ninput 2x2x1\nhalf";
    const [inside, call] = diagnosticsOf(program(text));
    expect(inside).toMatchObject({
      code: "kernel-too-large",
      range: { start: { line: 1, character: 9 } },
      relatedInformation: [
        {
          message: "In this use of `half`",
          location: { uri: "file:///test.cnn", range: { start: { line: 4 } } },
        },
      ],
    });
    expect(call).toMatchObject({ code: "error-in-block", range: { start: { line: 4 } } });
  });
});

describe("an error inside a block that many lines call", () => {
  const text = [
    "block half() {",
    "  conv 4 3x3",
    "}",
    "input 2x2x1",
    "a: identity",
    "half",
    "from a",
    "half",
    "from a",
    "repeat 3 {",
    "  half",
    "}",
  ].join("\n");

  test("is told where it is written and at the first call, which names the others", () => {
    const found = diagnosticsOf(program(text));
    expect(found.map(({ code, range }) => `${range.start.line} ${code}`)).toEqual([
      "1 kernel-too-large",
      "5 error-in-block",
    ]);
    expect(
      found[1]!.relatedInformation?.map(({ message, location }) => [location.range.start.line, message]),
    ).toEqual([
      [7, "This use of `half` meets it too"],
      [10, "This use of `half` meets it too"],
    ]);
  });

  test("is told again at a call that meets another", () => {
    const other = text.replace("from a\nhalf", "from a\npad 0:0x0:1 -> half");
    const calls = diagnosticsOf(program(other)).filter(({ code }) => code === "error-in-block");
    expect(calls.map(({ range }) => range.start.line)).toEqual([5, 7]);
  });
});

/** The text after an action. */
function applied(text: string, action: CodeAction): string {
  const edits = [...(action.edit?.changes?.["file:///test.cnn"] ?? [])];
  const lines = text.split("\n");
  const offset = ({ line, character }: Range["start"]) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  edits.sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return edits.reduce(
    (result, { range, newText }) =>
      result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
    text,
  );
}

describe("actions", () => {
  test("repair, the best first, and explain", () => {
    const actions = codeActions(program(BROKEN), ALL, { commands: new Set([EXPLAIN]) });
    expect(actions[0]).toMatchObject({ kind: "quickfix", isPreferred: true });
    expect(actions[0]?.diagnostics?.[0]?.code).toBe("kernel-too-large");
    expect(actions.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    expect(listed(applied(BROKEN, actions[0]!))).not.toContain("1:7-10 1 kernel-too-large");
    expect(actions.at(-1)).toMatchObject({
      title: "Explain kernel-too-large",
      command: { command: "cnn.explain", arguments: ["kernel-too-large"] },
    });
  });

  test("silence what is no error", () => {
    const text = "let a = 3\ninput 8x8x3\nrelu";
    const silence = codeActions(program(text), ALL).find(({ title }) => title === "Silence unused here")!;
    expect(applied(text, silence)).toBe("let a = 3  # cnn: ignore unused\ninput 8x8x3\nrelu");
    expect(listed(applied(text, silence))).toEqual([]);
    const commented = "let a = 3 # three\ninput 8x8x3\nrelu";
    const above = codeActions(program(commented), ALL).find(({ title }) => title === "Silence unused here")!;
    expect(applied(commented, above)).toBe(`# cnn: ignore unused\n${commented}`);
    expect(listed(applied(commented, above))).toEqual([]);
    expect(codeActions(program(BROKEN), ALL).some(({ title }) => title.startsWith("Silence"))).toBe(false);
  });

  test("are those of the range, and of the kinds asked for", () => {
    const elsewhere = { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } };
    expect(codeActions(program(BROKEN), elsewhere)).toEqual([]);
    expect(codeActions(program(BROKEN), ALL, { only: ["refactor"] })).toEqual([]);
    expect(codeActions(program(BROKEN), ALL, { only: ["quickfix"] })).not.toEqual([]);
  });
});
