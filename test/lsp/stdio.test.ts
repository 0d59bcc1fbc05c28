// Messages over standard input and output: each is read however it is cut up, and sent in one piece.

import { fork, spawnSync } from "node:child_process";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, inject, test } from "vitest";
import type { Message } from "vscode-languageserver/node";
import { StdioReader, StdioWriter } from "../../server/src/main/stdio";
import { Wire } from "../trust/wire";

const message = (method: string): Message => ({ jsonrpc: "2.0", method }) as Message;
const sent = (text: string, header = `Content-Length: ${Buffer.byteLength(text)}`): Buffer =>
  Buffer.from(`${header}\r\n\r\n${text}`);
const packed = (method: string): Buffer => sent(JSON.stringify(message(method)));

/** What a reader makes of bytes that come in pieces. */
function read(...pieces: readonly Buffer[]): { methods: string[]; errors: string[] } {
  const input = new PassThrough();
  const reader = new StdioReader(input);
  const [methods, errors]: [string[], string[]] = [[], []];
  reader.onError((error) => errors.push(error.message));
  reader.listen((each) => methods.push((each as Message & { method: string }).method));
  for (const piece of pieces) input.emit("data", piece);
  return { methods, errors };
}

describe("a message is read", () => {
  const two = Buffer.concat([packed("päd 🙂"), packed("→")]);
  const both = { methods: ["päd 🙂", "→"], errors: [] };

  test("with another in one piece", () => {
    expect(read(two)).toEqual(both);
  });

  test("cut in two anywhere", () => {
    for (let at = 0; at <= two.length; at++)
      expect(read(two.subarray(0, at), two.subarray(at))).toEqual(both);
  });

  test("byte by byte", () => {
    expect(read(...Array.from(two, (_, at) => two.subarray(at, at + 1)))).toEqual(both);
  });

  test("behind other headers, however they are written", () => {
    const text = JSON.stringify(message("a"));
    const header = `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:${text.length}`;
    expect(read(sent(text, header))).toEqual({ methods: ["a"], errors: [] });
  });
});

