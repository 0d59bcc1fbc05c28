// What the server knows between two requests: the programs of open documents, the settings, the shown uses of blocks.

import { DEFAULT_SETTINGS, type EditorSettings } from "../features/settings";
import { type Chosen, FIRST_USES } from "../features/uses";
import { NO_IMPORTS } from "../workspace/home";
import { analyse, type Program } from "../workspace/program";
import type { OpenDocument } from "./documents";

interface Known {
  readonly program: Program;
  readonly settings: EditorSettings;
}

export class Session {
  private readonly programs = new Map<string, Known>();
  private readonly uses = new Map<string, Map<string, number>>();
  settings: EditorSettings = DEFAULT_SETTINGS;

  constructor(private readonly documentOf: (uri: string) => OpenDocument | undefined) {}

  /** The program of an open document, analysed where something has changed since it was last asked for. */
  program(uri: string): Program | null {
    const document = this.documentOf(uri);
    if (!document) return null;
    const known = this.programs.get(uri);
    if (known?.program.document === document.source && known.settings === this.settings) return known.program;
    const { framework, portable } = this.settings;
    const program = analyse(
      uri,
      document.source,
      { defaultFramework: framework, portable },
      NO_IMPORTS,
      known?.program ?? null,
    );
    this.programs.set(uri, { program, settings: this.settings });
    return program;
  }

  /** Which use of each block is shown in a document. */
  chosen(uri: string): Chosen {
    return this.uses.get(uri) ?? FIRST_USES;
  }

  choose(uri: string, block: string, index: number): void {
    let uses = this.uses.get(uri);
    if (!uses) {
      uses = new Map();
      this.uses.set(uri, uses);
    }
    uses.set(block, index);
  }

  forget(uri: string): void {
    this.programs.delete(uri);
    this.uses.delete(uri);
  }
}
