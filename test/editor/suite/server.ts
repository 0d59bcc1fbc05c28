// The server's process may die at any moment; whoever types must hardly notice.
import * as assert from "node:assert/strict";
import { describe, it } from "mocha";
import { eventually, hintLike, lineOf, open, replace, revert } from "./support";

describe("the language server", () => {
  it("is back with its hints after it was killed", async () => {
    const document = await open("examples/first.cnn");
    const line = lineOf(document, "conv 60");
    await hintLike(document, line, /3,000/);
    const killed = serverProcess();
    assert.ok(killed, "no server runs");
    process.kill(killed, "SIGKILL");
    await eventually("another server", () => {
      const pid = serverProcess();
      return pid !== undefined && pid !== killed ? pid : undefined;
    });
    await hintLike(document, line, /3,000/);
    await replace(document, "conv 60 7x7", "conv 6 3x3");
    await hintLike(document, line, /^→ 98×98×6 60$/);
    await revert(document);
  });
});

interface Child {
  readonly pid?: number;
  readonly spawnargs?: readonly string[];
}

/** The extension's child; Node has a list of those, but no name for it that is documented. */
function serverProcess(): number | undefined {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles(): (Child | null)[] };
  const child = handles
    .call(process)
    .find((handle) => handle?.spawnargs?.some((word) => /[\\/]dist[\\/]server\.js$/.test(word)));
  return child?.pid;
}
