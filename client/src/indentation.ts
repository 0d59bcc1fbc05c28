// Gives the files that are open when the editor starts the indentation that is set for networks: VS Code computes theirs
// before it knows what an extension has as defaults for its language, and does not look again.
import * as vscode from "vscode";

/** For the editors that are seen already: whatever is opened later has the settings from the start. */
export function indentOpenEditors(): void {
  for (const editor of vscode.window.visibleTextEditors) {
    const { document, options } = editor;
    if (document.languageId !== "cnn" || isIndented(document)) continue;
    const settings = vscode.workspace.getConfiguration("editor", document);
    const tabSize = settings.get<number>("tabSize");
    const insertSpaces = settings.get<boolean>("insertSpaces");
    if (tabSize === undefined || insertSpaces === undefined) continue;
    if (options.tabSize !== tabSize || options.insertSpaces !== insertSpaces)
      editor.options = { tabSize, indentSize: "tabSize", insertSpaces };
  }
}

/** Where a file shows how it is indented, the editor follows it. */
function isIndented(document: vscode.TextDocument): boolean {
  return /^[ \t]+\S/m.test(document.getText());
}
