// Imports: what they bring, and what is wrong with those that bring nothing.

import { describe, expect, test } from "vitest";
import { readDocument } from "../../server/src/syntax/document";
import { resolveImports } from "../../server/src/workspace/imports";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";
import {
  type Files,
  type Loaded,
  MAX_IMPORT_DEPTH,
  MAX_IMPORTED_FILES,
} from "../../server/src/workspace/reach";

type Texts = Readonly<Record<string, string | Loaded | undefined>>;

const fileOf = (uri: string, text: string): Loaded => ({
  type: "file",
  uri,
  bytes: text.length,
  document: readDocument(text),
});

/** A workspace of texts by their path below `/ws`; what is not there is missing. */
function workspace(texts: Texts): Files {
  const loaded = new Map<string, Loaded>();
  return {
    file(uri) {
      const path = decodeURIComponent(uri.replace("file:///ws/", ""));
      if (path in texts && texts[path] === undefined) return undefined;
      let known = loaded.get(uri);
      if (!known) {
        const text = texts[path] ?? { type: "missing" };
        known = typeof text === "string" ? fileOf(uri, text) : text;
        loaded.set(uri, known);
      }
      return known;
    },
    root: (uri) => (uri.startsWith("file:///ws/") ? "file:///ws" : undefined),
  };
}

/** The main file's problems, `code: message`, and its parameters. */
function run(main: string, texts: Texts = {}, uri = "file:///ws/main.cnn") {
  const document = readDocument(main);
  const resolved = resolveImports(uri, document, workspace(texts), new Map());
  const program = analyse(uri, document, {}, resolved.imports);
  return {
    problems: problemsOf(program).map(({ code, message }) => `${code}: ${message}`),
    codes: problemsOf(program).map(({ code }) => code),
    parameters: program.networks[0]?.run.totals.trainable,
    wanted: [...resolved.wanted],
  };
}

const UNIT = "block unit(width) {\n  conv width 1x1\n}\n";
const USE = "input 8x8x3\nunit 4";

describe("an import", () => {
  test("brings blocks and `let`s", () => {
    const texts = { "blocks/unit.cnn": `let wide = 4\n${UNIT}` };
    const { problems, parameters } = run('import "blocks/unit.cnn"\ninput 8x8x3\nunit wide', texts);
    expect({ problems, parameters }).toEqual({ problems: [], parameters: 16 });
  });

  test("of a file that imports in turn", () => {
    const texts = { "a/one.cnn": 'import "../b/two.cnn"\nblock one(n) {\n  unit n\n}', "b/two.cnn": UNIT };
    expect(run('import "a/one.cnn"\ninput 8x8x3\none 4', texts)).toMatchObject({ codes: [], parameters: 16 });
  });

  test("from a folder beside, through `..` and `.`", () => {
    const texts = { "blocks/unit.cnn": UNIT };
    const found = run(`import "../blocks/./unit.cnn"\n${USE}`, texts, "file:///ws/models/main.cnn");
    expect(found).toMatchObject({ codes: [], parameters: 16 });
  });

  test("of a block that the file and another import define too is proposed once", () => {
    const texts = { "one.cnn": UNIT, "two.cnn": UNIT };
    const { problems } = run(`import "one.cnn"\nimport "two.cnn"\n${UNIT}${USE}0\nunits 4`, texts);
    expect(problems).toEqual(["unknown-kind: There is no layer or block `units`. Did you mean `unit`?"]);
  });

  test("with characters that addresses write in another way", () => {
    expect(run(`import "my blöcke%20.cnn"\n${USE}`, { "my blöcke%20.cnn": UNIT }).codes).toEqual([]);
  });

  test("that is not at hand yet is wanted, and no fault", () => {
    const { codes, wanted } = run(`import "unit.cnn"\n${USE}`, { "unit.cnn": undefined });
    expect(wanted).toEqual(["file:///ws/unit.cnn"]);
    expect(codes).toEqual(["unknown-kind"]);
  });

  test.each([
    ["of 60,000 names above 20,000 lines", 1, 60_000, 20_000],
    ["written 16,000 times above as many lines", 16_000, 1, 16_000],
  ])("that nothing uses is told at once: %s", (_, imports, names, lines) => {
    const lets = Array.from({ length: names }, (_, i) => `let v${i} = 1\n`).join("");
    const layers = Array.from({ length: lines }, (_, i) => `conv ${i + 1} 1x1\n`).join("");
    const document = readDocument(`${'import "lets.cnn"\n'.repeat(imports)}input 8x8x3\n${layers}`);
    const files = workspace({ "lets.cnn": lets });
    const resolved = resolveImports("file:///ws/main.cnn", document, files, new Map());
    const program = analyse("file:///ws/main.cnn", document, {}, resolved.imports);
    const begun = process.cpuUsage();
    const codes = problemsOf(program).map(({ code }) => code);
    const { user, system } = process.cpuUsage(begun);
    expect(codes).toEqual(Array(imports).fill("unused"));
    expect((user + system) / 1000).toBeLessThan(1000);
  });

  test("that nothing uses is told", () => {
    expect(run('import "unit.cnn"\ninput 8x8x3\nrelu', { "unit.cnn": UNIT }).codes).toEqual(["unused"]);
  });
});

