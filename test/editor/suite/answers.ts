// The reason to open a file at all: shapes and parameter counts at the end of its lines, and where they come from.
import * as assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, hints, hover, open, replace, revert } from "./support";

describe("an open network", () => {
  let document: vscode.TextDocument;

  afterEach(() => revert(document));

  it("is recognised by its extension", async () => {
    document = await open("examples/first.cnn");
    assert.equal(document.languageId, "cnn");
  });

  it("shows each line's shape and parameters", async () => {
    document = await open("examples/first.cnn");
    const shown = await eventually("the hints", async () => {
      const found = await hints(document);
      return found.has(8) ? found : undefined;
    });
    assert.match(shown.get(1) ?? "", /^→ 100×100×1\b/);
    assert.match(shown.get(2) ?? "", /^→ 94×94×60 3,000$/);
    assert.match(shown.get(3) ?? "", /^→ 90×90×100 150,100$/);
    assert.match(shown.get(4) ?? "", /^→ 45×45×100( 0)?$/);
    assert.match(shown.get(5) ?? "", /^→ 202,500( 0)?$/);
    assert.match(shown.get(6) ?? "", /^→ 250 50,625,250$/);
    assert.match(shown.get(7) ?? "", /^→ 200 50,200$/);
    assert.match(shown.get(8) ?? "", /^→ 1 201\b/);
  });

  it("counts again after an edit", async () => {
    document = await open("examples/first.cnn");
    await replace(document, "conv 60 7x7", "conv 6 3x3");
    await eventually(
      "the new hint",
      async () => /^→ 98×98×6 60$/.test((await hints(document)).get(2) ?? "") || undefined,
    );
  });

  it("explains a count on hover", async () => {
    document = await open("examples/first.cnn");
    const text = await eventually(
      "the hover",
      async () => (await hover(document, new vscode.Position(2, 1))) || undefined,
    );
    assert.ok(text.includes("(7·7·1 + 1)·60 = 3,000"), text);
  });
});
