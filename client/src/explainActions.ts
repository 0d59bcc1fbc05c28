// Offers a diagnostic's page beside its repairs; here and not in the server, since only this client knows the command.
import * as vscode from "vscode";

export function registerExplainActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { language: "cnn" },
    { provideCodeActions },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function provideCodeActions(
  _document: vscode.TextDocument,
  _range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const codes = diagnostics.map(codeOf).filter((code) => code !== undefined);
  return [...new Set(codes)].map((code) => {
    const title = `Explain ${code}`;
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = diagnostics.filter((diagnostic) => codeOf(diagnostic) === code);
    action.command = { title, command: "cnn.explain", arguments: [code] };
    return action;
  });
}

/** The code of one of our diagnostics, undefined for anyone else's. */
export function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== "cnn") return undefined;
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return code === undefined ? undefined : String(code);
}
