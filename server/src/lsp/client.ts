// What a client can do, as far as it matters here, and what the server offers it.

import { type InitializeParams, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { type ClientCommands, SHOW_USE } from "../features/commands";
import { LIBRARY_SCHEME } from "../features/protocol";

export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesHints: boolean;
  /** Asks for the tooltip of a hint when it is to be shown. */
  readonly resolvesTooltips: boolean;
  readonly refreshesLenses: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly tellsFolders: boolean;
  /** Opens documents that the server gives the text of. */
  readonly asksContent: boolean;
  /** The list `commands` of its `initializationOptions`. */
  readonly commands: ClientCommands;
}

export function clientOf(params: InitializeParams | undefined): Client {
  const { textDocument, workspace } = params?.capabilities ?? {};
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    resolvesTooltips: textDocument?.inlayHint?.resolveSupport !== undefined,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsFolders: workspace?.workspaceFolders === true,
    asksContent: workspace?.textDocumentContent !== undefined,
    commands: new Set(listed(params?.initializationOptions)),
  };
}

function listed(options: unknown): string[] {
  const { commands } = (options ?? {}) as { commands?: unknown };
  return Array.isArray(commands) ? commands.filter((name) => typeof name === "string") : [];
}

/** The workspace's folders as the client names them, in the newer way or the older ones. */
export function foldersOf(params: InitializeParams): string[] {
  const folders = Array.isArray(params.workspaceFolders) ? params.workspaceFolders : [];
  const uris = folders.map((folder) => folder?.uri).filter((uri) => typeof uri === "string");
  if (uris.length > 0) return uris;
  return typeof params.rootUri === "string" ? [params.rootUri] : [];
}

export function capabilitiesOf(client: Client): InitializeResult["capabilities"] {
  const workspace = {
    ...(client.tellsFolders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
    ...(client.asksContent ? { textDocumentContent: { schemes: [LIBRARY_SCHEME] } } : {}),
  };
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    inlayHintProvider: { resolveProvider: true },
    codeActionProvider: { codeActionKinds: ["quickfix"] },
    codeLensProvider: {},
    definitionProvider: true,
    documentSymbolProvider: true,
    executeCommandProvider: { commands: [SHOW_USE] },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: { identifier: "cnn", interFileDependencies: true, workspaceDiagnostics: false },
        }
      : {}),
    workspace,
  };
}
