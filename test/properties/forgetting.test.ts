// What a session no longer shows is let go: a program does not hold on to the one before it.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Program } from "../../server/src/workspace/program";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** How many of the references are alive, once what nobody holds has been let go. */
async function alive(references: readonly WeakRef<object>[]): Promise<number> {
  // References stay alive until the turn that made them ends.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  return references.filter((reference) => reference.deref() !== undefined).length;
}

function edited(program: Program, size: number): Program {
  const edit = { from: 0, to: 1, lines: [`input ${size}x${size}x1`] };
  return analyse(program.uri, editDocument(program.document, edit), {}, undefined, program);
}

test("a program is forgotten after further edits", async () => {
  const text = "input 28x28x1\nconv 8 3x3 relu\nflatten\ndense 10\nexpect params 5\n";
  let program = analyse("file:///test.cnn", readDocument(text));
  const forgotten: WeakRef<Program>[] = [];
  for (let size = 29; size < 49; size++) {
    forgotten.push(new WeakRef(program));
    program = edited(program, size);
    expect(problemsOf(program)).not.toEqual([]);
  }
  expect(await alive(forgotten)).toBeLessThanOrEqual(1);
});

test("what was told at other lines is forgotten", async () => {
  let document = readDocument(`input 8x8x3\n${"conv 4 3x3 nobais\nrelu 3\n".repeat(20)}`);
  let program = analyse("file:///test.cnn", document);
  const told: WeakRef<object>[] = [];
  for (let line = 0; line < 20; line++) {
    for (const each of problemsOf(program)) told.push(new WeakRef(each));
    document = editDocument(document, { from: 1, to: 1, lines: [""] });
    program = analyse("file:///test.cnn", document, {}, undefined, program);
  }
  const last = problemsOf(program).length;
  expect(await alive(told)).toBeLessThanOrEqual(last);
});

test("a file is forgotten though lines like its own stand in another", async () => {
  const other = analyse("file:///other.cnn", readDocument("let v = 2\ninput 8x8x3\nconv v 5x5 same\n"));
  const homes = [4, 5].map((width) => {
    const text = `let w = ${width}\nblock b(n) {\n  conv n 3x3\n}\ninput 8x8x3\nconv w ${width}x${width} same\nb 4\n`;
    return new WeakRef<object>(analyse("file:///test.cnn", readDocument(text)).home);
  });
  expect(await alive(homes)).toBe(0);
  expect(other.networks).toHaveLength(1);
});

test("a long body is not kept beside its file, however deep it stands", () => {
  const depth = 90;
  const nested = [
    ...Array<string>(depth).fill("residual {"),
    ...Array<string>(500).fill("bn"),
    ...Array<string>(depth).fill("}"),
  ];
  const { lines } = readDocument(`input 8x8x3\n${nested.join("\n")}`);
  const kept = lines.flatMap(({ readings }) => readings.map(({ rest }) => rest.length));
  expect(Math.max(0, ...kept)).toBeLessThan(200);
});
