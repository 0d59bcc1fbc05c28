// The command line as its users meet it: the built program, as a process.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import type { NetworkJson, Report } from "../../server/src/exports/report";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const program = (): string => join(inject("programs"), "cli.js");

/** Runs `cnn` with the words, in a folder, with a standard input; `timeout` in milliseconds, 0 for none. */
export function cnn(
  words: readonly string[],
  { cwd = ".", input = "" as string | Uint8Array, env = {}, timeout = 0 } = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program(), ...words], {
    cwd,
    input,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1e9,
    timeout,
  });
  return { code: status, out: stdout, err: stderr };
}

/** A new folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "cnn-files-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The JSON report of a text. */
export function reportOf(text: string, ...options: string[]): Report {
  return JSON.parse(cnn(["summary", "--format", "json", "-", ...options], { input: text }).out) as Report;
}

/** The only network of a text's report. */
export function networkOf(text: string, ...options: string[]): NetworkJson {
  return reportOf(text, ...options).networks[0]!;
}
