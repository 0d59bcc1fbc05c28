// Colours lines with the engine that VS Code uses, so that the grammar is judged by what people will see.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
let grammar: textmate.IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async () =>
      textmate.parseRawGrammar(readFileSync("syntaxes/cnn.tmLanguage.json", "utf8"), "cnn.tmLanguage.json"),
  });
  const loaded = await registry.loadGrammar("source.cnn");
  if (!loaded) throw new Error("The grammar did not load.");
  grammar = loaded;
});

/** The line's words with their innermost scopes, without spaces and the language's name: `conv:support.function.layer`. */
function colours(line: string): string[] {
  return grammar.tokenizeLine(line, textmate.INITIAL).tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const text = line.slice(startIndex, endIndex).trim();
    const scope = scopes.at(-1)?.replace(/\.cnn$/, "") ?? "";
    return text === "" ? [] : [`${text}:${scope}`];
  });
}

describe("the grammar colours", () => {
  it("a layer, its arguments and what follows on its line", () => {
    expect(colours("conv 64 3x3 stride2 same bn relu # first")).toEqual([
      "conv:support.function.layer",
      "64:constant.numeric",
      "3x3:constant.numeric.size",
      "stride:variable.parameter.option",
      "2:constant.numeric",
      "same:variable.other.enummember.flag",
      "bn:support.type.activation",
      "relu:support.type.activation",
      "#:punctuation.definition.comment",
      "first:comment.line.number-sign",
    ]);
  });

  it("an option in each of its spellings", () => {
    for (const line of ["maxpool 2 stride2", "maxpool 2 stride 2", "maxpool 2 stride=2"])
      expect(colours(line)).toContain("stride:variable.parameter.option");
  });

  it("a label and a layer of the same name apart", () => {
    expect(colours("stem: conv 8 3").slice(0, 3)).toEqual([
      "stem:entity.name.label",
      "::punctuation.separator.label",
      "conv:support.function.layer",
    ]);
  });

  it("the head of a block", () => {
    expect(colours("block unit(width, act=relu) {").slice(0, 4)).toEqual([
      "block:keyword.control",
      "unit:entity.name.function",
      "(:punctuation.section.parens",
      "width:variable.other",
    ]);
  });

  it("sizes, unknown ones and channels first", () => {
    for (const size of ["7x7", "7×7", "16x112x112x3", "3@32x32", "?x?x3", "0:1x2:3"])
      expect(colours(`input ${size}`)).toEqual([
        "input:keyword.other.directive",
        `${size}:constant.numeric.size`,
      ]);
  });

  it("numbers with units", () => {
    for (const number of ["50_828_751", "0.5", "1e-3", "5M", "256KB", "1MiB", "25%"])
      expect(colours(`budget params ${number}`).at(-1)).toBe(`${number}:constant.numeric`);
  });

  it("a repeat", () => {
    expect(colours("conv 8 3 x4").slice(-2)).toEqual(["x:keyword.other.repeat", "4:constant.numeric"]);
  });

  it("a pragma in a comment", () => {
    expect(colours("# cnn: ignore stride-tiling")).toContain("stride-tiling:constant.other.diagnostic");
  });

  it("a long line in little time", () => {
    for (const part of ["1x", "conv ", "stride2", "a.", "((", "0:", '"', "1_"]) {
      const line = part.repeat(50_000 / part.length);
      const begun = performance.now();
      grammar.tokenizeLine(line, textmate.INITIAL);
      expect(performance.now() - begun, part).toBeLessThan(5_000);
    }
  });
});
