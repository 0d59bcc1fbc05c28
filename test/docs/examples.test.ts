// Every example of the manual runs as it says: kinds of layers, words, diagnostics, and the blocks of the documents.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LAYERS } from "../../server/src/catalogue/index";
import { STATEMENT_WORDS } from "../../server/src/catalogue/statements";
import { textsOf } from "../../server/src/catalogue/texts";
import type { Diagnostic } from "../../server/src/diagnostics/diagnostic";
import { DIAGNOSTICS } from "../../server/src/diagnostics/index";
import { libraryBlocks } from "../../server/src/exports/block-pages";
import { faults, readNetwork, wrongResults } from "../support/network";

const diagnostics = (Object.values(DIAGNOSTICS) as unknown as Diagnostic[]).filter(
  ({ example }) => example !== "",
);

describe("the example of", () => {
  const entries = [
    ...LAYERS.map((kind) => [kind.kind, textsOf(kind).example] as const),
    ...libraryBlocks().map(({ name, example }) => [name, example] as const),
    ...STATEMENT_WORDS.map(({ word, example }) => [word, example] as const),
  ];
  test.each(entries)("%s gives what its comments say", (_, example) => {
    const network = readNetwork(example);
    expect(faults(network.problems)).toEqual([]);
    expect(wrongResults(example, network)).toEqual([]);
  });
});

describe("the diagnostic", () => {
  test.each(
    diagnostics.map((diagnostic) => [diagnostic.code, diagnostic] as const),
  )("%s is met by its example and not once repaired", (code, { example, repaired }) => {
    // What is not portable is told on request only.
    const settings = { portable: code === "not-portable" };
    expect(readNetwork(example, settings).problems.map((problem) => problem.code)).toContain(code);
    const after = readNetwork(repaired, settings).problems;
    expect(after.map((problem) => problem.code)).not.toContain(code);
    expect(faults(after)).toEqual([]);
  });
});

/** The `cnn` blocks of a document that are whole files: those with an `input`. */
function blocksOf(text: string): string[] {
  return [...text.matchAll(/^```cnn\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
}

const documents = [
  "README.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe("the blocks of", () => {
  test.each(documents)("%s run without a fault, and give what their comments say", (name) => {
    const wrong = blocksOf(readFileSync(name, "utf8")).flatMap((block) => {
      const network = readNetwork(block);
      return [...faults(network.problems), ...wrongResults(block, network)].map((text) => `${block}${text}`);
    });
    expect(wrong).toEqual([]);
  });
});
