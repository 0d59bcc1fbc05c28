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
