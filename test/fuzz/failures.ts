// What failed is kept: a file a failure, as small as it can be made, that is tried again with every run of the tests.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Clock, examine, Failure, processorClock } from "./examine";
import type { Input } from "./input";
import { minimise } from "./minimise";

const FOLDER = "test/fuzz/failures";
/** Texts that are tried to make one of an input's texts smaller. */
const TRIES = 1000;

/** What went wrong with an input; null where nothing did. */
export function failureOf(input: Input, clock?: Clock, thorough?: boolean): Failure | null {
  try {
    examine(input, clock, thorough);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** The input with its texts, one after another, as small as they can be while the same goes wrong. */
export function minimised(input: Input, { kind }: Failure): Input {
  const fails = (changed: Input) => failureOf(changed, processorClock)?.kind === kind;
  let small = input;
  const attempt = (change: (text: string) => Input, text: string): void => {
    small = change(minimise(text, (shorter) => fails(change(shorter)), TRIES));
  };
  for (const simpler of [{ settings: {} }, { after: null }, { files: {} }])
    if (fails({ ...small, ...simpler })) small = { ...small, ...simpler };
  for (const line of small.text.split("\n")) {
    const without = (text: string) =>
      text
        .split("\n")
        .filter((each) => each !== line)
        .join("\n");
    const shorter = { ...small, text: without(small.text), after: small.after && without(small.after) };
    if (fails(shorter)) small = shorter;
  }
  attempt((text) => ({ ...small, text }), small.text);
  if (small.after !== null) attempt((after) => ({ ...small, after }), small.after);
  for (const [path, file] of Object.entries(small.files))
    attempt((text) => ({ ...small, files: { ...small.files, [path]: text } }), file);
  return small;
}

/** Writes an input that failed to a file of its own, whose path is returned. */
export function keep(input: Input, { stage, reason }: Failure): string {
  const [first = ""] = reason.split("\n");
  const text = `${JSON.stringify({ failure: `${stage}: ${first}`, ...input }, null, 2)}\n`;
  const name = createHash("sha256").update(JSON.stringify(input)).digest("hex").slice(0, 8);
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${stage.replace(/[^a-z]+/gi, "-")}-${name}.json`);
  writeFileSync(file, text);
  return file;
}

/** The inputs that failed once, by the name of their file. */
export function keptFailures(): [string, Input][] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Input]);
}
