// What the hover tells of the word under the cursor.

import { describe, expect, test } from "vitest";
import { type HoverOptions, hoverAt } from "../../server/src/features/hover";
import { program } from "../support/analyse";
import { block, marked } from "../support/cursor";

/** The hover at `$0`, `null` where there is none. */
function told(source: string, options: HoverOptions = {}): string | null {
  const { text, position } = marked(block(source));
  const hover = hoverAt(program(text), position, options);
  return hover && (hover.contents as { value: string }).value;
}

/** The text that the hover is about. */
function about(source: string): string | undefined {
  const { text, position } = marked(block(source));
  const range = hoverAt(program(text), position)?.range;
  return range && text.split("\n")[range.start.line]!.slice(range.start.character, range.end.character);
}

describe("the hover of a layer", () => {
  test("shows how its shape and its parameters arise", () => {
    expect(told("input 100x100x1\nco$0nv 60 7x7 valid")).toBe(
      [
        "**conv**",
        "Slides learned filters over the input: every output channel is one filter's response at every position.",
        "100×100×1 → **94×94×60**",
        "- height: ⌊(100 + 0 + 0 − 7)/1⌋ + 1 = 94\n- width: ⌊(100 + 0 + 0 − 7)/1⌋ + 1 = 94",
        "Parameters: (7·7·1 + 1)·60 = 3,000: 2,940 weights and 60 biases",
        "25,977,840 MACs",
        "Receptive field 7×7.",
        "`local` in its place, without weight sharing, needs 26,508,000: 8,836 times as many.",
      ]
        .join("\n\n")
        .replace("⌊(100 + 0 + 0 − 7)/1⌋", "⌊(100 + 0 + 0 − 7)/1⌋"),
    );
  });

  test("tells the receptive field of the line that it is about, not of the first one like it", () => {
    const pools = ["maxpool 3x3 stride1 same", "maxpool 3x3 stride1 same", "maxpool 3x3 stride1 same"];
    const body = "residual {\n  conv 8 3x3 same\n}";
    const lines = ["input 16x16x8", ...pools, ...`${body}\n${body}`.split("\n")];
    const fields = [1, 2, 3, 5, 8].map((at) => {
      const text = lines
        .map((line, index) => (index === at ? line.replace(/[mc]/, "$$0$&") : line))
        .join("\n");
      return /Receptive field [^.,]*/.exec(told(text) ?? "")?.[0];
    });
    expect(fields).toEqual([3, 5, 7, 9, 11].map((size) => `Receptive field ${size}×${size}`));
  });

  test("names its other, with and without shared weights", () => {
    const input = "input 32x32x3\n";
    expect(told(`${input}con$0v 20 8x8 stride2 pad1`)).toContain("`local`");
    expect(told(`${input}con$0v 20 8x8 stride2 pad1`)).toContain("756,560: 196 times");
    expect(told(`${input}loc$0al 20 8x8 stride2 pad1`)).toContain("`conv`");
    expect(told(`${input}loc$0al 20 8x8 stride2 pad1`)).toContain("3,860");
  });

  test("tells the receptive field: how far apart, whether larger than the input, whether its paths are aligned", () => {
    expect(told("input 32x32x3\nmaxpool 2\nco$0nv 4 3x3 same")).toContain("Receptive field 6×6, 2×2 apart.");
    expect(told("input 8x8x3\nconv 4 7x7 same\nco$0nv 4 7x7 same")).toContain(
      "Receptive field 13×13. That is larger than the input, 8×8.",
    );
    expect(told("input 9x9x3\nad$0d {\n  | conv 3 3x3\n  | crop 0:2\n}")).toContain(
      "Its paths are misaligned: along the height, their first fields are centred at 1.5 and 0.5.",
    );
    expect(told("input 8x8x3\nden$0se 4")).not.toContain("Receptive field");
  });

  test("tells which rows are never read", () => {
    expect(told("input 8x8x1\nma$0xpool 3x3 stride2")).toMatch(/never read/);
  });

  test("is that of the trailing word under the cursor", () => {
    const text = told("input 8x8x3\nconv 16 3x3 b$0n relu");
    expect(text).toContain("**bn**");
    expect(text).toContain("2·16 = 32: 16 weights and 16 biases");
  });

  test("says so where its input is not known", () => {
    expect(told("cnov\nco$0nv 3 3x3")).toContain("not known");
  });

  test("tells of repetitions, frozen and reused weights", () => {
    expect(told("input 8x8x4\nc$0onv 4 3x3 same x3")).toContain(
      "first of 3 repetitions: 444 parameters in all",
    );
    expect(told("input 8x8x4\nc$0onv 4 3x3 frozen")).toContain("Frozen");
  });

  test("is there without a run too: in a block that nothing uses", () => {
    expect(told("block a() {\n  de$0nse 3\n}")).toContain("(n + 1) · units");
  });
});

