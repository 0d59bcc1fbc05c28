// A long session needs no more memory than a short one, and what is closed is forgotten.

import { getHeapCodeStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readSettings } from "../../server/src/features/settings";
import { clientOf } from "../../server/src/lsp/client";
import { type OpenDocument, openDocuments } from "../../server/src/lsp/documents";
import { PROGRAM_REQUESTS } from "../../server/src/lsp/requests";
import { Session } from "../../server/src/lsp/session";
import { EXAMPLES } from "../fuzz/input";
import { mutate } from "../fuzz/mutate";
import { Random } from "../fuzz/random";
import { counted, patience } from "../support/counts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const EDITS = counted(10_000);
/** Edits before them, after which everything is there that a session needs. */
const WARM_UP = 2_000;

/** Bytes in use, once what nobody holds has been let go; without the code that the engine makes of what runs often. */
async function memory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    // References stay alive until the turn that made them ends.
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed - getHeapCodeStatistics().code_and_metadata_size;
}

class Editor {
  readonly session = new Session({ load: async () => ({ type: "missing" }) });
  private readonly documents: OpenDocument[] = [];
  private readonly random = new Random(3);

  open(index: number, text: string): void {
    const document = openDocuments.create(`file:///ws/${index}.cnn`, "cnn", 1, text);
    this.documents[index] = document;
    this.session.update(document);
  }

  /** Types into a document and asks for everything; now and then its text is as it was, so that it stays what it is. */
  type(index: number, text: string): void {
    const document = this.documents[index]!;
    const version = document.version + 1;
    const change = this.random.chance(0.1) ? text : mutate(this.random, textOf(document), text);
    const line = this.random.below(20);
    const range = { start: { line, character: 0 }, end: { line, character: 1 } };
    const changes = this.random.chance(0.5) ? [{ text: change }] : [{ range, text: "" }];
    const edited = openDocuments.update(document, changes, version);
    this.documents[index] = edited;
    this.session.update(edited);
    this.ask(index);
  }

  private ask(index: number): void {
    const { uri } = this.documents[index]!;
    const program = this.session.program(uri);
    const at = { line: 2, character: 1 };
    const params = { textDocument: { uri }, position: at, range: { start: at, end: at }, context: {} };
    const context = { settings: readSettings({}), chosen: new Map(), client: clientOf(undefined) };
    for (const { method, tell } of PROGRAM_REQUESTS)
      if (!method.endsWith("/resolve")) tell(program!, params, context);
  }

  close(index: number): WeakRef<object> {
    const { uri } = this.documents[index]!;
    const program = new WeakRef<object>(this.session.program(uri)!);
    this.session.close(uri);
    delete this.documents[index];
    return program;
  }
}

function textOf({ source }: OpenDocument): string {
  return source.lines.map(({ text }) => text).join("\n");
}

const FILES = EXAMPLES.slice(0, 20);

test(
  `${EDITS} edits end within 10 % of the memory before them`,
  async () => {
    const editor = new Editor();
    for (const [index, text] of FILES.entries()) editor.open(index, text);
    const run = (from: number, to: number): void => {
      for (let edit = from; edit < to; edit++) editor.type(edit % FILES.length, FILES[edit % FILES.length]!);
      // What is open in the end is the same each time.
      for (const [index, text] of FILES.entries()) editor.open(index, text);
    };
    run(0, WARM_UP);
    const warm = await memory();
    run(WARM_UP, WARM_UP + EDITS);
    const end = await memory();
    expect(end / warm).toBeLessThan(1.1);
  },
  patience(EDITS, 60),
);

test("closed documents are forgotten", async () => {
  const editor = new Editor();
  const closed: WeakRef<object>[] = [];
  for (let round = 0; round < 5; round++) {
    for (const [index, text] of FILES.entries()) editor.open(index, text);
    for (const [index, text] of FILES.entries()) editor.type(index, text);
    for (const index of FILES.keys()) closed.push(editor.close(index));
  }
  await memory();
  expect(closed.filter((program) => program.deref() !== undefined)).toEqual([]);
});
