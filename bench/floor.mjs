// The floor: a language server that reads every change, tells one fault where a text holds `!`, and answers nothing else.
// What it costs, every server costs.
import {
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    inlayHintProvider: true,
  },
}));
const fault = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, message: "x" };
documents.onDidChangeContent(({ document }) => {
  const { uri, version } = document;
  void connection.sendDiagnostics({
    uri,
    version,
    diagnostics: document.getText().includes("!") ? [fault] : [],
  });
});
connection.onHover(() => null);
connection.languages.inlayHint.on(() => null);
documents.listen(connection);
connection.listen();
