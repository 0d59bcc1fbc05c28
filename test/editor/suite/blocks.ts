// A block is written once and used often: its lines show one use, and the line above says how many there are.
import * as assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, hintLike, hints, lineOf, open, revert } from "./support";

describe("a block", () => {
  let document: vscode.TextDocument;

  afterEach(() => revert(document));

  it("shows the shapes and parameters of its first use", async () => {
    document = await open("examples/pytorch/resnet18.cnn");
    // 3·3·64·64 weights, and a scale and a shift for each of 64 channels
    await hintLike(document, lineOf(document, "| conv width 3x3"), /^→ 56×56×64 36,992$/);
    await hintLike(document, lineOf(document, "basic 64 x2"), /^→ 56×56×64 147,968$/);
  });

  it("says above it how often it is used, and what its uses have in all", async () => {
    document = await open("examples/pytorch/resnet18.cnn");
    const lens = await lensLike(document, /^used /);
    assert.equal(lens.command?.title, "used 8 times, 11,166,976 parameters");
    assert.equal(lens.range.start.line, lineOf(document, "block basic"));
  });

  it("shows the next use when asked", async () => {
    document = await open("examples/pytorch/resnet18.cnn");
    const line = lineOf(document, "| conv width 3x3");
    await hintLike(document, line, /^→ 56×56×64 /);
    const { command } = await lensLike(document, /^used /);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await hintLike(document, line, /^→ 28×28×128 73,984$/);
    await backToFirstUse(document, line);
  });

  it("totals the network above its input", async () => {
    document = await open("examples/pytorch/resnet18.cnn");
    const lens = await lensLike(document, /11,689,512 parameters/);
    assert.equal(lens.range.start.line, lineOf(document, "input"));
  });
});

async function lensLike(document: vscode.TextDocument, expected: RegExp): Promise<vscode.CodeLens> {
  return eventually(`a lens like ${expected}`, async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      100,
    );
    return found.find(({ command }) => expected.test(command?.title ?? ""));
  });
}

/** Which use is shown belongs to the file, not to a test. */
async function backToFirstUse(document: vscode.TextDocument, line: number): Promise<void> {
  await eventually("the first use again", async () => {
    if (/^→ 56×56×64 /.test((await hints(document)).get(line) ?? "")) return true;
    const { command } = await lensLike(document, /^used /);
    if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    return undefined;
  });
}
