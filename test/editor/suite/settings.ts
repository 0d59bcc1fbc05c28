// What a user sets holds at once, in the files that are open.
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnostics, eventually, hintLike, hints, lineOf, open, replace, revert } from "./support";

describe("the setting", () => {
  let document: vscode.TextDocument;

  afterEach(() => revert(document));

  it("cnn.shapeStyle orders the sizes", async () => {
    document = await open("examples/first.cnn");
    const line = lineOf(document, "conv 60");
    await hintLike(document, line, /^→ 94×94×60 /);
    await during("shapeStyle", "CxHxW", () => hintLike(document, line, /^→ 60×94×94 /));
    await during("shapeStyle", "C@HxW", () => hintLike(document, line, /^→ 60@94×94 /));
    await hintLike(document, line, /^→ 94×94×60 /);
  });

  it("cnn.inlayHints.parameters leaves the shapes alone", async () => {
    document = await open("examples/first.cnn");
    await during("inlayHints.parameters", false, () =>
      hintLike(document, lineOf(document, "conv 60"), /^→ 94×94×60$/),
    );
  });

  it("cnn.inlayHints.macs adds the multiply–accumulates", async () => {
    document = await open("examples/first.cnn");
    await during("inlayHints.macs", true, () =>
      hintLike(document, lineOf(document, "conv 60"), /^→ 94×94×60 3,000 26\.?\d*\s?M MACs$/),
    );
  });

  it("cnn.inlayHints.memory adds the memory of the output", async () => {
    document = await open("examples/first.cnn");
    // 94·94·60 numbers of 4 bytes
    await during("inlayHints.memory", true, () =>
      hintLike(document, lineOf(document, "conv 60"), /^→ 94×94×60 3,000 2\.02 MiB$/),
    );
  });

  it("cnn.inlayHints.align sets hints in a column", async () => {
    document = await open("examples/first.cnn");
    const line = lineOf(document, "flatten");
    const gap = async (): Promise<number> => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      const label = String(found.find(({ position }) => position.line === line)?.label ?? "");
      return label.length - label.trimStart().length;
    };
    await eventually("a gap up to the column", async () => (await gap()) > 10 || undefined);
    await during("inlayHints.align", false, () =>
      eventually("a narrow gap", async () => (await gap()) === 2 || undefined),
    );
  });

  it("cnn.inlayHints.enabled turns all hints off", async () => {
    document = await open("examples/first.cnn");
    await hintLike(document, lineOf(document, "conv 60"), /3,000/);
    await during("inlayHints.enabled", false, () =>
      eventually("no hints", async () => (await hints(document)).size === 0 || undefined),
    );
    await hintLike(document, lineOf(document, "conv 60"), /3,000/);
  });

  it("cnn.diagnostics.severity silences a code", async () => {
    document = await open("broken.cnn");
    await eventually("the squiggle", () => diagnostics(document)[0]);
    await during("diagnostics.severity", { "kernel-too-large": "off" }, () =>
      eventually("no squiggle", () => diagnostics(document).length === 0 || undefined),
    );
    await eventually("the squiggle again", () => diagnostics(document)[0]);
  });

  it("cnn.framework gives a file its framework", async () => {
    document = await open("examples/first.cnn");
    await replace(document, "maxpool 2x2", "bn");
    const line = lineOf(document, "bn");
    await hintLike(document, line, /^→ 90×90×100 200$/);
    // Keras counts the running mean and variance too.
    await during("framework", "keras", () => hintLike(document, line, /^→ 90×90×100 400$/));
  });
});

/** Sets a value for the workspace while something is looked at. */
async function during(name: string, value: unknown, look: () => Promise<unknown>): Promise<void> {
  const settings = vscode.workspace.getConfiguration("cnn");
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await look();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}
