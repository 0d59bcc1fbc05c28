// A long session: what the server's memory is after many edits, against what it was after a tenth of them.
import { Client } from "./client.mjs";
import { random, typingColumn } from "./documents.mjs";

/** Edits one by one; the memory after the warm-up and at the end, in MiB. */
export async function soak(server, text, edits) {
  const client = new Client(server);
  await client.initialize();
  await client.open(text);
  const lines = text.split("\n");
  const draw = random(11);
  let warm = null;
  for (let edit = 0; edit < edits; ) {
    const line = Math.floor(draw() * lines.length);
    const character = typingColumn(lines[line]);
    if (character < 0) continue;
    const digit = String(1 + Math.floor(draw() * 9));
    client.change({ line, character }, digit);
    await client.published();
    client.change({ line, character }, "", 1);
    await client.published();
    edit += 2;
    if (warm === null && edit >= edits / 10) warm = client.memory;
  }
  const end = client.memory;
  await client.stop();
  return { warm, end };
}
