// A random session of a client: opens, edits, asks, cancels, closes, in any order; and what must be true of the answers.

import { isDeepStrictEqual } from "node:util";
import { diagnosticsOf } from "../../server/src/features/diagnostics";
import { readSettings } from "../../server/src/features/settings";
import type { Client } from "../../server/src/lsp/client";
import { documentOf, PROGRAM_REQUESTS } from "../../server/src/lsp/requests";
import { readDocument } from "../../server/src/syntax/document";
import { analyse, type Program } from "../../server/src/workspace/program";
import { generate } from "../fuzz/generate";
import { mutate } from "../fuzz/mutate";
import type { Random } from "../fuzz/random";
import type { Announced } from "./announced";
import type { Message, Wire } from "./wire";

/** Errors that the protocol has for requests that are not answered: cancelled, and what was asked about has changed. */
const GIVEN_UP = [-32800, -32801, -32802];
const METHOD_NOT_FOUND = -32601;

/** What an answer may follow from. */
interface State {
  /** null: not open. */
  readonly text: string | null;
  readonly version: number;
  readonly settings: object;
  readonly chosen: ReadonlyMap<string, number>;
}

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
  /** The states of its document then; a later one will do as well. */
  readonly states: readonly State[];
  readonly since: number;
  readonly cancelled: boolean;
  /** Whether the method or the parameters make no sense. */
  readonly wrong: boolean;
}

export class ClientSession {
  private readonly states = new Map<string, State[]>();
  private readonly asked: Asked[] = [];
  private settings: object;
  private readonly items = new Map<string, unknown>();
  private readonly uris: readonly string[];

  constructor(
    private readonly wire: Wire,
    private readonly client: Client,
    private readonly announced: Announced,
    private readonly random: Random,
    settings: object,
  ) {
    this.settings = settings;
    this.uris = ["a", "b", "with space"].map(
      (name) => `file:///ws/${encodeURIComponent(name)}-${random.seed}.cnn`,
    );
  }

  /** Acts at random, closes everything, and waits for all answers: what is wrong with them, and the settings at the end. */
  async run(): Promise<{ faults: string[]; settings: object }> {
    this.wire.told = [];
    this.wire.heard = [];
    this.wire.answers.clear();
    const actions = this.random.from(5, 25);
    for (let action = 0; action < actions; action++) this.act();
    // What is told without being asked comes behind the answers: by a second one, all of it is there.
    for (let turn = 0; turn < 2; turn++)
      await this.wire.answer(this.wire.ask("cnn/explain", { topic: "conv" }));
    for (const { id } of this.asked) await this.wire.answer(id);
    const faults = [...this.asked.flatMap((asked) => this.faultsOf(asked)), ...this.faultsOfPushed()];
    for (const uri of this.uris) if (this.now(uri).text !== null) this.close(uri);
    return { faults, settings: this.settings };
  }

  private act(): void {
    const { random } = this;
    const uri = random.pick(this.uris);
    const open = this.now(uri).text !== null;
    const choice = random.unit();
    if (choice < 0.25) return open ? this.edit(uri) : this.open(uri);
    if (choice < 0.3) return this.open(uri);
    if (choice < 0.35) return open ? this.close(uri) : this.wrongOrder(uri);
    if (choice < 0.38) return this.change({ ...random.pick(SETTINGS) });
    if (choice < 0.41) return this.wrongOrder(uri);
    if (choice < 0.45) return this.choose(uri);
    if (choice < 0.5) return this.nonsense(uri);
    this.ask(uri);
  }

  private statesOf(uri: string): State[] {
    let states = this.states.get(uri);
    if (!states) {
      states = [{ text: null, version: 0, settings: this.settings, chosen: new Map() }];
      this.states.set(uri, states);
    }
    return states;
  }

  private now(uri: string): State {
    return this.statesOf(uri).at(-1)!;
  }

  private become(uri: string, change: Partial<State>): void {
    this.statesOf(uri).push({ ...this.now(uri), ...change });
  }

  private open(uri: string): void {
    const text = generate(this.random);
    const version = this.random.below(5);
    this.wire.tell("textDocument/didOpen", { textDocument: { uri, languageId: "cnn", version, text } });
    this.become(uri, { text, version });
  }