describe("the hover of an argument", () => {
  test.each([
    ["conv 6$00 7x7", "**filters** of `conv` = `60`"],
    ["conv 60 7x$07", "**kernel** of `conv` = `7×7`"],
    ["conv 60 7x7 str$0ide2", "**stride** of `conv` = `2`"],
    ["conv 60 7x7 str$0ide 2", "**stride** of `conv` = `2`"],
    ["conv 60 7x7 stride $02", "**stride** of `conv` = `2`"],
    ["conv 60 7x7 stride=$02", "**stride** of `conv` = `2`"],
    ["conv 60 7x7 sa$0me", "**pad** of `conv` = `same`"],
    ["conv 60 7x7 nob$0ias", "**bias** of `conv` = `nobias`"],
    ["dropout 0.$05", "**rate** of `dropout` = `0.5`"],
  ])("%s", (line, head) => {
    expect(told(`input 32x32x3\n${line}`)).toContain(head);
  });

  test("tells the default", () => {
    expect(told("input 32x32x3\nconv 60 7x7 str$0ide2")).toContain("Without it: `1`.");
  });

  test("x3 and frozen", () => {
    expect(told("input 8x8x3\nrelu x$03")).toBe("Runs the step 3 times, one after another.");
    expect(told("input 8x8x3\nrelu fro$0zen")).toContain("non-trainable");
  });
});

describe("the hover of a name", () => {
  const labelled = "input 8x8x3\n# The left half.\nleft: conv 4 3x3\nrelu\nadd ";

  test("shows the value of a `let`, and the comment above it", () => {
    const text = told("# How wide it is.\nlet width = 4*2\ninput 8x8x3\nconv wi$0dth 3x3");
    expect(text).toMatch(/^\*\*width\*\* = 8\n\nA `let`\.\n\nHow wide it is\.\n/);
    expect(text).toContain("**filters** of `conv` = `8`");
    expect(told("let wi$0dth = 4*2")).toContain("= 8");
    expect(told("let a = 3\nlet b = $0a + 1")).toContain("**a** = 3");
  });

  test("shows the shape of a label, and the comment above it", () => {
    expect(told(`${labelled}le$0ft`)).toBe(
      "**left** = 6×6×4\n\nA label: the result of its line.\n\nThe left half.",
    );
    expect(told("input 8x9x3\na: relu\nconv a.wi$0dth 1x1")).toContain("**a.width** = 9");
    expect(about(`${labelled}le$0ft`)).toBe("left");
  });

  test("shows a screenful of a long comment, and says that it goes on", () => {
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, index) => `# Line ${index + 1}.\n`).join("");
    expect(told(`${lines(40)}$0a: input 8`)).toMatch(/Line 1\.\nLine 2\.\n[\s\S]*\nLine 40\.$/);
    expect(told(`${lines(1041)}$0a: input 8`)).toMatch(
      /Line 1\.\n[\s\S]*\nLine 40\. …\n\n\(1,001 more of 1,041 lines\)$/,
    );
    expect(told(`${"# 🙂".padEnd(9000, "🙂")}\n$0a: input 8`)).toMatch(
      /\n\n(🙂){2000} …\n\n\(1 more of 1 lines\)$/u,
    );
  });

  test("shows a block's comment, parameters and uses", () => {
    const text = told(`
      # Two layers.
      block unit(width, act=relu) {
        conv width 3x3 same act
      }
      input 8x8x3
      unit 4
      un$0it 4
    `)!;
    expect(text).toContain("**block** `unit(width, act=relu)`");
    expect(text).toContain("Two layers.");
    expect(text).toContain("Used 2 times, 260 parameters.");
    expect(text).toContain("8×8×4 → **8×8×4**");
    expect(text).toContain("`width` = 4, `act` = relu");
    expect(text).toContain("148 parameters");
  });

  test("shows a parameter's value in the use that is shown", () => {
    const source = "block unit(width) {\n  conv wid$0th 1x1\n}\ninput 8x8x3\nunit 4\nunit 6";
    expect(told(source)).toContain("**width** = 4");
    expect(told(source, { chosen: new Map([["unit", 1]]) })).toContain("**width** = 6");
    expect(told(source.replace("$0", "").replace("unit(wi", "unit(wi$0"))).toContain("**width** = 4");
  });

  test("shows blocks of the standard library", () => {
    expect(told("input 8x8x16\nsqueeze_exc$0ite 4")).toContain("From the standard library.");
  });
});

test("the words of the language are told too", () => {
  expect(told("in$0put 8x8x3")).toContain("**input**");
  expect(told("rep$0eat 3 {\n}")).toContain("**repeat**");
  expect(told("input 8x8x3\nadd {\n  | i$0f true {\n    relu\n  }\n}")).toContain("**if**");
});

test("nothing is told of comments, blank lines and what is broken", () => {
  expect(told("# com$0ment")).toBeNull();
  expect(told("input 8x8x3\n$0\nrelu")).toBeNull();
  expect(told("input 8x8x3\ncnov$0 3")).toBeNull();
});
