// What every test of the suite does: open a file, ask the editor as its interface would, and wait for an answer.
import * as assert from "node:assert/strict";
import * as vscode from "vscode";

export async function open(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "no workspace is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Asks until the answer is there; `question` returns undefined, or throws, as long as it is not. */
export async function eventually<Answer>(
  what: string,
  question: () => Promise<Answer | undefined> | Answer | undefined,
  limit = 40_000,
): Promise<Answer> {
  const end = Date.now() + limit;
  let failure: unknown;
  do {
    try {
      const answer = await question();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = error;
    }
    await pause(50);
  } while (Date.now() < end);
  throw new Error(`${what}: not within ${limit / 1000} s`, { cause: failure });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The hints by line, each of their spaces collapsed to one. */
export async function hints(document: vscode.TextDocument): Promise<Map<number, string>> {
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  const byLine = new Map<number, string>();
  for (const { position, label } of found) {
    const text = typeof label === "string" ? label : label.map(({ value }) => value).join("");
    const before = byLine.get(position.line) ?? "";
    byLine.set(position.line, `${before} ${text}`.replace(/\s+/g, " ").trim());
  }
  return byLine;
}

/** Waits until a line's hint is as expected. */
export async function hintLike(document: vscode.TextDocument, line: number, expected: RegExp): Promise<void> {
  let last: string | undefined;
  await eventually(`a hint like ${expected}`, async () => {
    last = (await hints(document)).get(line);
    return expected.test(last ?? "") || undefined;
  }).catch((error) => {
    throw new Error(`line ${line + 1} shows ${last ?? "nothing"}, not ${expected}`, { cause: error });
  });
}

/** The first line that holds the text, from 0. */
export function lineOf(document: vscode.TextDocument, text: string): number {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} does not stand in the file`);
  return document.positionAt(offset).line;
}

export async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return found
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}

export function diagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri);
}

export function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

export async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const offset = document.getText().indexOf(before);
  assert.notEqual(offset, -1, `${before} does not stand in the file`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + before.length));
  edit.replace(document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Takes back whatever a test has typed, so that the next one meets the file as it stands on disk. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}
