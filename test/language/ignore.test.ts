// `# cnn: ignore CODE` names a diagnostic that there is.

import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/workspace/problems";
import { program, squiggles } from "../support/analyse";

test.each([
  ["a typo", "relu  # cnn: ignore kernel-to-large", ["kernel-to-large"]],
  ["an unknown word", "# cnn: ignore foo\nrelu", ["foo"]],
  ["the second of two", "relu  # cnn: ignore unused, kernel-to-large", ["kernel-to-large"]],
  ["a word that every object knows", "# cnn: ignore constructor\nrelu", ["constructor"]],
  ["a known code", "relu  # cnn: ignore unused", []],
  ["a known code and a reason", "relu  # cnn: ignore unused, this is well-known", []],
])("%s", (_, text, codes) => {
  expect(squiggles(`input 8x8x4\n${text}`)).toEqual(codes.map((code) => `warning unknown-code ${code}`));
});

test("says which code is meant", () => {
  const [found] = problemsOf(program("input 8x8x4\nrelu  # cnn: ignore kernel-to-large"));
  expect(found?.message).toBe(
    "No diagnostic is called `kernel-to-large`, so nothing is silenced. Did you mean `kernel-too-large`?",
  );
});

test("silences nothing above it, from the end of a file", () => {
  const found = problemsOf(program("convv 8 3x3\ninput 8x8x3\n# cnn: ignore unknown-kind"));
  expect(found.map(({ code }) => code)).toContain("unknown-kind");
});
