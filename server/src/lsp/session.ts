// What the server knows between two requests: the programs of open documents, the files that they import, the settings.

import { DEFAULT_SETTINGS, type EditorSettings } from "../features/settings";
import { type Chosen, FIRST_USES } from "../features/uses";
import { forgetForms } from "../syntax/forms";
import {
  forgetHomesOf,
  type KnownHomes,
  NOTHING_IMPORTED,
  type Resolved,
  resolveImports,
  sameImports,
} from "../workspace/imports";
import { analyse, type Program, type Settings } from "../workspace/program";
import type { Files, Loaded } from "../workspace/reach";
import { canonical, isInside } from "../workspace/uri";
import type { OpenDocument } from "./documents";

/** Where files come from that no editor shows. */
export interface FileHost {
  /** Reads no more bytes than there is room for. */
  load(uri: string, root: string, room: number): Promise<Loaded>;
}

interface Known {
  readonly program: Program;
  readonly settings: EditorSettings;
  readonly resolved: Resolved;
}

const NO_DOCUMENTS: readonly OpenDocument[] = [];

export class Session {
  settings: EditorSettings = DEFAULT_SETTINGS;
  private folders: readonly string[] = [];
  /** By the address that the client uses. */
  private readonly open = new Map<string, OpenDocument>();
  /** By canonical address, the one that changed last at the end: a client may write one address in two ways. */
  private readonly places = new Map<string, readonly OpenDocument[]>();
  private readonly programs = new Map<string, Known>();
  private readonly uses = new Map<string, Map<string, number>>();
  /** By folder and address. */
  private readonly loaded = new Map<string, Loaded>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly homes: KnownHomes = new Map();
  /** What was resolved before a file that it reaches changed. */
  private readonly outdated = new WeakSet<Resolved>();

  constructor(private readonly host: FileHost) {}

  setFolders(uris: readonly string[]): void {
    this.folders = uris.map(canonical).sort((a, b) => b.length - a.length);
    this.filesChanged();
  }

  /** A document was opened or changed. */
  update(document: OpenDocument): void {
    this.open.set(document.uri, document);
    this.place(document.address, [...this.othersAt(document), document]);
    this.changed(document.address);
  }

  close(uri: string): void {
    const document = this.open.get(uri);
    this.open.delete(uri);
    if (document) {
      this.place(document.address, this.othersAt(document));
      this.forget(document.address);
      forgetHomesOf(document.address, this.homes);
      this.changed(document.address);
    }
    this.programs.delete(uri);
    this.uses.delete(uri);
    if (this.open.size > 0) return;
    this.homes.clear();
    this.loaded.clear();
    forgetForms();
  }

  private othersAt({ uri, address }: OpenDocument): readonly OpenDocument[] {
    return (this.places.get(address) ?? NO_DOCUMENTS).filter((other) => other.uri !== uri);
  }

  private place(address: string, documents: readonly OpenDocument[]): void {
    if (documents.length > 0) this.places.set(address, documents);
    else this.places.delete(address);
  }

  /** A file may be another than it was when it was opened: it alone is read again when it is next asked for. */
  private forget(address: string): void {
    for (const [key, loaded] of this.loaded) {
      if (key.endsWith(`\n${address}`) || (loaded.type === "file" && loaded.uri === address))
        this.loaded.delete(key);
    }
    for (const key of this.loading.keys()) if (key.endsWith(`\n${address}`)) this.loading.delete(key);
  }

  /** Files may be others than they were: they are read again when they are next asked for. */
  filesChanged(): void {
    this.loaded.clear();
    this.loading.clear();
    for (const { resolved } of this.programs.values()) this.outdate(resolved);
  }

  /** What reaches a file is to be resolved again. */
  private changed(address: string): void {
    for (const { resolved } of this.programs.values())
      if (resolved.reached.has(address)) this.outdate(resolved);
  }

  private outdate(resolved: Resolved): void {
    if (resolved !== NOTHING_IMPORTED) this.outdated.add(resolved);
  }

  /** The program of an open document as far as it can be told now. */
  program(uri: string): Program | null {
    return this.known(uri)?.program ?? null;
  }

