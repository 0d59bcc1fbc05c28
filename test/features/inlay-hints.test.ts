// The hints, drawn: each text stands as the editor shows it, hints included.

import { describe, expect, test } from "vitest";
import { type HintOptions, inlayHints, resolveHint } from "../../server/src/features/inlay-hints";
import { DEFAULT_SETTINGS, type HintSettings, readSettings } from "../../server/src/features/settings";
import { program } from "../support/analyse";
import { block } from "../support/cursor";

const ALL = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

/** The text with its hints, as the editor shows it. */
function shown(text: string, options: HintOptions = {}, range = ALL): string {
  const lines = text.split("\n");
  for (const { position, label } of inlayHints(program(text), range, options)) {
    expect(position.character).toBe(lines[position.line]!.length);
    lines[position.line] += String(label);
  }
  return lines.join("\n");
}

/** Checks a drawing: what stands behind `→` is the hint. */
function draws(drawing: string, options: HintOptions = {}): void {
  const wanted = block(drawing);
  const source = wanted.replace(/ *→.*$/gm, "");
  expect(`\n${shown(source, options)}`).toBe(`\n${wanted}`);
}

const hints = (inlayHints: Partial<HintSettings>): HintOptions => ({
  settings: { ...DEFAULT_SETTINGS, inlayHints: { ...DEFAULT_SETTINGS.inlayHints, ...inlayHints } },
});

describe("hints", () => {
  test("make a table of a network, its total at the input", () => {
    draws(`
      # How many weights does this network have?
      input 100x100x1                 → 100×100×1   Σ 50,828,751
      conv 60 7x7 stride1 valid       → 94×94×60           3,000
      conv 100 5x5 stride1 valid      → 90×90×100        150,100
      maxpool 2x2                     → 45×45×100              0
      flatten                         → 202,500                0
      dense 250                       → 250           50,625,250
      dense 200                       → 200               50,200
      dense 1                         → 1                    201
      expect params 50_828_751
    `);
  });

  test("say what is not known, and never look exact over it", () => {
    draws(`
      input ?x?x3     → ?×?×3    Σ ≥ 448
      conv 16 3x3     → ?×?×16       448
      cnov 16 3x3     → ?              ?
      relu            → ?              0
    `);
  });

  test("sum the steps of a line, and give each line of a long one its own", () => {
    draws(`
      input 8x8x3                     → 8×8×3    Σ 1,360
      conv 16 3x3 same bn relu        → 8×8×16       480
      conv 16 1x1 -> relu ->          → 8×8×16       272
        conv 16 1x1                   → 8×8×16       272
        -> bn                         → 8×8×16        32
      conv 16 1x1 bn -> dropout 0.1   → 8×8×16       304
    `);
  });

  test("count a body that ends where its last line does once, with what stands behind it", () => {
    draws(`
      input 8x8x4             → 8×8×4   Σ 68
      relu -> residual {      → 8×8×4      0
        conv 4 1x1 }          → 8×8×4     20
      residual {
        conv 4 1x1            → 8×8×4     20
        conv 4 1x1 } -> bn    → 8×8×4     48
    `);
  });

  test("begin past the longest line, but for one that stands apart", () => {
    draws(`
      input 8x8x3             → 8×8×3    Σ 720
      conv 16 3x3 same        → 8×8×16     448
      conv 16 1x1                  # and a comment that says a good deal more         → 8×8×16     272
    `);
  });

  test("stand at the column of what a brace closes", () => {
    draws(`
      block stage(depth, width) {
        repeat depth as i {
          conv (width if i == 0 else 2*width) 3x3 stride=(2 if i == 0 else 1) pad1    → 4×4×8   224
        }                                                                             → 4×4×8   224
      }                                                                               → 4×4×8   224

      input 8x8x3     → 8×8×3   Σ 224
      stage 1 8       → 4×4×8     224
    `);
  });

  test("stand in columns of their own on both sides of a blank line", () => {
    draws(`
      input 8x8x3     → 8×8×3   Σ 584
      relu            → 8×8×3       0

      conv 16 3x3 same nobias groups1         → 8×8×16   432
      conv 8 1x1 bn                           → 8×8×8    152
    `);
  });

  test("inside a block are those of its first use", () => {
    draws(`
      block unit(width) {
        conv width 3x3 same   → 8×8×4   112
        relu                  → 8×8×4     0
      }                       → 8×8×4   112

      input 8x8x3     → 8×8×3   Σ 260
      unit 4          → 8×8×4     112
      unit 4          → 8×8×4     148
    `);
  });

  test("inside a block are those of the chosen use", () => {
    const text = "block unit(width) {\n  conv width 3x3 same\n}\n\ninput 8x8x3\nunit 4\nunit 8";
    const chosen = new Map([["unit", 1]]);
    expect(shown(text, { chosen }).split("\n")[1]).toBe("  conv width 3x3 same   → 8×8×8   296");
    expect(shown(text, { chosen: new Map([["unit", 2]]) })).toBe(shown(text));
  });

  test("run through branches, repeats and taken arms", () => {
    draws(`
      input 8x8x4             → 8×8×4   Σ 612
      add {
        | conv 4 3x3 same     → 8×8×4     148
          relu                → 8×8×4       0
        | conv 4 1x1          → 8×8×4      20
      }                       → 8×8×4     168
      repeat 3 {
        conv 4 3x3 same       → 8×8×4     148
      }                       → 8×8×4     444
      if 1 > 0 {
        identity              → 8×8×4       0
      } else {
        conv 4 1x1
      }
      concat { | | relu }     → 8×8×8       0
    `);
  });

  test("do not count weights twice that are reused", () => {
    draws(`
      left: input 8x8x1       → 8×8×1   Σ 10
      right: input 8x8x1      → 8×8×1
      from left               → 8×8×1
      a: conv 1 3x3           → 6×6×1     10
      from right              → 8×8×1
      b: reuse a              → 6×6×1      0
      sub a                   → 6×6×1      0
    `);
  });

  test("of each named network, its own total", () => {
    const text = "network a {\n  input 4x4x1\n  conv 1 3x3\n}\n\nnetwork b {\n  input 4x4x1\n  conv 2 3x3\n}";
    const lines = shown(text).split("\n");
    expect(lines[1]).toContain("Σ 10");
    expect(lines[6]).toContain("Σ 20");
  });

  test("are there for the lines that are asked for, aligned as if all were", () => {
    const text = "input 8x8x3\nconv 16 3x3 same\nconv 16 3x3 same nobias bn relu\nrelu";
    const whole = shown(text).split("\n");
    const part = shown(text, {}, { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } });
    expect(part.split("\n")).toEqual(text.split("\n").map((line, index) => (index === 1 ? whole[1] : line)));
  });

  test("follow the order that shapes are shown in", () => {
    const settings = readSettings({ shapeStyle: "C@HxW" });
    expect(shown("input 8x9x3\nflatten", { settings })).toContain("→ 3@8×9");
  });

  test("say how they arise", () => {
    const text = "input 100x100x1\nconv 60 7x7 bn relu";
    const [input, conv] = inlayHints(program(text), ALL).map((hint) => resolveHint(program(text), hint));
    expect(input?.tooltip).toEqual({
      kind: "markdown",
      value: "**3,120 parameters**  \n25,977,840 MACs  \n3 layers  \ninput 100×100×1",
    });
    expect(conv?.tooltip).toEqual({
      kind: "markdown",
      value:
        "`conv` (7·7·1 + 1)·60 = 3,000  \n`bn` 2·60 = 120  \n`relu` no parameters  \n**3,120 parameters** in all",
    });
  });
});

