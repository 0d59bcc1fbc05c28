// A network follows the files that it imports, as they are on the disk and as they are being typed.
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnostics, eventually, hintLike, lineOf, open, replace, revert } from "./support";

describe("a network that imports a file", () => {
  let document: vscode.TextDocument;

  afterEach(() => revert(document));

  it("shows what the imported block makes", async () => {
    document = await open("imports/network.cnn");
    await hintLike(document, lineOf(document, "stage 4"), /^→ 8×8×4 108$/);
  });

  it("follows an edit of that file", async () => {
    document = await open("imports/network.cnn");
    const line = lineOf(document, "stage 4");
    await hintLike(document, line, /^→ 8×8×4 108$/);
    const blocks = await open("imports/blocks.cnn");
    try {
      await replace(blocks, "3x3", "5x5");
      await hintLike(document, line, /^→ 8×8×4 300$/);
    } finally {
      await revert(blocks);
    }
    await hintLike(document, line, /^→ 8×8×4 108$/);
  });

  it("follows a change of that file on the disk", async () => {
    document = await open("imports/network.cnn");
    await vscode.commands.executeCommand("workbench.action.closeOtherEditors");
    const line = lineOf(document, "stage 4");
    const file = vscode.Uri.joinPath(document.uri, "..", "blocks.cnn");
    const before = await vscode.workspace.fs.readFile(file);
    const changed = new TextDecoder().decode(before).replace("3x3", "1x1");
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(changed));
      await hintLike(document, line, /^→ 8×8×4 12$/);
    } finally {
      await vscode.workspace.fs.writeFile(file, before);
    }
    await hintLike(document, line, /^→ 8×8×4 108$/);
  });

  it("says when that file is missing", async () => {
    document = await open("imports/network.cnn");
    await replace(document, "blocks.cnn", "nowhere.cnn");
    await eventually("the squiggle", () =>
      diagnostics(document).find(({ range }) => document.getText(range).includes("nowhere.cnn")),
    );
  });
});
