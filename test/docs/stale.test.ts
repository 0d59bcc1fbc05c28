// The generated pages and the grammar are those that the catalogue gives now.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { libraryBlocks } from "../../server/src/exports/block-pages";
import { documents, explain, topics } from "../../server/src/exports/pages";
import { wordLists } from "../../server/src/exports/words";

const REMEDY = "run `npm run generate`";
const pages = documents();

describe("the generated documents", () => {
  test.each(["reference", "diagnostics"])("docs/%s holds the pages of today", (folder) => {
    const wanted = [...pages.keys()].filter((name) => name.startsWith(`${folder}/`)).sort();
    const found = readdirSync(`docs/${folder}`).map((name) => `${folder}/${name}`);
    expect(found.sort(), REMEDY).toEqual(wanted);
    const stale = wanted.filter((name) => readFileSync(`docs/${name}`, "utf8") !== pages.get(name));
    expect(stale, REMEDY).toEqual([]);
  });

  test("the grammar knows the words of today", async () => {
    const script = "../../scripts/grammar.mjs";
    const { grammar } = (await import(script)) as { grammar: (lists: unknown) => unknown };
    const found: unknown = JSON.parse(readFileSync("syntaxes/cnn.tmLanguage.json", "utf8"));
    expect(found, REMEDY).toEqual(grammar(wordLists()));
  });
});

test("the example of a new kind in CONTRIBUTING.md is the file itself", () => {
  const file = readFileSync("server/src/catalogue/layers/layer-scale.ts", "utf8");
  expect(readFileSync("CONTRIBUTING.md", "utf8")).toContain(`\`\`\`ts\n${file}\`\`\``);
});

describe("explain", () => {
  test("has a page for every topic", () => {
    expect(topics().filter((topic) => !explain(topic)?.startsWith(`# ${topic}\n`))).toEqual([]);
  });

  test("knows aliases, repeats and capitals, and says null to the rest", () => {
    expect(explain("fc")).toBe(explain("dense"));
    expect(explain(" Dense ")).toBe(explain("dense"));
    expect(explain("x3")).toBe(explain("x"));
    expect(explain("nothing-of-the-kind")).toBeNull();
    expect(explain("constructor")).toBeNull();
  });

  test("tells of an option by its name, another name, or one of its words", () => {
    const conv =
      "`conv`, `conv_transpose`, `depthwise`, `separable`, `local` | `1` | How far the window moves";
    expect(explain("stride")).toContain(conv);
    expect(explain("strides")).toContain("Another name of `stride`.");
    expect(explain("nobias")).toContain("A word of `bias`.");
    expect(explain("pad")).toMatch(/^# pad\n\nAdds rows.*\n## As an argument\n/s);
  });

  test("the language names every block of the standard library", () => {
    const text = readFileSync("docs/language.md", "utf8");
    expect(libraryBlocks().filter(({ name }) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test("every parameter of a block of the standard library is told", () => {
    const untold = libraryBlocks().flatMap(({ name, parameters }) =>
      parameters.filter(({ meaning }) => meaning === "").map((parameter) => `${name} ${parameter.name}`),
    );
    expect(untold).toEqual([]);
    expect(explain("bottleneck")).toContain("bottleneck WIDTH stride=1 groups=1 group_width=64");
  });
});