  private close(uri: string): void {
    this.wire.tell("textDocument/didClose", { textDocument: { uri } });
    this.become(uri, { text: null, chosen: new Map() });
  }

  /** A change in one piece or in several, whose places may lie outside of the text. */
  private edit(uri: string): void {
    const { random } = this;
    let text = this.now(uri).text!;
    const version = this.now(uri).version + random.from(1, 3);
    const contentChanges = random.list(random.from(1, 3), () => {
      const after = random.chance(0.5) ? mutate(random, text, text) : null;
      if (after !== null && random.chance(0.3)) {
        text = after;
        return { text };
      }
      const added = random.pick(["\n", "relu", "{", "}", "conv 4 3x3 same\n", "", "\r\n", "\u200b", "x"]);
      const [from, to] = [random.below(text.length + 1), random.below(3)];
      const range = { start: positionAt(text, from), end: positionAt(text, from + to) };
      text = text.slice(0, offsetAt(text, range.start)) + added + text.slice(offsetAt(text, range.end));
      return { range, text: added };
    });
    this.wire.tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    this.become(uri, { text, version });
  }

  private change(settings: object): void {
    this.settings = settings;
    for (const uri of this.uris) this.become(uri, { settings });
    this.wire.tell("workspace/didChangeConfiguration", { settings: { cnn: settings } });
  }

  private choose(uri: string): void {
    const [block, index] = [this.random.pick(["unit_0", "a0", "unit0"]), this.random.below(4)];
    if (this.announced.commands.length === 0) return;
    const command = this.random.pick(this.announced.commands);
    this.record("workspace/executeCommand", { command, arguments: [uri, block, index] }, uri);
    if (this.now(uri).text !== null)
      this.become(uri, { chosen: new Map([...this.now(uri).chosen, [block, index]]) });
  }

  private ask(uri: string): void {
    const { random, announced } = this;
    const own = PROGRAM_REQUESTS.map(({ method }) => method).filter((method) => method.startsWith("cnn/"));
    const method = random.pick([...announced.methods, ...announced.methods, ...own]);
    if (method === "workspace/executeCommand") return this.choose(uri);
    const resolve = announced.resolves.get(method);
    const item = this.items.get(method);
    if (resolve !== undefined && item !== undefined && random.chance(0.3))
      return this.record(resolve, item, documentOf(item) ?? uri);
    this.record(method, this.paramsFor(uri), uri);
  }

  private paramsFor(uri: string): object {
    const { random } = this;
    const text = this.now(uri).text ?? "";
    const position = random.chance(0.95)
      ? positionAt(text, random.below(text.length + 1))
      : random.pick([
          { line: 1e9, character: 1e9 },
          { line: -1, character: -1 },
        ]);
    const other = positionAt(text, random.below(text.length + 1));
    const forward = position.line <= other.line;
    return {
      textDocument: { uri },
      uri,
      position,
      positions: [position],
      range: forward ? { start: position, end: other } : { start: other, end: position },
      context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
      options: { tabSize: 2, insertSpaces: true },
      newName: "renamed",
      query: "a",
      ch: "\n",
    };
  }

  private record(method: string, params: unknown, uri: string, wrong = false): void {
    const id = this.wire.ask(method, params);
    const cancelled = this.random.chance(0.1);
    if (cancelled) this.wire.tell("$/cancelRequest", { id });
    const states = this.statesOf(uri);
    this.asked.push({ id, method, params, states, since: states.length - 1, cancelled, wrong });
  }

  /** What a client should not do. */
  private wrongOrder(uri: string): void {
    const { random, wire } = this;
    const open = this.now(uri).text !== null;
    random.pick([
      () => !open && wire.tell("textDocument/didClose", { textDocument: { uri } }),
      () =>
        !open &&
        wire.tell("textDocument/didChange", { textDocument: { uri, version: 1 }, contentChanges: [] }),
      () => wire.tell("$/cancelRequest", { id: 1_000_000 }),
      () => wire.tell("workspace/didChangeWatchedFiles", { changes: [{ uri, type: random.from(1, 3) }] }),
      () => wire.tell("textDocument/didSave", { textDocument: { uri } }),
      () => wire.tell("initialized", {}),
      () => wire.tell("$/setTrace", { value: "off" }),
    ])();
  }