  /** The program once everything that it imports is there: at once where nothing is missing. */
  complete(uri: string): Program | null | Promise<Program | null> {
    const known = this.known(uri);
    if (!known || known.resolved.wanted.size === 0) return known?.program ?? null;
    return this.load(known.resolved).then(() => this.complete(uri));
  }

  /** Other open documents that import this one. */
  dependents(uri: string): readonly OpenDocument[] {
    if (this.open.size < 2) return NO_DOCUMENTS;
    const address = this.open.get(uri)?.address ?? canonical(uri);
    return [...this.open.values()].filter(
      (document) => this.programs.get(document.uri)?.resolved.reached.has(address) && document.uri !== uri,
    );
  }

  private known(uri: string): Known | null {
    const document = this.open.get(uri);
    if (!document) return null;
    const before = this.programs.get(uri);
    const holds = before && !this.outdated.has(before.resolved) ? before : null;
    const text = holds?.program.document;
    if (holds && text === document.source && holds.settings === this.settings) return holds;
    const resolved =
      holds && text && sameImports(text, document.source)
        ? holds.resolved
        : resolveImports(uri, document.source, this.filesAtHand, this.homes);
    const settings = analysisOf(this.settings);
    const program = analyse(uri, document.source, settings, resolved.imports, before?.program ?? null);
    const known = { program, settings: this.settings, resolved };
    this.programs.set(uri, known);
    return known;
  }

  /** Open editors win over the disk; where a file really is, the disk says. */
  private readonly filesAtHand: Files = {
    file: (uri, root, room) => {
      const loaded = this.loaded.get(placeKey(uri, root));
      if (!loaded || loaded.type === "outside") return loaded;
      const shown = this.shownAt(uri) ?? (loaded.type === "file" ? this.shownAt(loaded.uri) : undefined);
      // Another file had less room for it.
      if (!shown) return loaded.type === "unread" && loaded.bytes <= room ? undefined : loaded;
      const place = loaded.type === "file" ? loaded.uri : uri;
      return { type: "file", uri: place, bytes: shown.source.length, document: shown.source };
    },
    root: (uri) => this.folders.find((folder) => isInside(folder, uri)),
  };

  private shownAt(address: string): OpenDocument | undefined {
    return this.places.get(address)?.at(-1);
  }

  /** One after the other, as what the first ones take is no room for the others. */
  private async load({ wanted, root, room }: Resolved): Promise<void> {
    let left = room;
    for (const uri of wanted) {
      await this.loadOne(uri, root, left);
      const loaded = this.loaded.get(placeKey(uri, root));
      if (loaded?.type === "file") left -= loaded.bytes;
    }
  }

  private loadOne(uri: string, root: string, room: number): Promise<void> {
    const key = placeKey(uri, root);
    let loading = this.loading.get(key);
    if (!loading) {
      const started = this.host
        .load(uri, root, room)
        .catch((): Loaded => ({ type: "missing" }))
        .then((loaded) => {
          // What was asked for before a change of the files may be old.
          if (this.loading.get(key) !== started) return;
          this.loading.delete(key);
          this.loaded.set(key, loaded);
          this.changed(uri);
        });
      loading = started;
      this.loading.set(key, loading);
    }
    return loading;
  }

  /** Which use of each block is shown in a document. */
  chosen(uri: string): Chosen {
    return this.uses.get(uri) ?? FIRST_USES;
  }

  choose(uri: string, block: string, index: number): void {
    if (!this.open.has(uri)) return;
    let uses = this.uses.get(uri);
    if (!uses) {
      uses = new Map();
      this.uses.set(uri, uses);
    }
    uses.set(block, index);
  }
}

const analyses = new WeakMap<EditorSettings, Settings>();

/** What of the settings the analysis asks for: the same object for the same settings. */
function analysisOf(settings: EditorSettings): Settings {
  let known = analyses.get(settings);
  if (known === undefined) {
    const { framework, portable, inPlaceActivations: inPlace } = settings;
    known = { defaultFramework: framework, portable, inPlace };
    analyses.set(settings, known);
  }
  return known;
}

function placeKey(uri: string, root: string): string {
  return `${root}\n${uri}`;
}
