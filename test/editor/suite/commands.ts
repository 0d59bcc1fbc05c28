// The commands of the palette do what their titles say.
import * as assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, hints, open } from "./support";

describe("the command", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("Show Summary opens the table of the network", async () => {
    await open("examples/first.cnn");
    const summary = await eventually("the summary", async () => {
      await vscode.commands.executeCommand("cnn.showSummary");
      return page("cnn-summary", /50,828,751/);
    });
    for (const expected of ["94×94×60", "3,000", "150,100", "50,625,250", "1,291,653,040"])
      assert.ok(summary.includes(expected), `${expected} is not in\n${summary}`);
    await preview("first.cnn");
  });

  it("Explain opens the page of a code", async () => {
    await open("examples/first.cnn");
    await eventually("the page", async () => {
      await vscode.commands.executeCommand("cnn.explain", "kernel-too-large");
      return page("cnn-explain", /kernel/i);
    });
    await preview("kernel-too-large");
  });

  it("Toggle Inlay Hints hides the hints and shows them again", async () => {
    const document = await open("examples/first.cnn");
    const count = async (): Promise<number> => (await hints(document)).size;
    await eventually("the hints", async () => (await count()) > 0 || undefined);
    await vscode.commands.executeCommand("cnn.toggleInlayHints");
    await eventually("no hints", async () => (await count()) === 0 || undefined);
    await vscode.commands.executeCommand("cnn.toggleInlayHints");
    await eventually("the hints again", async () => (await count()) > 0 || undefined);
  });

  it("Restart Language Server brings the hints back", async () => {
    const document = await open("examples/first.cnn");
    await vscode.commands.executeCommand("cnn.restartServer");
    await eventually("the hints", async () => (await hints(document)).get(2)?.includes("3,000") || undefined);
    // Twice at once is what an impatient user does.
    await Promise.all([
      vscode.commands.executeCommand("cnn.restartServer"),
      vscode.commands.executeCommand("cnn.restartServer"),
    ]);
    await eventually("the hints", async () => (await hints(document)).get(2)?.includes("3,000") || undefined);
  });
});

/** The text of the virtual document behind a page, once it says what it should. */
function page(scheme: string, expected: RegExp): string | undefined {
  const texts = vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === scheme)
    .map((document) => document.getText());
  return texts.find((text) => expected.test(text));
}

/** Waits for a rendered page whose title holds the name. */
async function preview(name: string): Promise<void> {
  let labels: string[] = [];
  const seen = (): true | undefined => {
    labels = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);
    return labels.some((label) => label.includes(name)) || undefined;
  };
  await eventually("the preview", seen).catch((error) => {
    throw new Error(`no preview of ${name}, only [${labels.join(", ")}]`, { cause: error });
  });
}
