// A long session: what the server's memory is after many edits, against what it was when a fifth as many had warmed it up.
import { Client } from "./client.mjs";
import { random, typingColumn } from "./documents.mjs";

/** So many edits one by one, in MiB: the memory when it is warm, after `edits` more, and when there were as many again. */
export async function soak(server, text, edits) {
  const client = new Client(server);
  await client.initialize();
  await client.open(text);
  const lines = text.split("\n");
  const draw = random(11);
  const warmUp = edits / 5;
  let warm = null;
  let end = null;
  for (let edit = 0; edit < warmUp + 2 * edits; ) {
    const line = Math.floor(draw() * lines.length);
    const character = typingColumn(lines[line]);
    if (character < 0) continue;
    const digit = String(1 + Math.floor(draw() * 9));
    client.change({ line, character }, digit);
    await client.published();
    client.change({ line, character }, "", 1);
    await client.published();
    edit += 2;
    if (warm === null && edit >= warmUp) warm = client.memory;
    if (end === null && edit >= warmUp + edits) end = client.memory;
  }
  const later = client.memory;
  await client.stop();
  return { warm, end, later };
}
