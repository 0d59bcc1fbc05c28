// A fix that is offered keeps its word: applied, its diagnostic is gone and no other error has come.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../server/src/diagnostics/diagnostic";
import { DIAGNOSTICS } from "../server/src/diagnostics/index";
import { brokenFixes, repairsOf } from "./support/network";

/** Diagnostics of which only some forms have a fix, and the example's has none. */
const WITHOUT: readonly string[] = ["syntax", "wrong-rank", "wrong-type"];

const diagnostics = (Object.values(DIAGNOSTICS) as unknown as Diagnostic[]).filter(
  ({ example }) => example !== "",
);

describe("the fixes of", () => {
  test.each(
    diagnostics.map((diagnostic) => [diagnostic.code, diagnostic] as const),
  )("%s repair its example", (code, { example, fixes }) => {
    expect(brokenFixes(example)).toEqual([]);
    if (fixes === undefined || WITHOUT.includes(code)) return;
    const offered = repairsOf(example).filter(({ problem }) => problem.code === code);
    expect(offered.flatMap((each) => each.fixes.map((fix) => fix.title)).length).toBeGreaterThan(0);
  });

  test("each of two faults are offered, whichever is repaired first", () => {
    const offered = repairsOf("framework keras\ninput 2x9\nconv 9 4 stride4 dilation2 groups3").map(
      ({ problem, fixes }) => [problem.code, fixes.map(({ title }) => title)] as const,
    );
    expect(offered).toEqual([
      ["kernel-too-large", ["`1`", "`pad3`", "`same`"]],
      ["stride-with-dilation", ["`dilation1`", "`stride1`"]],
    ]);
  });

  test.each(["pytorch", "keras"])("the layers recorded with %s repair them", (framework) => {
    const lines = readFileSync(`test/data/oracle/layers-${framework}.jsonl`, "utf8").trim().split("\n");
    const texts = lines.map((line) => (JSON.parse(line) as { cnn: string }).cnn);
    expect(texts.flatMap(brokenFixes)).toEqual([]);
  });
});
