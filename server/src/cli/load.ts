// A source → its program, with the files that it imports.

import type { Naming } from "../exports/report";
import { readDocument } from "../syntax/document";
import { analyse, type Program, type Settings } from "../workspace/program";
import type { Source } from "./files";

export interface Loaded {
  readonly program: Program;
  readonly naming: Naming;
}

/** Analyses a text that was read. */
export function load(source: Extract<Source, { type: "text" }>, settings: Settings): Loaded {
  const program = analyse(source.uri, readDocument(source.text), settings);
  const naming: Naming = { file: source.name, network: source.network, fileOf: (uri) => uri };
  return { program, naming };
}
