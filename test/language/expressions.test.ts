// What expressions come to, exactly: text in, the number out, or what is wrong with it.

import { describe, expect, test } from "vitest";
import { formatShape } from "../../server/src/catalogue/shape";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

/** The whole number that an expression comes to, as the width of a layer. */
function value(expression: string): string {
  const text = `let v = ${expression}\ninput 1\ndense v`;
  const [network] = program(text).networks;
  return [formatShape(network!.run.output?.shape ?? null), ...errors(text)].join(" ");
}

function errors(text: string): string[] {
  const problems = problemsOf(program(text)).filter(({ severity }) => severity === "error");
  return problems.map(({ message }) => message);
}

describe("powers", () => {
  test.each([
    ["2**6", "64"],
    ["16*2**3", "128"],
    ["2**3**2", "512"],
    ["10 + -2**2", "6"],
    ["(-2)**2", "4"],
    ["8*2**-1", "4"],
    ["1.5**2*4", "9"],
    ["2**60 // 2**58", "4"],
    ["2**0", "1"],
    ["1**99999999999999999999", "1"],
    ["(-1)**99999999999999999998", "1"],
    ["abs(-3)**2", "9"],
    ["in_width**2 if false else 5", "5"],
  ])("%s is %s", (expression, wanted) => {
    expect(value(expression)).toBe(wanted);
  });

  test("the width of a stage", () => {
    const text = "input 8x8x3\nrepeat 3 as i { conv (16*2**i) 1x1 }";
    expect(formatShape(program(text).networks[0]!.run.output!.shape)).toBe("8×8×64");
  });
});

describe("what has no value, or none that can be counted", () => {
  test.each([
    ["2**0.5", "a whole exponent, not 0.5"],
    ["0**-1", "a divisor above 0"],
    ["9**9**9", "beyond 2⁵³"],
    ["2**99999999999999999999", "beyond 2⁵³"],
    ["2**53", "beyond 2⁵³"],
    ["1/0", "a divisor above 0"],
  ])("%s: %s", (expression, message) => {
    expect(value(expression)).toContain(message);
  });

  test("products of products end in an error, not in a hang", () => {
    const squares = Array.from({ length: 60 }, (_, i) => `let a${i + 1} = a${i}*a${i}`);
    const text = ["let a0 = 9e40", ...squares, "input 1", "dense a60"].join("\n");
    expect(errors(text)).toHaveLength(1);
    expect(errors(text)[0]).toContain("beyond 2⁵³");
  });
});