  private nonsense(uri: string): void {
    const { random } = this;
    const method = random.chance(0.3) ? "no/such/request" : random.pick(this.announced.methods);
    const params = random.pick<unknown>([null, [], {}, { textDocument: null }, { textDocument: { uri: 7 } }]);
    this.record(method, params, uri, true);
  }

  private faultsOf(asked: Asked): string[] {
    const answers = this.wire.answers.get(asked.id) ?? [];
    const told = `${asked.method} ${JSON.stringify(asked.params)}`;
    if (answers.length !== 1) return [`${answers.length} answers to ${told}`];
    const [answer] = answers as [Message];
    const code = answer.error?.code;
    if (code !== undefined) {
      const expected = asked.wrong || code === METHOD_NOT_FOUND ? asked.wrong : GIVEN_UP.includes(code);
      return expected ? [] : [`${told}: ${code} ${answer.error?.message}`];
    }
    if (Array.isArray(answer.result) && answer.result.length > 0)
      this.items.set(asked.method, this.random.pick(answer.result));
    if (asked.wrong) return [];
    return this.isCurrent(asked, answer.result) ? [] : [`${told}: stale, ${JSON.stringify(answer.result)}`];
  }

  /** Whether the answer follows from a state that held when it was asked for, or later. */
  private isCurrent({ method, params, states, since }: Asked, result: unknown): boolean {
    const request = PROGRAM_REQUESTS.find((each) => each.method === method);
    if (!request) return true;
    const uri = documentOf(params)!;
    return states.slice(since).some((state) => {
      const { text, settings, chosen } = state;
      const context = { settings: readSettings(settings), chosen, client: this.client };
      const expected =
        text === null ? request.empty(params) : request.tell(programOf(uri, text, settings), params, context);
      return isDeepStrictEqual(asJson(expected), result);
    });
  }

  /** What is pushed last is about the last text; nothing is left of what is closed. */
  private faultsOfPushed(): string[] {
    if (this.client.pullsDiagnostics) return [];
    return this.uris.flatMap((uri) => {
      const states = this.statesOf(uri);
      if (states.length === 1) return [];
      const { text, version, settings } = this.now(uri);
      const last = this.wire.told.findLast(
        (each) => each.method === "textDocument/publishDiagnostics" && pushedOf(each).uri === uri,
      );
      if (!last) return states.some((state) => state.text !== null) ? [`nothing was pushed for ${uri}`] : [];
      const pushed = pushedOf(last);
      if (text === null)
        return pushed.diagnostics.length === 0 ? [] : [`something is left of ${uri}, which is closed`];
      const expected = asJson(diagnosticsOf(programOf(uri, text, settings), readSettings(settings)));
      const current = pushed.version === version && isDeepStrictEqual(pushed.diagnostics, expected);
      return current ? [] : [`what was pushed last for ${uri} is not of its last text`];
    });
  }
}

interface Pushed {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly unknown[];
}

function pushedOf({ params }: Message): Pushed {
  return params as Pushed;
}

function programOf(uri: string, text: string, settings: object): Program {
  const { framework, portable } = readSettings(settings);
  return analyse(uri, readDocument(text), { defaultFramework: framework, portable });
}

function asJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

const SETTINGS: readonly object[] = [
  {},
  { framework: "keras", shapeStyle: "CxHxW" },
  { framework: "pytorch", portable: true },
  { inlayHints: { macs: true, memory: true, align: false } },
  { inlayHints: { enabled: false }, diagnostics: { severity: { unused: "off" } } },
  { framework: 7, shapeStyle: "no", inlayHints: null, diagnostics: { severity: [] } },
];

/** As the protocol counts: lines end with `\n`, `\r\n` or `\r`. */
function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before.at(-1)!.length };
}

function offsetAt(text: string, at: { line: number; character: number }): number {
  const breaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const start = at.line === 0 ? 0 : breaks[at.line - 1]!.index + breaks[at.line - 1]![0].length;
  const end = breaks[at.line]?.index ?? text.length;
  return Math.min(start + at.character, end);
}
