// Equal lines and statements are one object, wherever they stand: what stands twice in a file means what it would mean if
// its second copy were written a little otherwise.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatShape } from "../../server/src/catalogue/shape";
import { hoverAt } from "../../server/src/features/hover";
import { lineResults } from "../../server/src/features/line-results";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";
import { generate } from "../fuzz/generate";
import { Random } from "../fuzz/random";
import { counted, patience } from "../support/counts";
import { readFresh } from "../support/fresh";
import { outcomeData } from "../support/snapshot";

const FILES = counted(3_000);

const BODIES = `
input 32x32x8
residual {
  conv 8 3x3 pad=9 same
  bn
  rellu
}
concat {
  | conv 4 1x1
  | conv 4 3x3 same -> relu
    conv 4 3x3 groups=3
  | maxpool 3x3 stride1 same
}
conv 16 3x3
  -> bn
  -> relu 3
repeat 2 {
  conv 8 3x3 same
  add {
    | in
    | conv 8 3x3 same
  }
}
if 1 > 2 { relu } else {
  conv 8 1x1
  bn
}
`;
const examples = ["classic", "pytorch", "keras"].flatMap((folder) =>
  readdirSync(`examples/${folder}`).map((name) => readFileSync(`examples/${folder}/${name}`, "utf8")),
);

/** All that is told of a text. The columns at which things end may lie behind the spaces at the end of a line. */
function told(text: string): unknown {
  const program = analyse("file:///a.cnn", readFresh(text), { portable: true });
  const { lines } = program.document.sequence;
  const range = { from: 0, to: program.document.lines.length };
  const { lines: at, results } = lineResults(program, range, new Map());
  const fields = program.document.lines.map(({ indentation }, line) => {
    const hover = hoverAt(program, { line, character: indentation });
    return /Receptive field .*/.exec((hover?.contents as { value: string } | undefined)?.value ?? "")?.[0];
  });
  return {
    lines,
    fields,
    outcomes: program.followed.outcomes.map((outcome) => {
      const { parts, after, names, totals } = outcomeData(outcome) as Record<string, unknown>;
      return { parts, after, names, totals };
    }),
    problems: problemsOf(program).map(({ code, message, span }) => [code, message, span.line, span.start]),
    results: results.map(({ shape, totals }, index) => [at[index], formatShape(shape), { ...totals }]),
  };
}

function check(text: string): void {
  const again = text
    .split("\n")
    .map((line) => `${line} `)
    .join("\n");
  expect(told(`${text}\n${text}`)).toEqual(told(`${text}\n${again}`));
}

test("bodies, branches and continued lines", () => check(BODIES));

test.each(examples.map((text) => [text.split("\n", 1)[0], text] as const))("%s", (_, text) => check(text));

test("generated files", { timeout: patience(FILES, 20) }, () => {
  for (let seed = 0; seed < FILES; seed++) {
    const text = generate(new Random(seed));
    // Spaces would stand inside of a text that is not closed, and a `\r` ends a line elsewhere.
    if (/["\r]/.test(text)) continue;
    check(text);
  }
});
