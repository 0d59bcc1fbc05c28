// The grammar that colours takes time in proportion to a line's length, whatever stands in it: an editor colours lines
// of up to 20,000 characters while somebody types.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const LENGTH = 20_000;
/** Milliseconds that are looked at more closely. */
const LONG = 300;
/** A line of four times the length may take so many times as long; one that is read over and over takes sixteen. */
const MOST_TIMES = 8;

const require = createRequire(import.meta.url);
const source = readFileSync("syntaxes/cnn.tmLanguage.json", "utf8");
let grammar: textmate.IGrammar;
let square: textmate.IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  grammar = await grammarOf(source);
  square = await grammarOf(
    JSON.stringify({ scopeName: "source.cnn", patterns: [{ match: "a*[^a!]", name: "b" }] }),
  );
});

async function grammarOf(text: string): Promise<textmate.IGrammar> {
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async () => textmate.parseRawGrammar(text, "cnn.tmLanguage.json"),
  });
  return (await registry.loadGrammar("source.cnn"))!;
}

/** Every pattern of the grammar. */
function patternsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && /^(?:match|begin|end|while)$/.test(key) ? [inner] : patternsOf(inner),
  );
}

const PATTERNS = [...new Set(patternsOf(JSON.parse(source)))];

/** The characters and words that a pattern speaks of: what a repetition in it could run over. */
function piecesOf(pattern: string): string[] {
  const plain = pattern.replace(/\(\?<?[=!:]/g, "(").replace(/\\[GbB]/g, "");
  const words = plain.match(/[A-Za-z_]{2,}/g) ?? [];
  const characters =
    plain
      .replace(/\\s/g, " ")
      .replace(/[A-Za-z_]{2,}/g, "")
      .match(/[^\\()[\]^$]/gu) ?? [];
  return [...new Set([words[0] ?? "", words.at(-1) ?? "", ...characters])].filter((piece) => piece !== "");
}

function timeOf(grammar: textmate.IGrammar, piece: string, length: number): number {
  // With a character at the end that fits nothing.
  const line = `${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}!`;
  const begun = performance.now();
  grammar.tokenizeLine(line, textmate.INITIAL);
  return performance.now() - begun;
}

/** A piece whose repetition takes more than its length explains, with the times; nothing where all is well. */
function slow(piece: string, of = grammar): string[] {
  // A machine may be held up: what is slow is slow every time.
  for (let attempt = 0; ; attempt++) {
    const long = timeOf(of, piece, LENGTH);
    const short = timeOf(of, piece, LENGTH / 4);
    if (long < LONG || long < MOST_TIMES * short) return [];
    if (attempt === 3)
      return [`${JSON.stringify(piece)}: ${Math.round(short)} ms, then ${Math.round(long)} ms`];
  }
}

/** Patterns speak of the same again and again. */
const tried = new Set<string>();

describe("a line of 20,000 characters", () => {
  test.each(
    PATTERNS.map((pattern) => [pattern.slice(0, 60), pattern]),
  )("of what %s speaks of", (_, pattern) => {
    const pieces = piecesOf(pattern);
    const few = pieces.slice(0, 5);
    const pairs = few.flatMap((a) => few.map((b) => a + b));
    const untried = [...pieces, ...pairs].filter((piece) => !tried.has(piece));
    for (const piece of untried) tried.add(piece);
    expect(untried.flatMap((piece) => slow(piece))).toEqual([]);
  });

  test("would be seen if its time grew with the square of its length", () => {
    expect(slow("a", square)).toHaveLength(1);
  });

  test.each([
    "1_",
    "1x",
    "1:",
    "?x",
    "3@",
    "1.",
    "1e",
    "0:1x",
    "a.",
    "a:",
    "a: ",
    " | ",
    '"',
    '""',
    "((",
    "# ",
    "cnn: ignore ",
    "x=",
    "x2 ",
    "stride2",
    "stride=",
    "block a(",
    "->",
    "-",
    "**",
    "\t",
    " ",
    "\u00a0",
    "×",
    "é",
    "🙂",
    "\ud800",
  ])("of %j", (piece) => {
    expect(slow(piece)).toEqual([]);
  });
});
