// No input makes anything throw, hang, or point outside of its text. `npm run fuzz` looks for longer, and elsewhere.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { counted, patience } from "../support/counts";
import { processorClock } from "./examine";
import { failureOf, keptFailures } from "./failures";
import { minimise } from "./minimise";
import { misplaced } from "./ranges";

const INPUTS = counted(100_000);

test(
  `${INPUTS} inputs, made by the grammar and by mutations, pass through everything`,
  async () => {
    const words = ["scripts/fuzz.mjs", "--seed", "1", "--count", String(INPUTS)];
    const fuzzer = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
    const [printed, [code]] = await Promise.all([text(fuzzer.stdout), once(fuzzer, "exit")]);
    expect(printed.match(/^Seed .*\n.*/gm)).toBeNull();
    const counts = printed.match(/^\d+(?= inputs)/gm) ?? [];
    expect({ code, inputs: counts.reduce((sum, count) => sum + Number(count), 0) }).toEqual({
      code: 0,
      inputs: INPUTS,
    });
  },
  patience(INPUTS, 30),
);

describe("what failed once does not again", () => {
  test.each(keptFailures())("%s", (_, input) => {
    expect(failureOf(input, processorClock, true)).toBeNull();
  });
});

describe("the fuzzer itself", () => {
  test("makes a text as small as it can be", () => {
    const long = "input 8x8x3\nconv 8 3x3\nrelu\ndense 10\n";
    expect(minimise(long, (shorter) => /conv.*\n.*dense/s.test(shorter))).toBe("conv\ndense");
  });

  test("sees a place outside of the text, in whatever it stands", () => {
    const lines = [{ text: "relu" }, { text: "" }];
    const linesOf = (uri: string) => (uri === "file:///a.cnn" ? lines : null);
    const position = (line: number, character: number) => ({ line, character });
    const see = (answer: unknown) => misplaced(answer, "file:///a.cnn", linesOf);
    expect(see([{ range: { start: position(0, 0), end: position(1, 0) } }])).toBeNull();
    expect(see([{ range: { start: position(0, 5), end: position(1, 0) } }])).toContain("0:5 is outside");
    expect(see({ edit: { changes: { "file:///a.cnn": [position(2, 0)] } } })).toContain("2:0 is outside");
    expect(see({ start: position(1, 0), end: position(0, 1) })).toContain("runs backwards");
    expect(see({ uri: "file:///b.cnn", range: null })).toContain("is no document");
  });
});
