// A source → its program, with the files that it imports.

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Naming } from "../exports/report";
import { importsOnDisk } from "../main/disk";
import { readDocument, type SourceDocument } from "../syntax/document";
import { analyse, type Program, type Settings } from "../workspace/program";
import type { Source } from "./files";

export interface Loaded {
  readonly program: Program;
  readonly naming: Naming;
}

/** Analyses a text that was read; `change` makes another document of it. */
export function load(
  source: Extract<Source, { type: "text" }>,
  settings: Settings,
  change: (document: SourceDocument) => SourceDocument = (document) => document,
): Loaded {
  const document = change(readDocument(source.text));
  const program = analyse(source.uri, document, settings, importsOnDisk(source.uri, document));
  const naming: Naming = { file: source.name, network: source.network, fileOf: nameOf };
  return { program, naming };
}

/** An imported file as it would be named on the command line. */
function nameOf(uri: string): string {
  return uri.startsWith("file:") ? relative(process.cwd(), fileURLToPath(uri)) : uri;
}
