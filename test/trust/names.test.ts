// Names that every object of JavaScript has are names like any other.

import { describe, expect, test } from "vitest";
import { explain } from "../../server/src/exports/pages";
import { readSettings } from "../../server/src/features/settings";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";
import { cnn, folderOf } from "../support/cli";

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
];

const codes = (text: string) => problemsOf(program(text)).map(({ code }) => code);
const parameters = (text: string) => program(text).networks[0]!.run.totals.trainable;

describe.each(NAMES)("%s", (name) => {
  test("names a label, a value, a block, its parameters and options, a counter, a network", () => {
    const text = `block ${name}(width, kernel=1) {
  conv width kernel same
}
input 8x8x3
${name} 4 kernel=3
`;
    expect(codes(text)).toEqual([]);
    expect(parameters(text)).toBe(112);
    const inner = `block unit(${name}, act=relu) {\n  conv ${name} 1x1\n  act\n}\n`;
    expect(codes(`${inner}input 8x8x3\nunit 4 act=tanh`)).toEqual([]);
    const option = `block unit(${name}=2) {\n  conv ${name} 1x1\n}\n`;
    expect(parameters(`${option}input 8x8x3\nunit ${name}=5`)).toBe(20);
    expect(codes(`let ${name} = 3\ninput 8x8x3\nconv ${name} 1x1`)).toEqual([]);
    expect(codes(`input 8x8x3\n${name}: relu\nconv 3 1x1\nadd ${name}\nfrom ${name}\nconv 2 1x1`)).toEqual(
      [],
    );
    expect(codes(`input 8x8x3\nrepeat 2 as ${name} {\n  conv (${name} + 1) 1x1\n}`)).toEqual([]);
    expect(codes(`network ${name} {\n  input 8x8x3\n  relu\n}`)).toEqual([]);
  });

  test("is unknown where nothing has it", () => {
    expect(codes(`input 8x8x3\n${name} 4`)).toEqual(["unknown-kind"]);
    expect(codes(`input 8x8x3\nconv 4 1x1 ${name}=3`)).toEqual(["unknown-option"]);
    expect(codes(`input 8x8x3\nconv 4 1x1 pad=${name}`)).toEqual(["unknown-name"]);
    expect(codes(`input 8x8x3\nfrom ${name}`)).toEqual(["unknown-name"]);
    expect(codes(`input 8x8x3\nexpect ${name} 4`)).toHaveLength(1);
    expect(codes(`input 8x8x3\nlet a = in.${name}\nconv a 1x1`)).toHaveLength(1);
    expect(codes(`input 8x8x3\nlet a = ${name}(3)\nconv a 1x1`)).toContain("unknown-name");
    expect(codes(`framework ${name}\ninput 8x8x3`)).toEqual(["unknown-word"]);
    expect(codes(`dtype ${name}\ninput 8x8x3`)).toEqual(["unknown-word"]);
    expect(explain(name)).toBeNull();
  });

  test("is no setting and no option of the command line", () => {
    const hostile = JSON.parse(
      `{ "${name}": { "x": 1 }, "diagnostics": { "severity": { "${name}": "off" } } }`,
    );
    expect(readSettings(hostile)).toMatchObject({ framework: null, portable: false });
    expect(({} as { x?: unknown }).x).toBeUndefined();
    for (const words of [["summary", `--columns=${name}`], ["check", `--format=${name}`], [name]])
      expect(cnn([...words, "-"], { input: "input 4\n" }).code).toBe(2);
  });
});

test("a file is imported by such a name", () => {
  const cwd = folderOf({
    "constructor.cnn": "block __proto__(n) {\n  conv n 1x1\n}\n",
    "main.cnn": 'import "constructor.cnn"\ninput 8x8x3\n__proto__ 4\n',
  });
  expect(cnn(["check", "main.cnn"], { cwd })).toMatchObject({ code: 0, err: "" });
});