describe("what is no message is told, and the next one read", () => {
  test.each([
    ["no JSON", sent("{"), /JSON/],
    ["no length", sent("", "Content-Type: none"), /A header says no length: Content-Type: none/],
    ["a length that is none", sent("", "Content-Length: -1"), /A header says no length/],
    [
      "a length of too many digits",
      sent("", `Content-Length: ${"9".repeat(400)}`),
      /A header says no length/,
    ],
  ])("%s", (_, bytes, why) => {
    const { methods, errors } = read(bytes, packed("next"));
    expect(methods).toEqual(["next"]);
    expect(errors).toEqual([expect.stringMatching(why)]);
  });

  test("a header without a length, its body with it", () => {
    const { methods } = read(sent('{"method":"lost"}', "Content-Type: none"), packed("next"), packed("last"));
    expect(methods).toEqual(["next", "last"]);
  });

  test("a message of more bytes than any editor sends: none of them is kept", () => {
    const length = 64 * 1024 * 1024 + 1;
    const piece = Buffer.alloc(1024 * 1024, "x");
    const body = Array.from({ length: 64 }, () => piece);
    const [head, end] = [Buffer.from(`Content-Length: ${length}\r\n\r\n`), Buffer.from("x")];
    const before = process.memoryUsage().arrayBuffers;
    const { methods, errors } = read(packed("first"), head, ...body, Buffer.concat([end, packed("next")]));
    expect(methods).toEqual(["first", "next"]);
    expect(errors).toEqual(["A message of 67108865 bytes is skipped: at most 67108864 are read."]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  test("a message without an end in sight, though nothing comes behind it", () => {
    const { methods, errors } = read(
      packed("first"),
      sent("{}", "Content-Length: 9007199254740991"),
      packed("lost"),
    );
    expect(methods).toEqual(["first"]);
    expect(errors).toEqual([expect.stringContaining("A message of 9007199254740991 bytes is skipped")]);
  });

  test("megabytes that no header ends", () => {
    const rubbish = Array.from({ length: 200 }, () => Buffer.alloc(65_536, "x"));
    expect(read(...rubbish, Buffer.from("\n"), packed("next")).methods).toEqual(["next"]);
  });

  test("a fault of who takes the message is told too", () => {
    const input = new PassThrough();
    const reader = new StdioReader(input);
    const errors: string[] = [];
    reader.onError((error) => errors.push(error.message));
    reader.listen(() => {
      throw new Error("no");
    });
    input.emit("data", Buffer.concat([packed("a"), packed("b")]));
    expect(errors).toEqual(["no", "no"]);
  });
});

describe("a message is sent", () => {
  test("in one piece, its length counted in bytes", async () => {
    const pieces: string[] = [];
    const output = new Writable({
      decodeStrings: false,
      write: (piece, _, done) => {
        pieces.push(String(piece));
        done();
      },
    });
    await new StdioWriter(output).write(message("→"));
    expect(pieces).toEqual([`Content-Length: 32\r\n\r\n{"jsonrpc":"2.0","method":"→"}`]);
  });

  test("whole, while another is still on its way, however long it is", async () => {
    const pieces: Buffer[] = [];
    let sentOne: () => void = () => undefined;
    const output = new Writable({
      decodeStrings: false,
      highWaterMark: 1,
      // A slow pipe reads what it was given when it is done with it.
      write: (piece, _, done) => {
        sentOne = () => {
          pieces.push(Buffer.from(piece));
          done();
        };
      },
    });
    const writer = new StdioWriter(output);
    const methods = ["→ first", "→".repeat(40_000), "\ud800", "last"];
    const all = methods.map((method) => writer.write(message(method)));
    for (let sending = 0; sending < methods.length; sending++) {
      sentOne();
      await all[sending];
    }
    const behind = writer.write(message("behind"));
    sentOne();
    await behind;
    const { methods: come, errors } = read(Buffer.concat(pieces));
    expect({ come, errors }).toEqual({ come: [...methods, "behind"], errors: [] });
  });

  test("or refused, where nobody listens any more", async () => {
    const writer = new StdioWriter(new Writable({ write: (_, __, done) => done(new Error("gone")) }));
    const errors: string[] = [];
    writer.onError(([error]) => errors.push(error.message));
    await expect(writer.write(message("a"))).rejects.toThrow("gone");
    expect(errors).toContain("gone");
  });
});

describe("the server ends with its input", () => {
  test("and says whether it was asked to", async () => {
    const [asked, left] = [new Wire(), new Wire()];
    const parameters = { processId: null, rootUri: null, capabilities: {} };
    await Promise.all([asked, left].map((wire) => wire.answer(wire.ask("initialize", parameters))));
    await asked.answer(asked.ask("shutdown"));
    asked.leave();
    left.leave();
    expect(await asked.ended).toBe(0);
    expect(await left.ended).toBe(1);
  });

  test.each([
    ["and is told to exit", true],
    ["and is not", false],
  ])("but answers first, where all comes in one piece %s", async (_, exits) => {
    const wire = new Wire();
    const uri = "file:///ws/a.cnn";
    const textDocument = { uri, languageId: "cnn", version: 1, text: "input 5x5x1\nconv 8 7x7\n" };
    wire.together(() => {
      wire.ask("initialize", { processId: null, rootUri: null, capabilities: {} });
      wire.tell("initialized", {});
      wire.tell("textDocument/didOpen", { textDocument });
      wire.ask("textDocument/hover", { textDocument: { uri }, position: { line: 1, character: 1 } });
      wire.ask("shutdown");
      if (exits) wire.tell("exit");
      wire.leave();
    });
    expect(await wire.ended).toBe(0);
    expect([...wire.answers.values()].map(([answer]) => answer?.error)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(wire.told).toMatchObject([{ params: { uri, diagnostics: [{ code: "kernel-too-large" }] } }]);
  });
});

test("the server ends when nobody takes its answers, and tells a header without a length", async () => {
  const wire = new Wire();
  await wire.answer(wire.ask("initialize", { processId: null, rootUri: null, capabilities: {} }));
  wire.sendBytes("Content-Type: none\r\n\r\n");
  await wire.answer(wire.ask("cnn/explain", { topic: "conv" }));
  expect(wire.told).toMatchObject([{ params: { message: "A header says no length: Content-Type: none" } }]);
  wire.deafen();
  wire.ask("cnn/explain", { topic: "conv" });
  expect(await wire.ended).toBe(1);
});

describe("what may not be asked where a client stands is refused", () => {
  const parameters = { processId: null, rootUri: null, capabilities: {} };
  const refused = async (wire: Wire, method: string, params?: unknown) =>
    (await wire.answer(wire.ask(method, params)))?.error?.code;

  test("an `initialize` without parameters, or a second one", async () => {
    const wire = new Wire();
    expect(await refused(wire, "initialize", null)).toBe(-32602);
    expect(await refused(wire, "initialize", parameters)).toBeUndefined();
    expect(await refused(wire, "initialize", parameters)).toBe(-32600);
    expect(await refused(wire, "cnn/explain", { topic: "conv" })).toBeUndefined();
    expect(await wire.stop()).toBe(0);
  });

  test("any request after `shutdown`, in one piece with it or not", async () => {
    const wire = new Wire();
    await wire.answer(wire.ask("initialize", parameters));
    let behind = 0;
    wire.together(() => {
      wire.ask("shutdown");
      behind = wire.ask("cnn/explain", { topic: "conv" });
    });
    expect((await wire.answer(behind))?.error?.code).toBe(-32600);
    expect(await refused(wire, "initialize", parameters)).toBe(-32600);
    expect(await refused(wire, "shutdown")).toBe(-32600);
    wire.tell("exit");
    expect(await wire.ended).toBe(0);
  });
});

describe("each request has one answer, whatever its id", () => {
  const parameters = { processId: null, rootUri: null, capabilities: {} };
  const explain = (topic: string) => ["cnn/explain", { topic }] as const;
  const begun = async () => {
    const wire = new Wire();
    await wire.answer(wire.ask("initialize", parameters));
    return wire;
  };
  /** What has been answered to an id: a code of an error, or the title of a page. */
  const answersTo = (wire: Wire, id: number) =>
    (wire.answers.get(id) ?? []).map(({ error, result }) => error?.code ?? /\w+/.exec(String(result))?.[0]);

  test.each([
    [77],
    ["77"],
  ])("%j, while a request with 77 waits: refused, and the first is answered", async (id) => {
    const wire = await begun();
    wire.together(() => {
      wire.askAs(77, ...explain("conv"));
      wire.askAs(id, ...explain("dense"));
    });
    await wire.answer(wire.ask(...explain("relu")));
    expect(answersTo(wire, 77)).toEqual([-32600, "conv"]);
    expect(await wire.stop()).toBe(0);
  });

  test("a `shutdown` that is refused ends nothing", async () => {
    const wire = await begun();
    wire.together(() => {
      wire.askAs(77, ...explain("conv"));
      wire.askAs(77, "shutdown");
    });
    await wire.answer(wire.ask(...explain("relu")));
    expect(answersTo(wire, 77)).toEqual([-32600, "conv"]);
    expect(await wire.stop()).toBe(0);
  });

  test("an id may be used again once it is answered, cancelled or refused", async () => {
    const wire = await begun();
    const settled = async () => void (await wire.answer(wire.ask(...explain("relu"))));
    wire.askAs(77, ...explain("conv"));
    await settled();
    wire.askAs(77, "cnn/nothing");
    await settled();
    wire.together(() => {
      wire.askAs(77, ...explain("dense"));
      wire.tell("$/cancelRequest", { id: 77 });
    });
    await settled();
    wire.askAs(77, "initialize", parameters);
    wire.askAs(77, ...explain("conv"));
    await settled();
    expect(answersTo(wire, 77)).toEqual(["conv", -32601, expect.anything(), -32600, "conv"]);
    expect(await wire.stop()).toBe(0);
  });
});

describe("over the channel of its parent", () => {
  const server = join(inject("programs"), "server.js");

  test.each([[["--node-ipc"]], [["--stdio", "--node-ipc"]]])("%j without one is told", (words) => {
    const { status, stderr } = spawnSync(process.execPath, [server, ...words], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^`--node-ipc` needs the channel of a process .*\n$/);
  });

  test("a parent that leaves right behind a `shutdown` has asked for the end", async () => {
    const child = fork(server, ["--node-ipc"], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.send({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: null, capabilities: {} },
    });
    await new Promise((resolve) => child.once("message", resolve));
    child.send({ jsonrpc: "2.0", id: 2, method: "shutdown" });
    child.disconnect();
    expect(await ended).toBe(0);
  });
});
