// Every request that is answered from a program, in one list: the server answers these, and the fuzzer asks them all.

import type {
  CodeActionParams,
  CodeLensParams,
  DefinitionParams,
  DocumentDiagnosticParams,
  DocumentSymbolParams,
  HoverParams,
  InlayHint,
  InlayHintParams,
} from "vscode-languageserver";
import { codeActions } from "../features/code-actions";
import { codeLenses } from "../features/code-lens";
import { definitionAt } from "../features/definition";
import { diagnosticsOf } from "../features/diagnostics";
import { hoverAt } from "../features/hover";
import { inlayHints, resolveHint } from "../features/inlay-hints";
import { LIBRARY_SCHEME } from "../features/protocol";
import type { EditorSettings } from "../features/settings";
import { documentSymbols } from "../features/symbols";
import type { Chosen } from "../features/uses";
import type { Program } from "../workspace/program";
import type { Client } from "./client";
import { summaryOf } from "./summary";
import { fileTotals } from "./totals";

/** What an answer depends on beside the program and the question. */
export interface Context {
  readonly settings: EditorSettings;
  readonly chosen: Chosen;
  readonly client: Client;
}

export interface ProgramRequest {
  readonly method: string;
  readonly tell: (program: Program, params: unknown, context: Context) => unknown;
  /** The answer where there is no such document. */
  readonly empty: (params: unknown) => unknown;
}

function request<P, R>(
  method: string,
  tell: (program: Program, params: P, context: Context) => R,
  empty: (params: P) => R,
): ProgramRequest {
  return { method, tell, empty } as ProgramRequest;
}

const nothing = (): null => null;
const none = (): never[] => [];

export const PROGRAM_REQUESTS: readonly ProgramRequest[] = [
  request(
    "textDocument/diagnostic",
    (program, _: DocumentDiagnosticParams, { settings }) => full(diagnosticsOf(program, settings)),
    () => full([]),
  ),
  request(
    "textDocument/inlayHint",
    (program, { range }: InlayHintParams, { settings, chosen, client }) =>
      inlayHints(program, range, { settings, chosen, resolved: client.resolvesTooltips }),
    none,
  ),
  request("inlayHint/resolve", resolveHint, (hint: InlayHint) => hint),
  request(
    "textDocument/hover",
    (program, { position }: HoverParams, context) => hoverAt(program, position, context),
    nothing,
  ),
  request(
    "textDocument/codeAction",
    (program, { range, context }: CodeActionParams, { settings, client: { commands } }) =>
      codeActions(program, range, { settings, only: context?.only, commands }),
    none,
  ),
  request(
    "textDocument/codeLens",
    (program, _: CodeLensParams, { settings, chosen, client: { commands } }) =>
      codeLenses(program, { settings, chosen, commands }),
    none,
  ),
  request(
    "textDocument/definition",
    (program, { position }: DefinitionParams, { client }) => {
      const found = definitionAt(program, position);
      return found?.uri.startsWith(LIBRARY_SCHEME) && !client.asksContent ? null : found;
    },
    nothing,
  ),
  request(
    "textDocument/documentSymbol",
    (program, _: DocumentSymbolParams, { settings }) => documentSymbols(program, settings),
    none,
  ),
  request("cnn/totals", fileTotals, nothing),
  request("cnn/summary", (program, _, { settings }) => summaryOf(program, settings.shapeStyle), nothing),
];

function full<T>(items: T[]): { kind: "full"; items: T[] } {
  return { kind: "full", items };
}

/** The document that a request is about: as the protocol names it, as our own requests do, or as a hint remembers it. */
export function documentOf(params: unknown): string | null {
  const { textDocument, uri, data } = fields(params);
  const named = fields(textDocument).uri ?? uri ?? data;
  return typeof named === "string" ? named : null;
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
