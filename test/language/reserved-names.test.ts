// Names that mean something already: told where they are given, for what would still mean the other thing.

import { expect, test } from "vitest";
import { squiggles } from "../support/analyse";

test.each(["relu", "conv", "bn", "fc", "input", "residual"])("`block %s()` is an error", (name) => {
  expect(squiggles(`block ${name}() {\n  conv 1 1x1\n}\ninput 8x8x3\nconv 4 3x3`)).toContain(
    `error reserved-name ${name}`,
  );
});

test.each([
  ["a label", "input 8x8x3\nrelu: conv 4 3x3\nconv 4 1x1\nadd relu"],
  ["a `let`", "let dropout = 0.5\ninput 8x8x3\ndropout dropout\nconv 4 3x3 relu dropout dropout"],
  ["a parameter", "block unit(pad) {\n  conv 4 3x3 pad=pad\n}\ninput 8x8x3\nunit 1"],
  ["a network", "network conv {\n  input 8x8x3\n  conv 4 3x3\n}"],
])("%s may be called as a kind of layer", (_, text) => {
  expect(squiggles(text)).toEqual([]);
});
