// Puts an input through everything there is: reading, analysis, every request that the server answers and every format
// that the command line prints. What is registered there is asked here.

import { isDeepStrictEqual } from "node:util";
import type { List } from "../../server/src/base/list";
import { CHECK_FORMATS, type CheckFormat } from "../../server/src/exports/checks/formats";
import { compare } from "../../server/src/exports/comparison";
import { COMPARISON_FORMATS, SUMMARY_FORMATS, type SummaryFormat } from "../../server/src/exports/formats";
import { diagnosticsOf, type Naming } from "../../server/src/exports/report";
import { PLAIN } from "../../server/src/exports/table";
import { readSettings } from "../../server/src/features/settings";
import { clientOf } from "../../server/src/lsp/client";
import { PROGRAM_REQUESTS } from "../../server/src/lsp/requests";
import { editDocument, readDocument, type SourceDocument } from "../../server/src/syntax/document";
import { splitLines } from "../../server/src/syntax/lines";
import { type KnownHomes, resolveImports } from "../../server/src/workspace/imports";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Program } from "../../server/src/workspace/program";
import type { Files, Loaded } from "../../server/src/workspace/reach";
import { standardLibrary } from "../../server/src/workspace/standard-library";
import { readFresh } from "../support/fresh";
import { snapshot } from "../support/snapshot";
import type { Input } from "./input";
import { Random } from "./random";
import { misplaced } from "./ranges";

/** No call may take longer, in milliseconds. */
const LONGEST = 1_000;
/** What is printed takes long where more layers than these are listed. */
const MANY = 1_000;
/** What is printed may list a hundred thousand layers. */
const LONGEST_PRINT = 10_000;
const URI = "file:///ws/main.cnn";
/** Positions that each input is asked about. */
const PLACES = 2;

export class Failure extends Error {
  constructor(
    /** The stage or request. */
    readonly stage: string,
    readonly reason: string,
  ) {
    super(`${stage}: ${reason}`);
  }

  /** What tells one fault from another: the stage, what was thrown, and where. */
  get kind(): string {
    const [what = "", place = ""] = this.reason.split("\n");
    return `${this.stage}: ${what.replace(/\d+/g, "0")} ${/\bat (\S+ \S+)/.exec(place)?.[1] ?? ""}`;
  }
}

/**
 * Throws a Failure where something throws, takes too long, or points outside of the text. What is printed, which takes
 * longer, is always looked at where it is `thorough`, else now and then.
 */
export function examine(input: Input, clock: Clock = wallClock, thorough = false): void {
  new Examination(input, clock, thorough).run();
}

/** Milliseconds since any moment. */
export type Clock = () => number;

const wallClock: Clock = () => performance.now();

/** The processor's time for this process: what else a machine does takes none of it. To ask takes longer, though. */
export const processorClock: Clock = () => process.cpuUsage().user / 1000;

class Examination {
  private readonly random: Random;
  private readonly homes: KnownHomes = new Map();
  private readonly documents = new Map<string, SourceDocument>();
  private readonly files: Files;

  constructor(
    private readonly input: Input,
    private readonly clock: Clock,
    private readonly thorough: boolean,
  ) {
    this.random = new Random(input.seed + 1);
    const loaded = new Map<string, Loaded>();
    for (const [path, text] of Object.entries(input.files)) {
      const uri = `file:///ws/${path}`;
      const document = readDocument(text);
      this.documents.set(uri, document);
      loaded.set(uri, { type: "file", uri, bytes: text.length, document });
    }
    this.files = {
      file: (uri) => loaded.get(uri) ?? { type: "missing" },
      root: () => "file:///ws",
    };
  }

  run(): void {
    const { text, after } = this.input;
    const program = this.program(this.timed("parse", () => readDocument(text)));
    this.ask(program);
    const many = program.networks.some(({ run }) => run.totals.layers > MANY);
    if (this.thorough || this.random.chance(many ? 0.01 : 0.15)) this.print(program);
    if (after !== null) this.edit(program, after);
  }

  private program(document: SourceDocument, previous: Program | null = null): Program {
    const { framework, portable } = readSettings(this.input.settings);
    return this.timed("analyse", () => {
      const { imports } = resolveImports(URI, document, this.files, this.homes);
      const settings = { defaultFramework: framework, portable };
      const program = analyse(URI, document, settings, imports, previous);
      problemsOf(program);
      return program;
    });
  }