describe("refused is an import", () => {
  test("of what is not there", () => {
    expect(run('import "unit.cnn"\ninput 8x8x3').problems).toEqual([
      "import-missing: There is no file `unit.cnn`, as seen from this file's folder.",
    ]);
  });

  test.each([
    ["/ws/unit.cnn", "absolute"],
    ["C:/ws/unit.cnn", "absolute"],
    ["C:\\ws\\unit.cnn", "absolute"],
    ["\\\\server\\share\\unit.cnn", "absolute"],
    ["//server/share/unit.cnn", "absolute"],
    ["file:///ws/unit.cnn", "an address"],
    ["https://example.org/unit.cnn", "an address"],
    ["../unit.cnn", "leads out"],
    ["a/../../unit.cnn", "leads out"],
    ["../ws2/unit.cnn", "leads out"],
    ["../../../../../unit.cnn", "leads out"],
  ])("that leaves the workspace: %s", (path, why) => {
    const { problems } = run(`import "${path}"\ninput 8x8x3`, { "unit.cnn": UNIT });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^import-outside: /);
    expect(problems[0]).toContain(why);
  });

  test.each([
    "%2e%2e/unit.cnn",
    "..%2funit.cnn",
    "a/..%5c../unit.cnn",
  ])("that hides its way out: %s", (path) => {
    expect(run(`import "${path}"\ninput 8x8x3`).codes).toEqual(["import-missing"]);
  });

  test("of a link that leads out", () => {
    expect(run('import "a.cnn"\ninput 8x8x3', { "a.cnn": { type: "outside" } }).codes).toEqual([
      "import-outside",
    ]);
  });

  test("above the file, where there is no workspace", () => {
    const uri = "file:///models/main.cnn";
    expect(run('import "../a.cnn"\ninput 8x8x3', {}, uri).codes).toEqual(["import-outside"]);
    expect(run('import "b/a.cnn"\ninput 8x8x3', {}, uri).codes).toEqual(["import-missing"]);
  });

  test("from a file that has not been saved", () => {
    expect(run('import "a.cnn"\ninput 8x8x3', {}, "untitled:Untitled-1").problems[0]).toContain("save it");
  });

  test.each(["secrets.txt", "unit", "blocks/"])("of another kind of file: %s", (path) => {
    expect(run(`import "${path}"\ninput 8x8x3`).problems[0]).toContain("does not end in `.cnn`");
  });

  test("written with backslashes", () => {
    expect(run('import "a\\b.cnn"\ninput 8x8x3').problems[0]).toContain("`a/b.cnn`");
  });

  test("of a file that is too large", () => {
    const texts: Texts = { "a.cnn": { type: "too-large", bytes: 5_000_000 } };
    expect(run('import "a.cnn"\ninput 8x8x3', texts).problems).toEqual([
      "import-too-large: `a.cnn` has 5,000,000 bytes; at most 1,000,000 are imported.",
    ]);
  });

  test("that goes round, however long the way", () => {
    expect(run(`import "main.cnn"\n${UNIT}${USE}`, { "main.cnn": 'import "main.cnn"' }).problems).toEqual([
      "import-cycle: `main.cnn` imports `main.cnn`: imports cannot go round.",
    ]);
    const texts = { "a.cnn": `import "b.cnn"\n${UNIT}`, "b.cnn": 'import "main.cnn"' };
    const { problems, parameters } = run(`import "a.cnn"\n${USE}`, texts);
    expect(problems).toEqual([
      "import-cycle: `main.cnn` imports `a.cnn` imports `b.cnn` imports `main.cnn`: imports cannot go round.",
    ]);
    expect(parameters).toBe(16);
  });

  test("too deep, or one too many", () => {
    const deep = Object.fromEntries(
      Array.from({ length: MAX_IMPORT_DEPTH + 2 }, (_, i) => [`${i}.cnn`, `import "${i + 1}.cnn"`]),
    );
    expect(run('import "0.cnn"\ninput 8x8x3', deep).codes).toContain("unused");
    const many = Array.from({ length: MAX_IMPORTED_FILES + 2 }, (_, i) => `${i}.cnn`);
    const texts = Object.fromEntries(many.map((name, i) => [name, `let v${i} = 1`]));
    const main = many.map((name, i) => `import "${name}"\nlet w${i} = v${i}`).join("\n");
    expect(run(`${main}\ninput 8x8x3`, texts).codes.filter((code) => code === "import-limit")).toHaveLength(
      2,
    );
  });

  test("that the way there doubles at every step, at once", () => {
    const texts: Record<string, string> = {};
    for (let i = 0; i < 30; i++) texts[`${i}.cnn`] = `import "${i + 1}.cnn"\nimport "./${i + 1}.cnn"`;
    expect(run('import "0.cnn"\ninput 8x8x3', texts).codes).toEqual(["unused"]);
  });
});