describe("the switches", () => {
  const text = "input 32x32x3\nconv 16 3x3 same\nrelu";
  test("of all hints", () => expect(shown(text, hints({ enabled: false }))).toBe(text));
  test("of shapes", () =>
    expect(shown(text, hints({ shapes: false })).split("\n")).toEqual([
      "input 32x32x3           Σ 448",
      "conv 16 3x3 same          448",
      "relu                        0",
    ]));
  test("of parameters", () =>
    draws(
      `
      input 32x32x3           → 32×32×3
      conv 16 3x3 same        → 32×32×16
      relu                    → 32×32×16
    `,
      hints({ parameters: false }),
    ));
  test("of MACs and memory", () =>
    draws(
      `
      input 32x32x3           → 32×32×3    Σ 448   Σ 442K MACs   12.0 KiB
      conv 16 3x3 same        → 32×32×16     448     442K MACs   64.0 KiB
      relu                    → 32×32×16       0             0   64.0 KiB
    `,
      hints({ macs: true, memory: true }),
    ));
  test("of alignment", () =>
    draws(
      `
      input 32x32x3  → 32×32×3   Σ 448
      conv 16 3x3 same  → 32×32×16   448
      relu  → 32×32×16   0
    `,
      hints({ align: false }),
    ));
});

test("a long run of lines is aligned in parts, whatever part is asked for", () => {
  const lines = Array.from({ length: 400 }, (_, i) => `conv ${i + 1} 1x1`);
  const text = ["input 8x8x3", ...lines].join("\n");
  const whole = shown(text).split("\n");
  for (const line of [0, 127, 128, 300, 400]) {
    const range = { start: { line, character: 0 }, end: { line: line + 3, character: 0 } };
    expect(shown(text, {}, range).split("\n")[line]).toBe(whole[line]);
  }
});

test("below a block no use of it is looked for", () => {
  const asked: string[] = [];
  class Choices extends Map<string, number> {
    override get(name: string): number | undefined {
      asked.push(name);
      return super.get(name);
    }
  }
  const text = "block unused(n) {\n  relu\n}\n\n# the network\ninput 8x8x3\nrelu";
  const below = { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } };
  inlayHints(program(text), below, { chosen: new Choices() });
  expect(asked).toEqual([]);
  inlayHints(program(text), ALL, { chosen: new Choices() });
  expect(asked).toContain("unused");
});

test("of several statements that begin on a line, each has its budget, wherever the range begins", () => {
  const read = program("input 3x3x8\nbudget params 9 } relu");
  const labels = (from: number) =>
    inlayHints(read, { start: { line: from, character: 0 }, end: { line: 1, character: 9 } })
      .filter(({ position }) => position.line === 1)
      .map(({ label }) => label);
  expect(labels(1)).toContain("  params 0 of 9, 0%");
  expect(labels(1)).toEqual(labels(0));
});
