// Shows what the server writes in Markdown, a network's summary or a page of the manual, as read-only documents.
import * as vscode from "vscode";
import { explainRequest, summaryRequest } from "./protocol";
import type { Server } from "./server";

export const SUMMARY_SCHEME = "cnn-summary";
export const EXPLAIN_SCHEME = "cnn-explain";

/** A summary follows the edits of its file, a little behind them. */
const DELAY = 300;

export class Pages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SUMMARY_SCHEME, this),
      vscode.workspace.registerTextDocumentContentProvider(EXPLAIN_SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "cnn") this.schedule();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("cnn")) this.schedule();
      }),
      server.onReady(() => this.schedule()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    if (uri.scheme === SUMMARY_SCHEME) {
      const summary = await this.server.ask(summaryRequest, { uri: uri.query });
      return summary ?? "There is no summary: the language server does not know this file.\n";
    }
    const page = await this.server.ask(explainRequest, { topic: uri.query });
    return page ?? `There is no page about \`${uri.query}\`.\n`;
  }

  showSummary(source: vscode.Uri): Promise<void> {
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    return show(summaryUri(source, name));
  }

  /** Opens the page of a diagnostic's code or a layer's kind; false when there is none. */
  async showExplanation(topic: string): Promise<boolean> {
    if (!(await this.server.ask(explainRequest, { topic }))) return false;
    await show(vscode.Uri.from({ scheme: EXPLAIN_SCHEME, path: `/${topic}.md`, query: topic }));
    return true;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const { uri } of vscode.workspace.textDocuments)
        if (uri.scheme === SUMMARY_SCHEME || uri.scheme === EXPLAIN_SCHEME) this.changed.fire(uri);
    }, DELAY);
  }
}

function summaryUri(source: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SUMMARY_SCHEME, path: `/${name} summary.md`, query: source.toString() });
}

/** As a rendered preview beside the network; as plain text where the built-in Markdown extension is turned off. */
async function show(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}
