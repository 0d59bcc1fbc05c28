// The standard library is read when one of its blocks is named: which those are is known before.

import { expect, test } from "vitest";
import { standardLibrary } from "../../server/src/workspace/standard-library";

test("the names of its blocks are those that it defines", () => {
  const library = standardLibrary();
  const defined = library.document.sequence.statements.flatMap((statement) =>
    statement.type === "block" ? [statement.name.text] : [],
  );
  expect([...library.blockNames()]).toEqual(defined);
  expect(defined.map((name) => library.block(name)?.name)).toEqual(defined);
  expect(library.block("toString")).toBeUndefined();
});
