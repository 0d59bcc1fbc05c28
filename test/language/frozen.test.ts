// What `frozen` freezes: the layer that it stands behind, as all other words do.

import { describe, expect, test } from "vitest";
import { program, squiggles } from "../support/analyse";

/** `trainable + nonTrainable` of the network. */
function parameters(text: string): string {
  const { trainable, nonTrainable } = program(`input 8x8x4\n${text}`).networks[0]!.run.totals;
  return `${trainable} + ${nonTrainable}`;
}

describe("frozen", () => {
  test.each([
    ["the layer before it", "conv 4 3x3 same frozen bn relu", "8 + 148"],
    ["what follows on the line, behind that", "conv 4 3x3 same bn frozen relu", "148 + 8"],
    ["both", "conv 4 3x3 same frozen bn frozen relu", "0 + 156"],
    ["before the arguments", "conv frozen 4 3x3 same bn", "8 + 148"],
    ["every repetition", "conv 4 3x3 same frozen x3", "0 + 444"],
    ["the first repetition only, behind `first`", "conv 4 3x3 same x3 first frozen", "296 + 148"],
    ["the first with another option", "conv 4 3x3 same x3 first nobias frozen", "296 + 144"],
    ["what follows `first` in every repetition", "conv 4 3x3 same x2 first nobias bn frozen", "292 + 16"],
    ["a block's call", "conv_bn_relu 4 3x3 frozen", "0 + 152"],
    ["the first call of a block", "double_conv 4 x2 first frozen", "304 + 304"],
    ["the branches of a merge", "add frozen {\n  | conv 4 3x3 same\n  | in\n}", "0 + 148"],
    ["a residual's body", "residual frozen {\n  conv 4 3x3 same\n}", "0 + 148"],
    ["a residual's body that skips nothing", "residual when=false frozen {\n  conv 4 3x3 same\n}", "0 + 148"],
  ])("freezes %s", (_, text, wanted) => {
    expect(parameters(text)).toBe(wanted);
    expect(squiggles(`input 8x8x4\n${text}`).filter((line) => !/redundant-bias/.test(line))).toEqual([]);
  });

  test.each([
    "conv 4 3x3 same nobias bn relu frozen",
    "dropout 0.5 frozen",
  ])("behind a layer without parameters does nothing, and says so: %s", (text) => {
    expect(squiggles(`input 8x8x4\n${text}`)).toEqual(["warning idle-frozen frozen"]);
  });
});
