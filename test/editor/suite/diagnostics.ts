// What is wrong is underlined while it is wrong, no longer, and the editor offers to repair it.
import * as assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { codeOf, diagnostics, eventually, open, replace, revert } from "./support";

describe("a broken network", () => {
  let document: vscode.TextDocument;

  afterEach(() => revert(document));

  it("is underlined at the argument at fault until it is repaired", async () => {
    document = await open("examples/first.cnn");
    await replace(document, "7x7", "107x107");
    const [found] = await eventually("the squiggle", () => withCode(document, "kernel-too-large"));
    assert.equal(document.getText(found?.range), "107x107");
    assert.match(found?.message ?? "", /107×107.*100×100/s);
    await replace(document, "107x107", "7x7");
    await eventually("the squiggle's end", () => diagnostics(document).length === 0 || undefined);
  });

  it("says which rows a stride leaves unread", async () => {
    document = await open("examples/first.cnn");
    await replace(document, "7x7 stride1", "7x7 stride2");
    const [found] = await eventually("the squiggle", () => withCode(document, "stride-tiling"));
    assert.equal(found?.severity, vscode.DiagnosticSeverity.Information);
    await replace(document, "7x7 stride2", "7x7 stride1");
    await eventually("the squiggle's end", () => diagnostics(document).length === 0 || undefined);
  });

  it("is repaired by a quick fix", async () => {
    document = await open("broken.cnn");
    const [found] = await eventually("the squiggle", () => withCode(document, "kernel-too-large"));
    assert.ok(found);
    const fix = await eventually("the quick fix", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        found.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      return actions.find(({ edit }) => edit !== undefined);
    });
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await eventually("the squiggle's end", () => diagnostics(document).length === 0 || undefined);
  });

  it("offers the page of its diagnostic", async () => {
    document = await open("broken.cnn");
    const [found] = await eventually("the squiggle", () => withCode(document, "kernel-too-large"));
    assert.ok(found);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found.range,
    );
    const offers = actions.filter(({ title }) => title === "Explain kernel-too-large");
    assert.deepEqual(
      offers.map(({ command }) => command?.arguments),
      [["kernel-too-large"]],
    );
  });

  it("takes a diagnostic's severity from the settings", async () => {
    document = await open("broken.cnn");
    await eventually("the squiggle", () => withCode(document, "kernel-too-large"));
    const settings = vscode.workspace.getConfiguration("cnn");
    const target = vscode.ConfigurationTarget.Workspace;
    try {
      await settings.update("diagnostics.severity", { "kernel-too-large": "warning" }, target);
      await eventually("the new severity", () =>
        withCode(document, "kernel-too-large")?.find(
          ({ severity }) => severity === vscode.DiagnosticSeverity.Warning,
        ),
      );
    } finally {
      await settings.update("diagnostics.severity", undefined, target);
    }
  });
});

/** The diagnostics with that code, or undefined while there are none. */
function withCode(document: vscode.TextDocument, code: string): vscode.Diagnostic[] | undefined {
  const found = diagnostics(document).filter((diagnostic) => codeOf(diagnostic) === code);
  return found.length > 0 ? found : undefined;
}
