// What the command palette offers for networks; each command says in words why it cannot do what was asked.
import * as vscode from "vscode";
import type { Pages } from "./pages";
import type { Server } from "./server";

export function registerCommands(server: Server, pages: Pages): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("cnn.showSummary", () => showSummary(pages)),
    vscode.commands.registerCommand("cnn.toggleInlayHints", toggleInlayHints),
    vscode.commands.registerCommand("cnn.restartServer", () => restartServer(server)),
    vscode.commands.registerCommand("cnn.explain", (topic?: unknown) => explain(pages, topic)),
  );
}

async function showSummary(pages: Pages): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === "cnn") await pages.showSummary(document.uri);
  else void vscode.window.showInformationMessage("Open a .cnn file to see its summary.");
}

/** Changes the setting where it is set already, so that a workspace's own choice does not win over the toggle. */
async function toggleInlayHints(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("cnn");
  const shown = !settings.get<boolean>("inlayHints.enabled", true);
  const inWorkspace = settings.inspect<boolean>("inlayHints.enabled")?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update("inlayHints.enabled", shown, target);
  const editor = vscode.workspace.getConfiguration("editor.inlayHints", { languageId: "cnn" });
  if (shown && editor.get<string>("enabled") === "off")
    void vscode.window.showInformationMessage(
      "The setting editor.inlayHints.enabled is off, so no hints are shown in any language.",
    );
}

async function restartServer(server: Server): Promise<void> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: "Restarting the CNN language server" },
    () => server.restart(),
  );
}

async function explain(pages: Pages, topic: unknown): Promise<void> {
  const asked = typeof topic === "string" ? topic : await askForTopic();
  if (!asked) return;
  if (!(await pages.showExplanation(asked)))
    void vscode.window.showInformationMessage(`There is no page about "${asked}".`);
}

/** Offers what is under the cursor: the code of a diagnostic there, or the word. */
function askForTopic(): Thenable<string | undefined> {
  const value = topicAtCursor();
  return vscode.window.showInputBox({
    title: "Explain",
    prompt: "The code of a diagnostic, such as kernel-too-large, or a kind of layer, such as conv",
    ...(value === undefined ? {} : { value }),
  });
}

function topicAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "cnn") return undefined;
  const { document, selection } = editor;
  const diagnostic = vscode.languages
    .getDiagnostics(document.uri)
    .find(({ range }) => range.contains(selection.active));
  const code = diagnostic && codeOf(diagnostic);
  if (code !== undefined) return code;
  const word = document.getWordRangeAtPosition(selection.active);
  return word && document.getText(word);
}

/** The code of one of our diagnostics, undefined for anyone else's. */
function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== "cnn") return undefined;
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return code === undefined ? undefined : String(code);
}
