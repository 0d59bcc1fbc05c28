// The language server: requests in, values of the features out. It knows no files; a host brings those.

import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { explain } from "../exports/pages";
import { diagnosticsOf } from "../features/diagnostics";
import { hoverAt } from "../features/hover";
import { inlayHints, resolveHint } from "../features/inlay-hints";
import { readSettings } from "../features/settings";
import { type OpenDocument, openDocuments } from "./documents";
import { guarded } from "./guard";
import { Session } from "./session";
import { summaryOf } from "./summary";
import { fileTotals } from "./totals";

export interface ServerHost {
  readonly version: string;
}

/** What the client can do, as far as it matters here. */
interface Client {
  pullsDiagnostics: boolean;
  refreshesDiagnostics: boolean;
  refreshesHints: boolean;
  configuration: boolean;
  registersConfiguration: boolean;
  resolvesTooltips: boolean;
}

export function startServer(connection: Connection, host: ServerHost): void {
  const documents = new TextDocuments<OpenDocument>(openDocuments);
  const session = new Session((uri) => documents.get(uri));
  const guard = <A extends readonly unknown[], R>(
    name: string,
    handler: (...args: A) => R,
    empty: Awaited<R>,
  ) => guarded(connection.console, name, handler, empty);
  let client = clientOf(undefined);

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    const section = (params.initializationOptions as { cnn?: unknown } | null | undefined)?.cnn;
    session.settings = readSettings(section ?? params.initializationOptions);
    return { capabilities: capabilitiesOf(client), serverInfo: { name: "cnn", version: host.version } };
  });
  connection.onInitialized(
    guard(
      "initialized",
      () => {
        if (client.registersConfiguration)
          void connection.client
            .register(DidChangeConfigurationNotification.type, { section: "cnn" })
            .catch(() => undefined);
        if (client.configuration) void fetchSettings();
      },
      undefined,
    ),
  );
  connection.onDidChangeConfiguration(
    guard(
      "didChangeConfiguration",
      ({ settings }) => {
        if (client.configuration) void fetchSettings();
        else applySettings((settings as { cnn?: unknown } | null | undefined)?.cnn ?? settings);
      },
      undefined,
    ),
  );

  const fetchSettings = guard(
    "workspace/configuration",
    async () => applySettings(await connection.workspace.getConfiguration("cnn")),
    undefined,
  );
  function applySettings(section: unknown): void {
    session.settings = readSettings(section);
    refresh();
  }

  /** Everything that is shown may be another now. */
  function refresh(): void {
    if (!client.pullsDiagnostics) for (const document of documents.all()) push(document);
    else if (client.refreshesDiagnostics) ignoringErrors(connection.languages.diagnostics.refresh());
    if (client.refreshesHints) ignoringErrors(connection.languages.inlayHint.refresh());
  }

  const push = guard(
    "publishDiagnostics",
    ({ uri, version }: OpenDocument) => {
      const program = session.program(uri);
      if (!program) return;
      const diagnostics = diagnosticsOf(program, session.settings);
      void connection.sendDiagnostics({ uri, version, diagnostics });
    },
    undefined,
  );

  documents.onDidChangeContent(({ document }) => {
    if (!client.pullsDiagnostics) push(document);
  });
  documents.onDidClose(({ document: { uri } }) => {
    session.forget(uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(
    guard(
      "textDocument/diagnostic",
      ({ textDocument }) => {
        const program = session.program(textDocument.uri);
        return { kind: "full" as const, items: program ? diagnosticsOf(program, session.settings) : [] };
      },
      { kind: "full" as const, items: [] },
    ),
  );
  connection.languages.inlayHint.on(
    guard(
      "textDocument/inlayHint",
      ({ textDocument: { uri }, range }) => {
        const program = session.program(uri);
        if (!program) return [];
        const { settings } = session;
        return inlayHints(program, range, {
          settings,
          chosen: session.chosen(uri),
          tooltips: !client.resolvesTooltips,
        });
      },
      [],
    ),
  );
  connection.languages.inlayHint.resolve((hint) =>
    guard(
      "inlayHint/resolve",
      () => {
        const uri = (hint.data as { uri?: unknown } | undefined)?.uri;
        const program = typeof uri === "string" ? session.program(uri) : null;
        return program
          ? resolveHint(program, hint, { settings: session.settings, chosen: session.chosen(program.uri) })
          : hint;
      },
      hint,
    )(),
  );
  connection.onHover(
    guard(
      "textDocument/hover",
      ({ textDocument: { uri }, position }) => {
        const program = session.program(uri);
        if (!program) return null;
        return hoverAt(program, position, { settings: session.settings, chosen: session.chosen(uri) });
      },
      null,
    ),
  );
  connection.onRequest(
    "cnn/totals",
    guard(
      "cnn/totals",
      (params: unknown) => {
        const program = session.program(uriOf(params));
        return program ? fileTotals(program) : null;
      },
      null,
    ),
  );
  connection.onRequest(
    "cnn/summary",
    guard(
      "cnn/summary",
      (params: unknown) => {
        const program = session.program(uriOf(params));
        return program ? summaryOf(program, session.settings.shapeStyle) : null;
      },
      null,
    ),
  );
  connection.onRequest(
    "cnn/explain",
    guard(
      "cnn/explain",
      (params: unknown) => {
        const topic = (params as { topic?: unknown } | null | undefined)?.topic;
        return typeof topic === "string" ? explain(topic) : null;
      },
      null,
    ),
  );
  documents.listen(connection);
  connection.listen();
}

function ignoringErrors(sent: Promise<void>): void {
  // A client that refuses to refresh keeps what it shows until it asks again.
  sent.catch(() => undefined);
}

function uriOf(params: unknown): string {
  const uri = (params as { uri?: unknown } | null | undefined)?.uri;
  return typeof uri === "string" ? uri : "";
}

function clientOf(params: InitializeParams | undefined): Client {
  const { textDocument, workspace } = params?.capabilities ?? {};
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    resolvesTooltips: textDocument?.inlayHint?.resolveSupport?.properties?.includes("tooltip") === true,
  };
}

function capabilitiesOf(client: Client): InitializeResult["capabilities"] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    inlayHintProvider: { resolveProvider: client.resolvesTooltips },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: { identifier: "cnn", interFileDependencies: true, workspaceDiagnostics: false },
        }
      : {}),
  };
}
