// A line that is put together from the form that it shares with another is what it would be by itself.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";
import { counted, patience } from "../support/counts";
import { readFresh } from "../support/fresh";
import { outcomeData } from "../support/snapshot";

const LINES = counted(20_000);

const examples = ["classic", "pytorch", "keras"]
  .flatMap((folder) => readdirSync(`examples/${folder}`).map((name) => `examples/${folder}/${name}`))
  .flatMap((path) => readFileSync(path, "utf8").split("\n"))
  // Others are a part of what stands around them.
  .filter((line) => /\d/.test(line) && !/[{}|]|^\s*->|[>,]\s*$/.test(line));
const others = [
  "conv 60 7x7 stride2 pad1:2x0:1 # 94",
  "x1: conv 8 3 pad3 dilation2 bn relu6 dropout 0.25",
  "conv2d 64 3x3 same -> maxpool 2 stride2",
  "conv 8 3x3 x3",
  "maxpool 3x3",
  "maxpool 2 stride1",
  "Conv2d 3 64 3",
  "linear 512 10",
  "conv 3 64 3 1 1",
  "conv 3x3 64",
  "dense 10%",
  "dense 1_000",
  "dropout 1e-1",
  "bn eps=1e-5 momentum=0.9",
  "dense 256KiB",
  "resize 7x7",
  "resize scale=2",
  "upsample size=64",
  "upsample 2x",
  "crop 1:2x0:1",
  "conv 8 3x3 sparse=(6x3, 9x4)",
  "conv stride2 8 3",
  "stride2: relu",
  "add x1",
  "groupnorm 32",
  "fc-10 relu",
  "conv3-64",
  "expect params 5M",
  "budget memory 64KB",
  "input 3@224x224",
  "3x conv 8 3x3",
  'import "a#1.cnn"',
  'import "a#1.cnn" # cnn: ignore import-missing',
  'import "a#1',
];

const comments = ["#", " # 94", "\t## let the window slide", '   # "as is"', "  # it's x2 -> {"];

/** The same line with other digits. */
const redrawn = (line: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom("0", "1", "1", "2", "3", "4", "5", "6", "7", "8", "9"), { minLength: 12 })
    .map((digits) => {
      let at = 0;
      return line.replace(/\d/g, () => digits[at++ % digits.length]!);
    });

/** All that is known of the last line, whose first is above it. */
function lastLine(text: string): unknown {
  const document = readFresh(text);
  const program = analyse("file:///test.cnn", document);
  const last = document.lines.length - 1;
  const at = document.sequence.lines.lastIndexOf(last);
  const statement = document.sequence.statements.at(at);
  const { comment, blank, plain, indentation, tokens } = document.lines.at(last)!;
  return {
    comment,
    blank,
    plain,
    indentation,
    tokens: tokens.map(({ image, startOffset }) => [image, startOffset]),
    tree: JSON.stringify(statement, (key, value) =>
      key === "memo" || key === "twin" ? undefined : typeof value === "bigint" ? String(value) : value,
    ),
    words: statement && [...statement.words],
    outcome: statement && outcomeData(program.followed.outcomes.at(at)!),
    problems: problemsOf(program)
      .filter(({ span }) => span.line === last)
      .map(({ code, severity, message, span }) => ({ code, severity, message, span })),
  };
}

test("the other digits mean what they mean", { timeout: patience(LINES, 10) }, () => {
  const line = fc.oneof(fc.constantFrom(...others), fc.constantFrom(...examples));
  const pair = line.chain((first) =>
    fc.tuple(
      fc.constant(first),
      fc.oneof({ arbitrary: redrawn(first), weight: 3 }, fc.constantFrom(...others)),
    ),
  );
  fc.assert(
    fc.property(
      pair,
      fc.constantFrom("input 32x32x8", "input 64x8", "framework keras\ninput 12"),
      ([first, second], input) => {
        // Indented otherwise, the line above has another form.
        const alone = lastLine(`  ${first}\n${input}\n${second}`);
        expect(lastLine(`${first}\n${input}\n${second}`)).toEqual(alone);
      },
    ),
    { numRuns: LINES },
  );
});

test("a comment behind a line changes nothing of what it says", () => {
  // A text that is not closed goes on to the end of its line.
  const lines = [...others, ...examples].filter((line) => !/#|^[^"]*"[^"]*$/.test(line));
  for (const line of lines) {
    const alone = lastLine(`input 32x32x8\n${line}`) as object;
    for (const comment of comments) {
      const own = { text: comment.trim(), span: expect.anything() };
      expect(lastLine(`input 32x32x8\n${line}${comment}`)).toEqual({ ...alone, comment: own });
    }
  }
});

test("lines that differ in their comments only are one statement", () => {
  const { lines } = readFresh(
    "input 8x8x3\nconv 4 3x3\nconv 4 3x3 # first\n\tbn # second\nconv 4 3x3\t# third\n",
  );
  const statements = [1, 2, 4].map((line) => lines.at(line)!.statement);
  expect(new Set(statements).size).toBe(1);
});
