// What a session no longer shows is let go: a program does not hold on to the one before it.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Program } from "../../server/src/workspace/program";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

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
  // References stay alive until the turn that made them ends.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  const kept = forgotten.filter((reference) => reference.deref() !== undefined);
  expect(kept.length).toBeLessThanOrEqual(1);
});
