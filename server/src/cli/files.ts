// Files named on the command line → their texts: standard input, folders, and a clear line for what cannot be read.

import { closeSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { grouped } from "../base/whole";
import { MAX_TEXT_LENGTH } from "../syntax/lines";
import { quoted } from "./arguments";
import { filesIn } from "./folders";

/** Larger files are refused: they hold more characters than are read, or more bytes than the text needs. */
export const MAX_FILE_BYTES = MAX_TEXT_LENGTH;

/** A file's text, or why there is none. */
export type Source =
  | {
      readonly type: "text";
      /** As it was given. */
      readonly name: string;
      readonly uri: string;
      /** What a network without a name of its own is called. */
      readonly network: string;
      readonly text: string;
    }
  | { readonly type: "fault"; readonly message: string };

/** What a folder holds and is left alone. */
export interface Skipped {
  readonly type: "skipped";
  readonly message: string;
}

/** The sources that the words of a command line stand for, read one after the other as they are asked for. */
export function* sources(operands: readonly string[]): Generator<Source | Skipped> {
  for (const operand of operands) {
    if (operand === "-" || !isFolder(operand)) yield readSource(operand);
    else if (operand.endsWith(".cnn")) yield fault(operand, "is a folder, not a file");
    else yield* sourcesIn(operand);
  }
}

function* sourcesIn(folder: string): Generator<Source | Skipped> {
  let empty = true;
  for (const found of filesIn(folder)) {
    if (found.type !== "outside") empty = false;
    if (found.type === "file") yield readSource(found.path);
    else if (found.type === "unreadable") yield fault(found.path, reasonOf(found.error));
    else {
      const why = `is a link that leads out of ${quoted(folder)}, and not read unless it is named`;
      yield { type: "skipped", message: `${quoted(found.path)} ${why}` };
    }
  }
  if (empty) yield fault(folder, "is a folder without .cnn files");
}

/** What cannot be looked at is no folder: reading it tells why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether there is anything of this name; what cannot be looked at is there. */
export function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    return !["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(codeOf(error));
  }
}

/** Names for what is open already, as `<(…)` of a shell gives them, and for nothing: these are read whatever they are. */
const HANDED_OVER = /^\/(?:dev\/(?:null|stdin|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** Reading what is no file might never end, and to open a pipe is to wait for whoever writes to it. */
function otherThanFile(status: Stats): string | null {
  if (status.isFile()) return null;
  if (status.isDirectory()) return "is a folder, not a file";
  if (status.isFIFO()) return "is a pipe, not a file: `-` reads standard input";
  return status.isSocket() ? "is a socket, not a file" : "is a device, not a file";
}

/** Reads one file; `-` is standard input. */
export function readSource(path: string): Source {
  const standardInput = path === "-";
  let bytes: Buffer;
  try {
    const other = standardInput || HANDED_OVER.test(path) ? null : otherThanFile(statSync(path));
    if (other !== null) return fault(path, other);
    bytes = standardInput ? readBounded(0) : readFile(path);
  } catch (error) {
    return fault(path, reasonOf(error));
  }
  return sourceOf(path, standardInput ? "stdin.cnn" : path, bytes);
}

/** What was read, under a name that messages and reports show; its imports are found from `path`. */
export function sourceOf(name: string, path: string, bytes: Uint8Array): Source {
  if (bytes.length > MAX_FILE_BYTES)
    return fault(name, `is larger than ${grouped(MAX_FILE_BYTES)} bytes, the most that is read`);
  if (bytes.includes(0)) return fault(name, "is a binary file, not text");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fault(name, "is not UTF-8 text");
  }
  const network = basename(path).replace(/\.cnn$/, "");
  return { type: "text", name, uri: uriOf(path), network, text };
}

function uriOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

function readFile(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    return readBounded(file);
  } finally {
    closeSync(file);
  }
}

/** All bytes of a file or pipe; one more than the limit where there are more. */
function readBounded(file: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= MAX_FILE_BYTES) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const read = readChunk(file, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    size += read;
  }
  return Buffer.concat(chunks);
}

function readChunk(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk, 0, chunk.length, null);
    } catch (error) {
      const code = codeOf(error);
      // The end of a pipe on Windows; and a terminal or pipe that has nothing yet.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder, not a file",
  EACCES: "may not be read",
  EPERM: "may not be read",
  ENOTDIR: "does not exist",
  ELOOP: "is a link that leads to itself",
  ENAMETOOLONG: "has too long a name",
};

function reasonOf(error: unknown): string {
  return REASONS[codeOf(error)] ?? `cannot be read (${codeOf(error) || String(error)})`;
}

function fault(path: string, reason: string): Source {
  return { type: "fault", message: `${quoted(path === "-" ? "standard input" : path)} ${reason}` };
}
