// A source → its program, with the files that it imports.

import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Naming } from "../exports/report";
import { importsOnDisk } from "../main/disk";
import { readDocument } from "../syntax/document";
import { analyse, type Program, type Settings } from "../workspace/program";
import type { Source } from "./files";

export interface Loaded {
  readonly program: Program;
  readonly naming: Naming;
}

/** Analyses a text that was read. */
export function load(source: Extract<Source, { type: "text" }>, settings: Settings): Loaded {
  const document = readDocument(source.text);
  const here = pathToFileURL(process.cwd()).href;
  const program = analyse(source.uri, document, settings, importsOnDisk(source.uri, document, here));
  const naming: Naming = { file: source.name, network: source.network, fileOf };
  return { program, naming };
}

/** A file of the disk as a path from here; other addresses (the standard library) as they are. */
function fileOf(uri: string): string {
  return uri.startsWith("file:") ? relative(process.cwd(), fileURLToPath(uri)) : uri;
}
