// The language server: requests in, values of the features out. It knows no files; a host brings those.

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type ExecuteCommandParams,
  type InitializeResult,
  type TextDocumentContentParams,
  TextDocuments,
} from "vscode-languageserver";
import { explain } from "../exports/pages";
import { SHOW_USE } from "../features/commands";
import { diagnosticsOf } from "../features/diagnostics";
import { LIBRARY_SCHEME } from "../features/protocol";
import { readSettings } from "../features/settings";
import type { Program } from "../workspace/program";
import { standardLibrary } from "../workspace/standard-library";
import { capabilitiesOf, clientOf, foldersOf } from "./client";
import { type OpenDocument, openDocuments } from "./documents";
import { guarded } from "./guard";
import type { Inbox } from "./inbox";
import { Outbox } from "./outbox";
import { rehearseLater } from "./rehearsal";
import { documentOf, PROGRAM_REQUESTS, type ProgramRequest } from "./requests";
import { type FileHost, Session } from "./session";

export interface ServerHost extends FileHost {
  readonly version: string;
  /** What comes over the connection. */
  readonly inbox: Inbox;
  /** Called once, when the first file has been open for a moment. */
  settled(): void;
}

/** Answers a client over a connection until that ends. */
export function startServer(connection: Connection, host: ServerHost): void {
  const documents = new TextDocuments<OpenDocument>(openDocuments);
  const session = new Session(host);
  let client = clientOf(undefined);
  let rehearsed = false;

  const log = connection.console;
  const nothing = (): undefined => undefined;
  const none = (): null => null;
  const notified = <P>(name: string, handler: (params: P) => void | Promise<void>) =>
    guarded(log, name, handler, nothing);

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    const given = params.initializationOptions as { cnn?: unknown } | null | undefined;
    session.settings = readSettings(given?.cnn ?? given);
    session.setFolders(foldersOf(params));
    return { capabilities: capabilitiesOf(client), serverInfo: { name: "cnn", version: host.version } };
  });
  connection.onInitialized(
    notified("initialized", () => {
      if (client.registersConfiguration)
        ignored(connection.client.register(DidChangeConfigurationNotification.type, { section: "cnn" }));
      if (client.registersWatchers)
        ignored(
          connection.client.register(DidChangeWatchedFilesNotification.type, {
            watchers: [{ globPattern: "**/*.cnn" }],
          }),
        );
      if (client.tellsFolders)
        connection.workspace.onDidChangeWorkspaceFolders(notified("didChangeWorkspaceFolders", fetchFolders));
      if (client.configuration) return fetchSettings();
    }),
  );
  async function fetchFolders(): Promise<void> {
    const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
    session.setFolders(folders.map(({ uri }) => uri));
    refresh();
  }
  async function fetchSettings(): Promise<void> {
    applySettings(await connection.workspace.getConfiguration("cnn"));
  }
  function applySettings(section: unknown): void {
    session.settings = readSettings(section);
    refresh();
  }
  connection.onDidChangeConfiguration(
    notified("didChangeConfiguration", ({ settings }) => {
      if (client.configuration) return fetchSettings();
      applySettings((settings as { cnn?: unknown } | null | undefined)?.cnn ?? settings);
    }),
  );
  connection.onDidChangeWatchedFiles(
    notified("didChangeWatchedFiles", () => {
      session.filesChanged();
      refresh();
    }),
  );

  /** Everything that is shown may be another now. */
  function refresh(): void {
    show(documents.all());
    if (client.refreshesHints) ignored(connection.languages.inlayHint.refresh());
    if (client.refreshesLenses) ignored(connection.sendRequest("workspace/codeLens/refresh"));
  }
  /** The diagnostics of some documents may be others now. */
  function show(changed: readonly OpenDocument[]): void {
    if (!client.pullsDiagnostics) for (const { uri } of changed) publish(uri);
    else if (client.refreshesDiagnostics) ignored(connection.languages.diagnostics.refresh());
  }
  const publish = notified("publishDiagnostics", (uri: string): void | Promise<void> => {
    const program = session.complete(uri);
    if (program instanceof Promise) return program.then((later) => publishOf(uri, later));
    publishOf(uri, program);
  });
  const unasked = new Outbox(publish);
  host.inbox.read = (more) => unasked.read(more);
  function publishOf(uri: string, program: Program | null): void {
    const document = documents.get(uri);
    // What was typed while files were loaded has its own answer.
    if (program === null || document?.source !== program.document) return;
    const diagnostics = diagnosticsOf(program, session.settings);
    ignored(connection.sendDiagnostics({ uri, version: document.version, diagnostics }));
  }
  documents.onDidChangeContent(
    notified("didChange", ({ document }) => {
      session.update(document);
      if (!client.pullsDiagnostics) unasked.add(document.uri);
      const others = session.dependents(document.uri);
      if (others.length === 0) return;
      show(others);
      if (client.refreshesHints) ignored(connection.languages.inlayHint.refresh());
    }),
  );
  documents.onDidOpen(
    notified("didOpen", () => {
      if (!rehearsed) rehearseLater({ settings: session.settings, chosen: new Map(), client }, host.settled);
      rehearsed = true;
    }),
  );
  documents.onDidClose(
    notified("didClose", ({ document: { uri } }) => {
      const others = session.dependents(uri);
      session.close(uri);
      if (!client.pullsDiagnostics) ignored(connection.sendDiagnostics({ uri, diagnostics: [] }));
      if (others.length > 0) show(others);
    }),
  );

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
    connection.onRequest(method, guarded(log, method, tellAbout, empty));
  }
  for (const request of PROGRAM_REQUESTS) answerAbout(request);

  connection.onExecuteCommand(
    guarded(
      log,
      "workspace/executeCommand",
      ({ command, arguments: given }: ExecuteCommandParams) => {
        const [uri, block, index] = given ?? [];
        const known = typeof uri === "string" && typeof block === "string" && Number.isSafeInteger(index);
        if (command !== SHOW_USE || !known || index < 0) return null;
        session.choose(uri, block, index);
        if (client.refreshesHints) ignored(connection.languages.inlayHint.refresh());
        if (client.refreshesLenses) ignored(connection.sendRequest("workspace/codeLens/refresh"));
        return null;
      },
      none,
    ),
  );
  connection.workspace.textDocumentContent.on(
    guarded(
      log,
      "workspace/textDocumentContent",
      ({ uri }: TextDocumentContentParams) =>
        uri.startsWith(`${LIBRARY_SCHEME}:`) ? { text: standardLibrary().text } : null,
      none,
    ),
  );
  connection.onRequest(
    "cnn/explain",
    guarded(log, "cnn/explain", (params: unknown) => explain(textOf(params, "topic") ?? ""), none),
  );
  documents.listen(connection);
  connection.listen();
}

/** A client that refuses what it is told or asked keeps what it has. */
function ignored(sent: Promise<unknown>): void {
  sent.catch(() => undefined);
}

function textOf(params: unknown, name: string): string | null {
  const value = (params as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === "string" ? value : null;
}
