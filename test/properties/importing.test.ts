// Incremental equals full across files: whatever is typed in one, changed on the disk, opened or closed, the others are
// what a session that starts now would make of them.

import { expect, test } from "vitest";
import { diagnosticsOf } from "../../server/src/features/diagnostics";
import { inlayHints } from "../../server/src/features/inlay-hints";
import { DEFAULT_SETTINGS } from "../../server/src/features/settings";
import { type OpenDocument, openDocuments } from "../../server/src/lsp/documents";
import { Session } from "../../server/src/lsp/session";
import { readDocument } from "../../server/src/syntax/document";
import { forgetForms } from "../../server/src/syntax/forms";
import type { Program } from "../../server/src/workspace/program";
import { generate } from "../fuzz/generate";
import { mutate } from "../fuzz/mutate";
import { Random } from "../fuzz/random";
import { counted, patience } from "../support/counts";
import { snapshot } from "../support/snapshot";

const RUNS = counted(1_000);
const FOLDER = "file:///ws";
const PATHS = ["main.cnn", "one.cnn", "parts/two.cnn"];
/** What each may import, the last of them never there. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "main.cnn": ["one.cnn", "parts/two.cnn", "none.cnn"],
  "one.cnn": ["parts/two.cnn", "main.cnn", "none.cnn"],
  "parts/two.cnn": ["../one.cnn", "../main.cnn", "none.cnn"],
};
/** What is used elsewhere, and what it becomes. */
const SHARED = [
  "let shared = 8\n",
  "let shared = 9\n",
  "let other = shared\n",
  "block unit(n) {\n  conv n 1x1\n}\n",
  "block unit(n) {\n  conv n 3x3 same\n  pair n\n}\n",
  "block pair(n) {\n  conv (n + shared) 1x1\n}\n",
  "block pair(n) {\n  unit n\n}\n",
  "input 8x8x4\nunit 4\npair 8\nconv shared 1x1\n",
  // Names that are near to each other, and calls of what is not there, or not for every argument.
  "block uni(n) {\n  dense n\n}\n",
  "block pairs(n) {\n  unite n\n}\n",
  "block par(n) {\n  if n > 4 {\n    uniti n\n  }\n  conv n 1x1\n}\n",
  "let share = 3\n",
  "block width(n) {\n  if n > 4 {\n    conv shar 1x1\n  }\n}\n",
  "input 8x8x4\npar 4\nwidth 4\n",
  "par 8\nwidth 8\n",
  "pai 4\nunita 4\n",
];

const uriOf = (path: string): string => `${FOLDER}/${path}`;

const textOf = ({ source }: OpenDocument): string => source.lines.map((line) => line.text).join("\n");

/** Files on a disk, some of them open. */
class Workspace {
  private readonly disk = new Map<string, string>();
  private readonly open = new Map<string, OpenDocument>();
  private readonly session = this.started();

  constructor(private readonly random: Random) {
    for (const path of PATHS) this.disk.set(path, this.text(path));
    this.opens("main.cnn");
  }

  private started(): Session {
    const session = new Session({
      load: async (uri) => {
        const text = this.disk.get(uri.slice(FOLDER.length + 1));
        if (text === undefined) return { type: "missing" };
        return { type: "file", uri, bytes: text.length, document: readDocument(text) };
      },
    });
    session.setFolders([FOLDER]);
    return session;
  }

  private text(path: string): string {
    const { random } = this;
    const imports = (IMPORTS[path] ?? [])
      .filter(() => random.chance(0.5))
      .map((each) => `import "${each}"\n`);
    const parts = SHARED.filter(() => random.chance(0.4));
    return imports.join("") + parts.join("") + (random.chance(0.3) ? generate(random) : "");
  }

  private opens(path: string): void {
    const document = openDocuments.create(uriOf(path), "cnn", 1, this.disk.get(path) ?? "");
    this.open.set(path, document);
    this.session.update(document);
  }

  act(): void {
    const { random } = this;
    const path = random.pick(PATHS);
    const document = this.open.get(path);
    const choice = random.unit();
    if (choice < 0.1) this.changeDisk(path);
    else if (!document) this.opens(path);
    else if (choice < 0.2) this.closes(path);
    else this.type(path, document);
  }

  /** What was saved is told by closing alone where a client watches no files. */
  private closes(path: string): void {
    const document = this.open.get(path);
    if (document && this.random.chance(0.5)) this.disk.set(path, textOf(document));
    this.open.delete(path);
    this.session.close(uriOf(path));
  }

  private changeDisk(path: string): void {
    if (this.random.chance(0.2)) this.disk.delete(path);
    else this.disk.set(path, this.text(path));
    this.session.filesChanged();
  }

  private type(path: string, document: OpenDocument): void {
    const { random } = this;
    const lines = document.source.lines.slice().map(({ text }) => text);
    const line = random.below(lines.length);
    const start = { line, character: 0 };
    const end = { line: Math.min(lines.length - 1, line + random.below(2)), character: 0 };
    const text = random.chance(0.5)
      ? random.pick(SHARED)
      : mutate(random, `${lines[line]}\n`, random.pick(SHARED));
    const edited = openDocuments.update(document, [{ range: { start, end }, text }], document.version + 1);
    this.open.set(path, edited);
    this.session.update(edited);
  }

  /** What the session shows of each open file, and what one that starts now does. */
  async views(): Promise<[string, unknown, unknown][]> {
    const views: [string, unknown, unknown][] = [];
    for (const path of this.open.keys()) {
      const kept = shown(await this.session.complete(uriOf(path)));
      views.push([path, kept, shown(await this.fresh().complete(uriOf(path)))]);
    }
    return views;
  }

  private fresh(): Session {
    forgetForms();
    const session = this.started();
    for (const [path, document] of this.open)
      session.update(openDocuments.create(uriOf(path), "cnn", 1, textOf(document)));
    return session;
  }
}

function shown(program: Program | null): unknown {
  if (program === null) return null;
  const range = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  return {
    ...(snapshot(program) as object),
    diagnostics: diagnosticsOf(program, DEFAULT_SETTINGS),
    hints: inlayHints(program, range),
  };
}

test(
  `${RUNS} random workspaces`,
  async () => {
    for (let seed = 0; seed < RUNS; seed++) {
      const random = new Random(seed);
      const workspace = new Workspace(random);
      for (let action = random.from(2, 10); action > 0; action--) {
        workspace.act();
        if (action > 1 && random.chance(0.5)) continue;
        for (const [path, kept, fresh] of await workspace.views())
          expect(kept, `${path} of seed ${seed}`).toEqual(fresh);
      }
    }
  },
  patience(RUNS, 300),
);
