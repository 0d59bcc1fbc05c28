// A block that comes back to itself, by those it calls or those it is given, is refused, whatever was run before.

import { describe, expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { analyse } from "../../server/src/workspace/program";
import { squiggles } from "../support/analyse";
import { snapshot } from "../support/snapshot";

/** `outer` runs what it is given; `inner` calls `outer`, with a layer. */
const GIVEN = "block outer(then=relu) {\n  then\n}\nblock inner() {\n  outer\n}\ninput 8x8x4\n";

/** The same, one call further in. */
const FURTHER = `block around() {\n  inner\n}\n${GIVEN}`;

/** `wide` comes back where there are more than four channels; `thin` leaves four. */
const SOMETIMES =
  "block wide() {\n  if in.channels > 4 { thin }\n}\nblock thin() {\n  conv 4 1x1\n  wide\n}\ninput 8x8x8\n";

const errors = (text: string): string[] => squiggles(text).filter((line) => line.startsWith("error"));

describe("a block that comes back", () => {
  test.each([
    ["by one that it is given", `${GIVEN}outer then=inner`],
    ["behind a call of that", `${GIVEN}inner\nouter then=inner`],
    ["before a call of that", `${GIVEN}outer then=inner\ninner`],
    ["by one that calls the one that does", `${FURTHER}around\nouter then=around`],
    ["which was run by itself", `${FURTHER}inner\nouter then=around`],
    ["by one that it is given by default", `${GIVEN.replace("then=relu", "then=inner")}inner\nouter`],
    ["on some inputs", `${SOMETIMES}wide`],
    ["on some inputs, behind a call that does not", `${SOMETIMES}thin\ninput 8x8x8\nwide`],
  ])("%s", (_, text) => {
    const [found, ...more] = errors(text);
    expect(found).toMatch(/^error (error-in-block|recursion) /);
    expect(more.length).toBeLessThanOrEqual(1);
  });

  test.each([
    ["which is given a layer", `${GIVEN}inner\nouter\nouter then=bn`],
    ["on no input that there is", `${SOMETIMES}thin`],
  ])("but not one %s", (_, text) => {
    expect(squiggles(text)).toEqual([]);
  });

  test.each([
    ["by one that it is given", GIVEN, "inner", "outer then=inner"],
    ["on some inputs", SOMETIMES, "thin\ninput 8x8x8", "wide"],
  ])("%s, whatever has been deleted or typed before it", (_, blocks, first, second) => {
    const lines = blocks.split("\n").length - 1;
    const [alone, both] = [`${blocks}${second}\n`, `${blocks}${first}\n${second}\n`];
    const more = first.split("\n");
    const deleted = { from: lines, to: lines + more.length, lines: [] };
    const typed = { from: lines, to: lines, lines: more };
    for (const [from, edit, to] of [[both, deleted, alone] as const, [alone, typed, both] as const]) {
      const before = readDocument(from);
      const program = analyse(
        "file:///a.cnn",
        editDocument(before, edit),
        {},
        undefined,
        analyse("file:///a.cnn", before),
      );
      expect(snapshot(program)).toEqual(snapshot(analyse("file:///a.cnn", readDocument(to))));
    }
  });
});