describe("what one file may bring in", () => {
  /** Files that say that they have so many bytes. */
  const texts = (count: number, bytes: number): Record<string, Loaded> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `${i}.cnn`,
        { ...fileOf(`file:///ws/${i}.cnn`, `let v${i} = 1`), bytes } as Loaded,
      ]),
    );
  const importing = (names: readonly string[], uses = ""): string =>
    `${names.map((name) => `import "${name}"`).join("\n")}\ninput 8x8x3\n${uses}`;

  test("is 256 files: no other is asked for, missing ones included", () => {
    for (const files of [texts(600, 100), {}]) {
      const [asked, at] = [new Set<string>(), workspace(files)];
      const main = importing(Array.from({ length: 600 }, (_, i) => `${i}.cnn`));
      const counting: Files = {
        ...at,
        file: (uri, ...rest) => {
          asked.add(uri);
          return at.file(uri, ...rest);
        },
      };
      resolveImports("file:///ws/main.cnn", readDocument(main), counting, new Map());
      expect(asked.size).toBe(MAX_IMPORTED_FILES);
    }
  });

  test("is as many bytes together as a file may have; the import that goes past them is told, and others that fit are not", () => {
    const files = { ...texts(5, 1_000_000), "small.cnn": "let small = 1\n" };
    const names = [...Object.keys(files)];
    const { problems } = run(importing(names, `conv (v0 + v1 + v2 + v3 + small) 1x1\n`), files);
    expect(problems).toEqual([
      "import-limit: What a file brings in, directly or through others, may have 4,194,304 bytes together; `4.cnn` has 1,000,000, and 194,304 are left.",
    ]);
  });

  test("is told at the import that leads to what is too much; where nothing uses it, that is told", () => {
    const files = {
      ...texts(5, 1_000_000),
      "more.cnn": `${importing(["4.cnn"])}\nblock more(n) {\n  conv n 1x1\n}\n`,
    };
    const names = ["more.cnn", "0.cnn", "1.cnn", "2.cnn", "3.cnn"];
    const using = run(importing(names, "more (v0 + v1 + v2 + v3)\n"), files);
    expect(using.problems).toEqual([
      expect.stringMatching(
        /^import-limit: .*; `4.cnn`, behind this import, has 1,000,000, and 194,\d{3} are left.$/,
      ),
    ]);
    expect(using.parameters).toBe(16);
    expect(run(importing(names, "conv (v0 + v1 + v2 + v3) 1x1\n"), files).codes).toEqual(["unused"]);
  });

  test("is the same, whatever has been loaded before", () => {
    const files: Texts = { ...texts(6, 900_000), "a.cnn": importing(["4.cnn", "5.cnn"]) };
    const main = readDocument(importing(["a.cnn", "0.cnn", "1.cnn", "2.cnn", "3.cnn"]));
    const all = workspace(files);
    const uri = "file:///ws/main.cnn";
    const limits = ({ imports }: ReturnType<typeof resolveImports>) => [...imports.faults];
    const expected = limits(resolveImports(uri, main, all, new Map()));
    expect(expected).toMatchObject([["a.cnn", { data: { name: "4.cnn", inner: true } }]]);
    for (const first of Object.keys(files)) {
      const loaded = new Set([`file:///ws/${first}`]);
      const some: Files = {
        ...all,
        file: (address, ...rest) => (loaded.has(address) ? all.file(address, ...rest) : undefined),
      };
      const known = new Map();
      let rounds = 0;
      let resolved = resolveImports(uri, main, some, known);
      for (; resolved.wanted.size > 0; rounds++) {
        // The one that is wanted last comes first.
        loaded.add([...resolved.wanted].at(-1)!);
        resolved = resolveImports(uri, main, some, known);
      }
      expect(limits(resolved)).toEqual(expected);
      expect(rounds).toBeLessThan(8);
    }
  });
});
