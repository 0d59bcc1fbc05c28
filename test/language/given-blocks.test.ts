// Blocks that are given to blocks: what calls itself by way of one is refused, whatever was run before.

import { describe, expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { analyse } from "../../server/src/workspace/program";
import { squiggles } from "../support/analyse";
import { snapshot } from "../support/snapshot";

/** `outer` runs what it is given; `inner` calls `outer`, with a layer. */
const BLOCKS = "block outer(then=relu) {\n  then\n}\nblock inner() {\n  outer\n}\ninput 8x8x4\n";

/** The same, one call further in. */
const FURTHER = `block around() {\n  inner\n}\n${BLOCKS}`;

describe("a block that calls the one that it is given to", () => {
  test.each([
    ["alone", `${BLOCKS}outer then=inner`],
    ["behind a call of it", `${BLOCKS}inner\nouter then=inner`],
    ["before a call of it", `${BLOCKS}outer then=inner\ninner`],
    ["by way of another", `${FURTHER}around\nouter then=around`],
    ["by way of another that was run by itself", `${FURTHER}inner\nouter then=around`],
    ["unless another is given", `${BLOCKS.replace("then=relu", "then=inner")}inner\nouter`],
  ])("%s", (_, text) => {
    const [found, ...more] = squiggles(text).filter((line) => line.startsWith("error"));
    expect(found).toMatch(/^error (error-in-block|recursion) /);
    expect(more.length).toBeLessThanOrEqual(1);
  });

  test("is allowed to call it with a layer", () => {
    expect(squiggles(`${BLOCKS}inner\nouter\nouter then=bn`)).toEqual([]);
  });

  test("is refused after the call of it has been deleted, as if it had never stood there", () => {
    const before = readDocument(`${BLOCKS}inner\nouter then=inner\n`);
    const after = editDocument(before, { from: 7, to: 8, lines: [] });
    const program = analyse("file:///a.cnn", after, {}, undefined, analyse("file:///a.cnn", before));
    const fresh = analyse("file:///a.cnn", readDocument(`${BLOCKS}outer then=inner\n`));
    expect(snapshot(program)).toEqual(snapshot(fresh));
  });
});
