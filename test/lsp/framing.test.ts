// Messages out of bytes, however those are cut.

import { describe, expect, test } from "vitest";
import { framed, Unframer } from "../../server/src/main/framing";

/** The messages in bytes that come in pieces of a length. */
function messagesIn(bytes: Buffer, length: number): unknown[] {
  const messages: unknown[] = [];
  const unframer = new Unframer((message) => messages.push(message));
  for (let at = 0; at < bytes.length; at += length) unframer.push(bytes.subarray(at, at + length));
  return messages;
}

const MESSAGES = [
  { id: 1, text: "→ 94×94×60" },
  { id: 2 },
  { id: 3, text: "\u{1f642}\r\n\r\n".repeat(40) },
  [],
];

describe("messages", () => {
  const bytes = Buffer.from(MESSAGES.map(framed).join(""));

  test.each([1, 2, 3, 7, 64, 100, bytes.length])("in pieces of %i bytes", (length) => {
    expect(messagesIn(bytes, length)).toEqual(MESSAGES);
  });

  test("with further headers, in any case", () => {
    const text = "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:4\r\n\r\nnull";
    expect(messagesIn(Buffer.from(text), 5)).toEqual([null]);
  });

  test.each([
    ["no JSON", "Content-Length: 3\r\n\r\n{x}"],
    ["a header without a length", "Content-Type: x\r\n\r\n"],
    ["a header whose length is none", "Content-Length: x\r\n\r\n"],
    ["nothing", "Content-Length: 0\r\n\r\n"],
  ])("behind %s", (_, text) => {
    for (const length of [1, 10, 1000])
      expect(messagesIn(Buffer.from(text + framed({ id: 1 })), length)).toEqual([{ id: 1 }]);
  });
});
