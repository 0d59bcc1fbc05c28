// Lenses above blocks and networks, definitions, and the outline.

import { describe, expect, test } from "vitest";
import { codeLenses } from "../../server/src/features/code-lens";
import { SHOW_SUMMARY } from "../../server/src/features/commands";
import { definitionAt } from "../../server/src/features/definition";
import { documentSymbols } from "../../server/src/features/symbols";
import { program } from "../support/analyse";
import { block, marked } from "../support/cursor";

function lenses(text: string, chosen: ReadonlyMap<string, number> = new Map()): string[] {
  return codeLenses(program(block(text)), { chosen, commands: new Set([SHOW_SUMMARY]) }).map(
    ({ range, command }) => `${range.start.line}: ${command?.title} [${command?.command}]`,
  );
}

const RESNET = `
  block basic(width, stride=1) {
    add {
      | conv width 3x3 stride=stride pad1 nobias bn relu
        conv width 3x3 pad1 nobias bn
      | if stride > 1 or in.channels != width {
          conv width 1x1 stride=stride nobias bn
        }
    }
    relu
  }

  input 224x224x3
  conv 64 7x7 stride2 pad3 nobias bn relu
  maxpool 3x3 stride2 pad1
  basic 64 x2
  basic 128 x2 first stride2
  basic 256 x2 first stride2
  basic 512 x2 first stride2
  global_avgpool
  dense 1000
`;

describe("lenses", () => {
  test("tell how often a block is used, and which use is shown", () => {
    expect(lenses(RESNET)).toEqual([
      "0: used 8 times, 11,166,976 parameters [cnn.showUse]",
      "0: shown: 1 of 7, width=64, stride=1 on 56×56×64 [cnn.showUse]",
      "11: 11,689,512 parameters · 1.81G MACs · 6.13 MiB peak [cnn.showSummary]",
    ]);
    expect(lenses(RESNET, new Map([["basic", 1]]))[1]).toBe(
      "0: shown: 2 of 7, width=128, stride=2 on 56×56×64 [cnn.showUse]",
    );
  });

  test("step to the next use, and from the last to the first", () => {
    const text = program("block a(n) {\n  conv n 1x1\n}\ninput 8x8x1\na 1\na 2");
    const next = (shown: number) =>
      codeLenses(text, { chosen: new Map([["a", shown]]) })[0]?.command?.arguments;
    expect([next(0), next(1)]).toEqual([
      ["file:///test.cnn", "a", 1],
      ["file:///test.cnn", "a", 0],
    ]);
  });

  test("count uses inside repeats and other blocks", () => {
    const text = `
      block inner() {
        conv 1 1x1
      }
      block outer() {
        inner x3
      }
      input 8x8x1
      repeat 1000000 {
        outer
      }
    `;
    expect(lenses(text).slice(0, 2)).toEqual([
      "0: used 3,000,000 times, 6,000,000 parameters []",
      "3: used 1,000,000 times, 6,000,000 parameters []",
    ]);
  });
});

/** Where the definition is: `file line:text`. */
function defined(source: string): string | null {
  const { text, position } = marked(block(source));
  const found = definitionAt(program(text), position);
  if (!found) return null;
  const { start, end } = found.range;
  const word = found.uri.startsWith("file:")
    ? text.split("\n")[start.line]!.slice(start.character, end.character)
    : "";
  return `${found.uri} ${start.line}${word && `:${word}`}`;
}

describe("definitions", () => {
  const HERE = "file:///test.cnn";
  test.each([
    ["a label", "input 8x8x3\nleft: relu\nadd le$0ft", `${HERE} 1:left`],
    ["the last label of a name", "input 8x8x3\na: relu\nb: relu\na: relu\nadd $0a", `${HERE} 3:a`],
    [
      "the last label, where an equal line stands above",
      "input 8x8x3\na: relu\nadd a\na: relu\nadd $0a",
      `${HERE} 3:a`,
    ],
    [
      "a label of the second of two equal branches",
      "input 8x8x3\nadd {\n  | a: relu\n    add a\n  | a: relu\n    add $0a\n}",
      `${HERE} 4:a`,
    ],
    [
      "a label that an `if` inside of an `if` leaves behind",
      "input 8x8x3\nif 1 < 2 {\n  if 1 < 2 {\n    skip: relu\n  }\n}\nfrom ski$0p",
      `${HERE} 3:skip`,
    ],
    ["a `let`", "let n = 3\ninput 8x8x3\nconv (2*$0n) 3x3", `${HERE} 0:n`],
    ["a block", "input 8x8x3\nun$0it\nblock unit() {\n  relu\n}", `${HERE} 2:unit`],
    ["a parameter", "block unit(width) {\n  conv wi$0dth 3x3\n}", `${HERE} 0:width`],
    ["a parameter over a `let`", "let n = 1\nblock unit(n) {\n  conv $0n 3x3\n}", `${HERE} 1:n`],
    ["an index", "input 8x8x3\nrepeat 3 as i {\n  conv ($0i+1) 3x3 same\n}", `${HERE} 1:i`],
    ["a label of a branch", "input 8x8x3\nadd {\n  | a: relu\n    add $0a\n  |\n}", `${HERE} 2:a`],
    [
      "a label that an `if` leaves behind",
      "input 8x8x3\nif true {\n  a: relu\n} else {\n  a: relu\n}\nadd $0a",
      `${HERE} 2:a`,
    ],
  ])("of %s", (_, source, place) => expect(defined(source)).toBe(place));

  test("of the standard library", () => {
    expect(defined("input 8x8x16\nsqueeze_exc$0ite 4")).toMatch(/^cnn-stdlib:\/blocks\.cnn \d+$/);
  });

  test("of nothing", () => {
    expect(defined("input 8x8x3\nco$0nv 3 3x3")).toBeNull();
    expect(defined("block unit() {\n  add $0a\n}\ninput 8x8x3\na: relu\nunit")).toBeNull();
  });
});

test("the outline holds networks, blocks, `let`s and labels", () => {
  const text = "let n = 3\nblock unit(width) {\n  inner: relu\n}\ninput 8x8x3\nleft: conv n 3x3\nunit n";
  const outline = documentSymbols(program(text)).map(({ name, detail, children = [] }) =>
    [name, detail, ...children.map((child) => child.name)].filter(Boolean).join(" "),
  );
  expect(outline).toEqual(["n", "unit (width) inner", "left 6×6×3"]);
});
