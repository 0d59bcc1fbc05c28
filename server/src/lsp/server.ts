// The language server: requests in, values of the features out. It knows no files; a host brings those.

import type {
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  ExecuteCommandParams,
  InitializeParams,
  InitializeResult,
} from "vscode-languageserver";
import { explain } from "../exports/pages";
import { SHOW_USE } from "../features/commands";
import { LIBRARY_SCHEME } from "../features/definition";
import { diagnosticsOf } from "../features/diagnostics";
import { readSettings } from "../features/settings";
import type { Program } from "../workspace/program";
import { standardLibrary } from "../workspace/standard-library";
import { capabilitiesOf, clientOf, foldersOf } from "./client";
import { changedDocument, type OpenDocument, openedDocument } from "./documents";
import { guarded } from "./guard";
import type { Peer } from "./peer";
import { documentOf, PROGRAM_REQUESTS, type ProgramRequest } from "./requests";
import { type FileHost, Session } from "./session";

export interface ServerHost extends FileHost {
  readonly version: string;
  /** Calls back once a process has ended. */
  whenGone(process: number, gone: () => void): void;
  exit(code: number): void;
}

/** Serves a client until that ends. */
export function startServer(peer: Peer, host: ServerHost): void {
  const session = new Session(host);
  let client = clientOf(undefined);
  let shutDown = false;

  const log = {
    error: (message: string) => peer.notify("window/logMessage", { type: MESSAGE_ERROR, message }),
  };
  const nothing = (): undefined => undefined;
  /** Does something at a notification. */
  function on<P>(method: string, listener: (params: P) => void | Promise<void>): void {
    peer.onNotification(method, guarded(log, method, listener, nothing));
  }
  /** Answers a request. */
  function answer<P, R>(method: string, tell: (params: P) => R): void {
    peer.onRequest(
      method,
      guarded<P, R | null>(log, method, tell, () => null),
    );
  }

  peer.onRequest("initialize", (params: InitializeParams): InitializeResult => {
    client = clientOf(params);
    const given = params.initializationOptions as { cnn?: unknown } | null | undefined;
    session.settings = readSettings(given?.cnn ?? given);
    session.setFolders(foldersOf(params));
    if (typeof params.processId === "number") host.whenGone(params.processId, end);
    return { capabilities: capabilitiesOf(client), serverInfo: { name: "cnn", version: host.version } };
  });
  on("initialized", () => {
    if (client.registersConfiguration) register("workspace/didChangeConfiguration", { section: "cnn" });
    if (client.registersWatchers)
      register("workspace/didChangeWatchedFiles", { watchers: [{ globPattern: "**/*.cnn" }] });
    if (client.configuration) return fetchSettings();
  });
  answer("shutdown", () => {
    shutDown = true;
  });
  on("exit", end);
  function end(): void {
    host.exit(shutDown ? 0 : 1);
  }

  function register(method: string, registerOptions: object): void {
    const registrations = [{ id: method, method, registerOptions }];
    peer.request("client/registerCapability", { registrations });
  }
  on("workspace/didChangeWorkspaceFolders", () => {
    if (client.tellsFolders) peer.request("workspace/workspaceFolders", undefined, takeFolders);
  });
  const takeFolders = guarded(
    log,
    "workspace/workspaceFolders",
    (folders: unknown): void => {
      session.setFolders(foldersOf({ workspaceFolders: folders } as InitializeParams));
      refresh();
    },
    nothing,
  );
  function fetchSettings(): void {
    peer.request("workspace/configuration", { items: [{ section: "cnn" }] }, takeSettings);
  }
  const takeSettings = guarded(
    log,
    "workspace/configuration",
    (answered: unknown): void => applySettings(Array.isArray(answered) ? answered[0] : answered),
    nothing,
  );
  function applySettings(section: unknown): void {
    session.settings = readSettings(section);
    refresh();
  }
  on("workspace/didChangeConfiguration", ({ settings }: DidChangeConfigurationParams) => {
    if (client.configuration) return fetchSettings();
    applySettings((settings as { cnn?: unknown } | null | undefined)?.cnn ?? settings);
  });
  on("workspace/didChangeWatchedFiles", () => {
    session.filesChanged();
    refresh();
  });

  /** Everything that is shown may be another now. */
  function refresh(): void {
    show(session.documents);
    refreshHints();
    refreshLenses();
  }
  function refreshHints(): void {
    if (client.refreshesHints) peer.request("workspace/inlayHint/refresh");
  }
  function refreshLenses(): void {
    if (client.refreshesLenses) peer.request("workspace/codeLens/refresh");
  }
  /** The diagnostics of some documents may be others now. */
  function show(changed: readonly OpenDocument[]): void {
    if (!client.pullsDiagnostics) for (const { uri } of changed) publish(uri);
    else if (client.refreshesDiagnostics) peer.request("workspace/diagnostic/refresh");
  }
  const publish = guarded(
    log,
    "publishDiagnostics",
    (uri: string): void | Promise<void> => {
      const program = session.complete(uri);
      if (program instanceof Promise) return program.then((later) => publishOf(uri, later));
      publishOf(uri, program);
    },
    nothing,
  );
  function publishOf(uri: string, program: Program | null): void {
    const document = session.document(uri);
    // What was typed while files were loaded has its own answer.
    if (program === null || document?.source !== program.document) return;
    const diagnostics = diagnosticsOf(program, session.settings);
    peer.notify("textDocument/publishDiagnostics", { uri, version: document.version, diagnostics });
  }

  on("textDocument/didOpen", ({ textDocument: { uri, version, text } }: DidOpenTextDocumentParams) => {
    take(openedDocument(uri, version, text));
  });
  on("textDocument/didChange", ({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
    const known = session.document(textDocument.uri);
    if (known && contentChanges.length > 0)
      take(changedDocument(known, contentChanges, textDocument.version));
  });
  function take(document: OpenDocument): void {
    session.update(document);
    if (!client.pullsDiagnostics) publish(document.uri);
    const others = session.dependents(document.uri);
    if (others.length === 0) return;
    show(others);
    refreshHints();
  }
  on("textDocument/didClose", ({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
    if (session.document(uri) === undefined) return;
    const others = session.dependents(uri);
    session.close(uri);
    if (!client.pullsDiagnostics) peer.notify("textDocument/publishDiagnostics", { uri, diagnostics: [] });
    if (others.length > 0) show(others);
  });

  /** A request about a program, answered once all that it imports is there; empty for a document that is not open. */
  function answerAbout({ method, tell, empty }: ProgramRequest): void {
    const tellOf = (program: Program | null, params: unknown): unknown => {
      if (program === null) return empty(params);
      const chosen = session.chosen(program.uri);
      return tell(program, params, { settings: session.settings, chosen, client });
    };
    const tellAbout = (params: unknown): unknown => {
      const uri = documentOf(params);
      const program = uri === null ? null : session.complete(uri);
      return program instanceof Promise
        ? program.then((later) => tellOf(later, params))
        : tellOf(program, params);
    };
    peer.onRequest(method, guarded(log, method, tellAbout, empty));
  }
  for (const request of PROGRAM_REQUESTS) answerAbout(request);

  answer("workspace/executeCommand", ({ command, arguments: given }: ExecuteCommandParams) => {
    const [uri, block, index] = given ?? [];
    const known = typeof uri === "string" && typeof block === "string" && Number.isSafeInteger(index);
    if (command !== SHOW_USE || !known || index < 0) return null;
    session.choose(uri, block, index);
    refreshHints();
    refreshLenses();
    return null;
  });
  answer("workspace/textDocumentContent", (params: unknown) =>
    textOf(params, "uri")?.startsWith(`${LIBRARY_SCHEME}:`) ? { text: standardLibrary().text } : null,
  );
  answer("cnn/explain", (params: unknown) => explain(textOf(params, "topic") ?? ""));
  peer.listen(end);
}

/** `MessageType.Error` */
const MESSAGE_ERROR = 1;

function textOf(params: unknown, name: string): string | null {
  const value = (params as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === "string" ? value : null;
}
