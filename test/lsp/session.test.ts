// What the server keeps of files that no editor shows, and when it asks for them again.

import { describe, expect, test } from "vitest";
import { openDocuments } from "../../server/src/lsp/documents";
import { Session } from "../../server/src/lsp/session";
import { readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";

const FOLDER = "file:///ws";
const uriOf = (name: string): string => `${FOLDER}/${name}`;

/** A session over a disk; `read` are the names that were read from it, one after the other. */
function started(disk: Record<string, string>): { session: Session; asked: string[]; read: string[] } {
  const [asked, read]: [string[], string[]] = [[], []];
  const session = new Session({
    load: async (uri, _, room) => {
      const name = uri.slice(FOLDER.length + 1);
      asked.push(name);
      const text = disk[name];
      if (text === undefined) return { type: "missing" };
      if (text.length > room) return { type: "unread", bytes: text.length };
      read.push(name);
      return { type: "file", uri, bytes: text.length, document: readDocument(text) };
    },
  });
  session.setFolders([FOLDER]);
  return { session, asked, read };
}

let version = 0;
const show = (session: Session, name: string, text: string): void =>
  session.update(openDocuments.create(uriOf(name), "cnn", ++version, text));

async function codes(session: Session, name: string): Promise<string[]> {
  const program = await session.complete(uriOf(name));
  return problemsOf(program!).map(({ code }) => code);
}

const importing = (names: readonly string[]): string => names.map((name) => `import "${name}"\n`).join("");

describe("the imports of a file", () => {
  test("are 256 files, and no other is asked for, at whatever depth they stand", async () => {
    const disk: Record<string, string> = {};
    for (let i = 0; i < 100; i++) {
      disk[`${i}.cnn`] = importing(Array.from({ length: 10 }, (_, j) => `${i}-${j}.cnn`));
      for (let j = 0; j < 10; j++) disk[`${i}-${j}.cnn`] = "let a = 1\n";
    }
    const { session, asked } = started(disk);
    show(session, "main.cnn", importing(Array.from({ length: 100 }, (_, i) => `${i}.cnn`)));
    await session.complete(uriOf("main.cnn"));
    expect(asked).toHaveLength(256);
    expect(new Set(asked).size).toBe(256);
  });

  test("are not read past what they may have together; another file, which has room, reads what is left", async () => {
    const names = Array.from({ length: 6 }, (_, i) => `${i}.cnn`);
    const disk = Object.fromEntries(
      names.map((name, i) => [name, `let v${i} = 1\n`.padEnd(1_000_000, "\n")]),
    );
    const { session, read } = started(disk);
    show(session, "main.cnn", `${importing(names)}input 8x8x3\nconv (v0 + v1 + v2 + v3) 1x1\n`);
    expect(await codes(session, "main.cnn")).toEqual(["import-limit", "import-limit"]);
    expect(read).toEqual(names.slice(0, 4));
    show(session, "other.cnn", `${importing(["5.cnn"])}input 8x8x3\nconv v5 1x1\n`);
    expect(await codes(session, "other.cnn")).toEqual([]);
    expect(read).toEqual([...names.slice(0, 4), "5.cnn"]);
    expect(await codes(session, "main.cnn")).toEqual(["import-limit", "import-limit"]);
  });
});

describe("a file that was closed", () => {
  const UNIT = "block unit() {\n  conv 8 1x1\n}\n";
  const disk = { "unit.cnn": UNIT, "other.cnn": "let other = 1\n" };
  const MAIN = `${importing(["unit.cnn", "other.cnn"])}input 8x8x3\nunit\nconv other 1x1\n`;
  const parameters = async (session: Session) =>
    (await session.complete(uriOf("main.cnn")))!.networks[0]!.run.totals.trainable;

  test("is read again when it is next asked for, and no other", async () => {
    const files = { ...disk };
    const { session, read } = started(files);
    show(session, "main.cnn", MAIN);
    show(session, "unit.cnn", UNIT);
    expect(await parameters(session)).toBe(32 + 9);
    show(session, "unit.cnn", UNIT.replace("8", "9"));
    expect(await parameters(session)).toBe(36 + 10);
    files["unit.cnn"] = UNIT.replace("8", "9");
    read.length = 0;
    session.close(uriOf("unit.cnn"));
    expect(await parameters(session)).toBe(36 + 10);
    expect(read).toEqual(["unit.cnn"]);
  });

  test("while it was being read is read once more", async () => {
    const files = { ...disk };
    const { session } = started(files);
    show(session, "unit.cnn", UNIT.replace("8", "9"));
    show(session, "main.cnn", MAIN);
    const early = session.complete(uriOf("main.cnn"));
    files["unit.cnn"] = UNIT.replace("8", "7");
    session.close(uriOf("unit.cnn"));
    await early;
    expect(await parameters(session)).toBe(28 + 8);
  });
});

describe("an address that is written in two ways", () => {
  const [one, two] = [`${FOLDER}/a%41.cnn`, `${FOLDER}/aA.cnn`];
  const text = (width: number): string => `input 8x8x3\nconv ${width} 1x1\nlet a = ${width}\n`;
  const shows = (session: Session, uri: string, width: number): void =>
    session.update(openDocuments.create(uri, "cnn", ++version, text(width)));
  const parameters = async (session: Session, uri: string) =>
    (await session.complete(uri))?.networks[0]?.run.totals.trainable;

  test("is answered for each of them, until each is closed", async () => {
    const { session } = started({ "aA.cnn": "let a = 1\n" });
    shows(session, one, 4);
    shows(session, two, 5);
    expect([await parameters(session, one), await parameters(session, two)]).toEqual([16, 20]);
    const main = uriOf("main.cnn");
    show(session, "main.cnn", `${importing(["aA.cnn"])}input 8x8x3\nconv a 1x1\n`);
    expect(await parameters(session, main)).toBe(20);
    shows(session, one, 6);
    expect(await parameters(session, main)).toBe(24);
    session.close(one);
    expect([await parameters(session, one), await parameters(session, two)]).toEqual([undefined, 20]);
    expect(await parameters(session, main)).toBe(20);
    session.close(two);
    expect(await parameters(session, two)).toBeUndefined();
    expect(await parameters(session, main)).toBe(4);
  });
});

test("imports hold until one of their files changes, or what is imported does", async () => {
  const { session } = started({ "one.cnn": "let one = 1\n", "two.cnn": "let two = 2\n" });
  const main = (paths: readonly string[], width: number): string =>
    `${importing(paths)}let w = ${width}\ninput 8x8x3\nconv w 1x1\n`;
  const importsOf = async () => (await session.complete(uriOf("main.cnn")))!.imports;
  show(session, "main.cnn", main(["one.cnn"], 4));
  const first = await importsOf();
  show(session, "main.cnn", main(["one.cnn"], 5));
  show(session, "two.cnn", "let two = 3\n");
  session.close(uriOf("two.cnn"));
  expect(await importsOf()).toBe(first);
  show(session, "main.cnn", main(["one.cnn", "two.cnn"], 5));
  const both = await importsOf();
  expect([...both.files.keys()]).toEqual(["one.cnn", "two.cnn"]);
  show(session, "one.cnn", "let other = 1\n");
  const changed = await importsOf();
  expect(changed).not.toBe(both);
  session.filesChanged();
  expect(await importsOf()).not.toBe(changed);
});
