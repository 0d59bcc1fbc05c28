// Collects what the hosts report, one line a test, and prints them as one run.
import { existsSync, readFileSync } from "node:fs";

/** A step of the Playwright part, reported like a Mocha test. */
export async function step(results, title, body) {
  const begun = Date.now();
  try {
    await body();
    results.push({ title, milliseconds: Date.now() - begun });
  } catch (error) {
    results.push({ title, milliseconds: Date.now() - begun, error: String(error?.stack ?? error) });
    throw error;
  }
}

export function readResults(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Prints every result and the closing line; true when all passed. */
export function report(results) {
  for (const { title, milliseconds, error } of results) {
    console.log(`  ${error ? "✗" : "✓"} ${title} (${milliseconds} ms)`);
    if (error) console.log(error.replace(/^/gm, "      "));
  }
  const failed = results.filter(({ error }) => error).length;
  console.log(`Editor: ${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0;
}
