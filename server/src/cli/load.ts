// A source → its program, with the files that it imports.

import type { Naming } from "../exports/report";
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
  const program = analyse(source.uri, change(readDocument(source.text)), settings);
  const naming: Naming = { file: source.name, network: source.network, fileOf: (uri) => uri };
  return { program, naming };
}
