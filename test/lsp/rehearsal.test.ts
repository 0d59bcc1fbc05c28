// The rehearsal of the server goes through to its end.

import { expect, test } from "vitest";
import { readSettings } from "../../server/src/features/settings";
import { clientOf } from "../../server/src/lsp/client";
import { rehearse } from "../../server/src/lsp/rehearsal";

test("it edits a network and sees its hints", () => {
  const hints = rehearse({
    settings: readSettings(undefined),
    chosen: new Map(),
    client: clientOf(undefined),
  });
  expect(hints.map(({ label }) => String(label).trim().split(/\s+/)[1])).toEqual(["8×8×3", "8×8×5", "4×4×5"]);
});