  private timed<T>(stage: string, call: () => T, longest = LONGEST): T {
    const begun = this.clock();
    let answer: T;
    try {
      answer = call();
    } catch (error) {
      throw new Failure(stage, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const taken = this.clock() - begun;
    if (taken > longest) throw new Failure(stage, `took ${Math.round(taken)} ms`);
    return answer;
  }

  /** Every request at random places; the answers, which follow from the program alone. */
  private ask(program: Program, places = this.places(program)): unknown[] {
    const items = new Map<string, unknown>();
    return places.flatMap((params) =>
      PROGRAM_REQUESTS.map(({ method, tell }) => {
        // What a list offers is resolved one by one.
        const [kind, action] = method.split("/");
        const asked = action === "resolve" ? items.get(kind!) : params;
        if (asked === undefined) return null;
        const answer = this.timed(method, () => tell(program, asked, this.context()));
        if (Array.isArray(answer) && answer.length > 0) items.set(method.split("/")[1]!, answer[0]);
        const fault = misplaced(answer, URI, (uri) => this.linesOf(uri, program));
        if (fault !== null) throw new Failure(method, fault);
        return answer;
      }),
    );
  }

  private context() {
    const client = clientOf({
      processId: null,
      rootUri: null,
      capabilities: { workspace: { textDocumentContent: {} } },
    });
    return { settings: readSettings(this.input.settings), chosen: new Map([["unit_1", 7]]), client };
  }

  private linesOf(uri: string, program: Program): List<{ readonly text: string }> | null {
    if (uri === URI) return program.document.lines;
    if (uri.startsWith("cnn-stdlib:")) return standardLibrary().document.lines;
    return this.documents.get(uri)?.lines ?? null;
  }

  /** Parameters with everything that a request of the protocol may hold. */
  private places({ document: { lines } }: Program): object[] {
    const { random } = this;
    const position = () => {
      const line = random.below(lines.length);
      return { line, character: random.below(lines.at(line)!.text.length + 1) };
    };
    return random.list(PLACES, () => {
      const [one, two] = [position(), position()];
      const forward = one.line < two.line || (one.line === two.line && one.character <= two.character);
      return {
        textDocument: { uri: URI },
        uri: URI,
        position: one,
        positions: [one, two],
        range: forward ? { start: one, end: two } : { start: two, end: one },
        context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
        options: { tabSize: 2, insertSpaces: true },
        newName: "renamed",
        query: "a",
        ch: random.pick(["\n", "}", " "]),
      };
    });
  }

  /** Every format, which has to be text without holes. */
  private print(program: Program): void {
    const naming: Naming = { file: "main.cnn", network: "main", fileOf: (uri) => uri };
    const checked = {
      file: "main.cnn",
      diagnostics: this.timed("fixes", () => diagnosticsOf(program, naming)),
    };
    const printed = (stage: string, print: () => string): void => {
      if (typeof this.timed(stage, print, LONGEST_PRINT) !== "string")
        throw new Failure(stage, "printed no text");
    };
    for (const [name, format] of Object.entries<SummaryFormat>(SUMMARY_FORMATS)) {
      const look = { expand: this.random.chance(0.2) };
      printed(`summary ${name}`, () => format.file(program, naming, look));
    }
    for (const [name, format] of Object.entries<CheckFormat>(CHECK_FORMATS)) {
      printed(`check ${name}`, () => (format.file?.(checked) ?? "") + (format.end?.([checked], "1") ?? ""));
    }
    if (!this.thorough && !this.random.chance(0.1)) return;
    const other = this.program(readDocument(this.input.after ?? "input 8x8x3\nconv 8 3x3\n"));
    for (const [name, format] of Object.entries(COMPARISON_FORMATS)) {
      printed(`diff ${name}`, () => format(compare({ program: other, naming }, { program, naming }), PLAIN));
    }
  }

  /** After an edit everything is as if the text had been read anew. */
  private edit(before: Program, text: string): void {
    const lines = splitLines(text);
    const old = before.document.lines;
    let from = 0;
    while (from < lines.length && from < old.length && lines[from] === old.at(from)!.text) from++;
    let kept = 0;
    const most = Math.min(lines.length, old.length) - from;
    while (kept < most && lines[lines.length - 1 - kept] === old.at(old.length - 1 - kept)!.text) kept++;
    const edit = { from, to: old.length - kept, lines: lines.slice(from, lines.length - kept) };
    const edited = this.program(
      this.timed("edit", () => editDocument(before.document, edit)),
      before,
    );
    const fresh = this.program(readFresh(text));
    if (!isDeepStrictEqual(snapshot(edited), snapshot(fresh)))
      throw new Failure("edit", "the program is not the one that a fresh parse gives");
    const places = this.places(edited);
    const [one, other] = [this.ask(edited, places), this.ask(fresh, places)];
    for (const [index, answer] of one.entries()) {
      if (isDeepStrictEqual(answer, other[index])) continue;
      const { method } = PROGRAM_REQUESTS[index % PROGRAM_REQUESTS.length]!;
      throw new Failure(method, "after an edit, the answer is not the one after a fresh parse");
    }
  }
}
