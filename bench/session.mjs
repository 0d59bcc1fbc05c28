// One session with one server: start, open, type and ask, and what each took.
import { Client, pause } from "./client.mjs";
import { random, typingColumn } from "./documents.mjs";
import { percentile } from "./figures.mjs";

/** Lines around the cursor that an editor shows. */
const SCREEN = 30;

/** Measures a session of `keys` keystrokes an activity. */
export async function session(server, text, keys) {
  const client = new Client(server);
  await client.initialize();
  await client.open(text);
  const start = performance.now() - client.started;
  const startCpu = client.cpu;
  await pause(200);
  const idle = client.memory;
  const lines = text.split("\n");
  const typing = (answer, typed) => type(client, server, lines, keys, typed, answer);
  const document = { textDocument: { uri: client.uri } };
  const figures = {
    start,
    startCpu,
    idle,
    diagnostics: await typing(() => client.published(), server.wrong ?? "!"),
    hover: await typing(
      (position) => client.request("textDocument/hover", { ...document, position }),
      server.right ?? "1",
    ),
    hints: await typing(({ line }) => {
      const range = {
        start: { line: Math.max(0, line - SCREEN), character: 0 },
        end: { line: Math.min(lines.length - 1, line + SCREEN), character: 0 },
      };
      return client.request("textDocument/inlayHint", { ...document, range }).catch(() => null);
    }, server.right ?? "1"),
    memory: client.memory,
  };
  await client.stop();
  return figures;
}

/** Types a character and deletes it again, all over the document; each keystroke waits for its answer. */
async function type(client, server, lines, keys, typed, answer) {
  const draw = random(42);
  const columnOf = server.column ?? typingColumn;
  const times = [];
  const cpu = client.cpu;
  const limit = performance.now() + 20_000;
  while (times.length < keys && performance.now() < limit) {
    const line = Math.floor(draw() * lines.length);
    const character = columnOf(lines[line]);
    if (character < 0) continue;
    for (const [text, length] of [
      [typed, 0],
      ["", 1],
    ]) {
      const begun = performance.now();
      client.change({ line, character }, text, length);
      await answer({ line, character });
      times.push(performance.now() - begun);
    }
  }
  const perKey = cpu === null ? null : (client.cpu - cpu) / times.length;
  return { cpu: perKey, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
