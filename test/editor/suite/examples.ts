// The networks that people open first are without a squiggle of an error or a warning.
import * as assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnostics, eventually, hints, open, pause } from "./support";

describe("the examples", () => {
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("open without errors or warnings", async () => {
    const names = await namesUnder("examples");
    assert.ok(names.length > 0, "there are no examples");
    const documents: vscode.TextDocument[] = [];
    for (const name of names) {
      const document = await open(name);
      await eventually(`the hints of ${name}`, async () => (await hints(document)).size > 0 || undefined);
      documents.push(document);
    }
    // The server answers in order: once the last file, a broken one, is underlined, the others have had their turn.
    const broken = await open("broken.cnn");
    await eventually("the broken file's squiggle", () => diagnostics(broken).length > 0 || undefined);
    await pause(500);
    const complaints = documents.flatMap((document) =>
      diagnostics(document)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
        .map(({ message, range }) => `${document.uri.path}:${range.start.line + 1}: ${message}`),
    );
    assert.deepEqual(complaints, []);
  });
});

/** Every network under a folder of the workspace; the editor's own search needs a program that not every host has. */
async function namesUnder(folder: string): Promise<string[]> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root, "no workspace is open");
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(root, folder));
  const names = await Promise.all(
    entries.map(([name, type]) => {
      if (type === vscode.FileType.Directory) return namesUnder(`${folder}/${name}`);
      return name.endsWith(".cnn") ? [`${folder}/${name}`] : [];
    }),
  );
  return names.flat().sort();
}
