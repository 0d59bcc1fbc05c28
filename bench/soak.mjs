// A long session: what the server's memory is after many edits, against what it was when as many had warmed it up: till
// then the engine gives its young objects more and more room.
import { Client } from "./client.mjs";
import { random, typingColumn } from "./documents.mjs";

/** Edits one by one, twice as many; the memory after the first tenth of them, after half, and at the end, in MiB. */
export async function soak(server, text, edits) {
  const client = new Client(server);
  await client.initialize();
  await client.open(text);
  const lines = text.split("\n");
  const draw = random(11);
  let first = null;
  let warm = null;
  for (let edit = 0; edit < 2 * edits; ) {
    const line = Math.floor(draw() * lines.length);
    const character = typingColumn(lines[line]);
    if (character < 0) continue;
    const digit = String(1 + Math.floor(draw() * 9));
    client.change({ line, character }, digit);
    await client.published();
    client.change({ line, character }, "", 1);
    await client.published();
    edit += 2;
    if (first === null && edit >= edits / 5) first = client.memory;
    if (warm === null && edit >= edits) warm = client.memory;
  }
  const end = client.memory;
  await client.stop();
  return { first, warm, end };
}
