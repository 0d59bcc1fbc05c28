// The built server, to which several messages come at once.

import { expect, test } from "vitest";
import { Wire } from "../trust/wire";

const URI = "file:///ws/a.cnn";

test("what is asked for is answered before diagnostics are told, and those only for the last state", async () => {
  const wire = new Wire();
  const quiet = async () => {
    for (let turn = 0; turn < 2; turn++) await wire.answer(wire.ask("cnn/totals", { uri: URI }));
  };
  await wire.answer(wire.ask("initialize", { processId: null, rootUri: null, capabilities: {} }));
  const textDocument = { uri: URI, languageId: "cnn", version: 1, text: "input 5x5x1\nconv 8 3x3\n" };
  wire.tell("textDocument/didOpen", { textDocument });
  await quiet();
  wire.told = [];

  const place = { line: 1, character: 7 };
  const contentChanges = [{ range: { start: place, end: place }, text: "1" }];
  let hover = 0;
  wire.together(() => {
    for (const version of [2, 3, 4])
      wire.tell("textDocument/didChange", { textDocument: { uri: URI, version }, contentChanges });
    hover = wire.ask("textDocument/hover", { textDocument, position: place });
  });
  await quiet();
  const [answered, told] = [
    wire.heard.findIndex(({ id }) => id === hover),
    wire.heard.indexOf(wire.told[0]!),
  ];
  expect(answered).toBeLessThan(told);
  expect(wire.told).toMatchObject([{ params: { uri: URI, version: 4 } }]);
  expect(await wire.stop()).toBe(0);
});
