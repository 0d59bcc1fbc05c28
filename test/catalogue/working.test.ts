// The arithmetic that a hover shows gives the very count that the layer has.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LAYERS } from "../../server/src/catalogue/index";
import { layerOf } from "../support/arbitrary";
import { run } from "../support/site";

/** Evaluates `(7·7·1 + 1)·60`: whole numbers, + − · /, parentheses. */
function evaluate(text: string): number {
  const tokens = text.replaceAll(",", "").match(/\d+|[-+−·/()]|\S+/g) ?? [];
  let at = 0;
  const next = () => tokens[at++];
  const sum = (): number => {
    let value = factor();
    while (tokens[at] === "+" || tokens[at] === "−")
      value = next() === "+" ? value + factor() : value - factor();
    return value;
  };
  const factor = (): number => {
    let value = atom();
    while (tokens[at] === "·" || tokens[at] === "/") value = next() === "·" ? value * atom() : value / atom();
    return value;
  };
  const atom = (): number => {
    const token = next() ?? "end";
    if (token === "(") {
      const value = sum();
      if (next() !== ")") throw new Error(`unclosed parenthesis in ${text}`);
      return value;
    }
    if (!/^\d+$/.test(token)) throw new Error(`unexpected ${token} in ${text}`);
    return Number(token);
  };
  const value = sum();
  if (at !== tokens.length) throw new Error(`unexpected ${tokens[at]} in ${text}`);
  return value;
}

describe("the working of a count", () => {
  test("is evaluated as written", () => {
    expect(evaluate("(7·7·1 + 1)·60")).toBe(3000);
    expect(evaluate("2·(1,024 − 4)/2·3")).toBe(3060);
  });

  test.each(LAYERS.map((kind) => [kind.kind, kind] as const))("of %s gives its weights", (_, kind) => {
    fc.assert(
      fc.property(layerOf(kind), ({ inputs, args, framework }) => {
        const result = run(kind, inputs, args, framework);
        if (result.refused) return;
        if (kind.weights === undefined) {
          expect(result.working).toBeUndefined();
          return;
        }
        expect(result.working, "a kind with weights shows its working").toBeDefined();
        if (result.learned !== null) expect(evaluate(result.working!)).toBe(result.learned);
      }),
      { numRuns: 200 },
    );
  });
});
