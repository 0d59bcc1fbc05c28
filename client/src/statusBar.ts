// Keeps the total of the open network in the status bar, because it is the number people scroll a file for.
import * as vscode from "vscode";
import { type FileTotals, type NetworkTotals, totalsRequest } from "./protocol";
import type { Server } from "./server";

/** Long enough to skip the keystrokes inside a number, short enough to feel immediate. */
const DELAY = 150;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "cnn.totals",
    vscode.StatusBarAlignment.Right,
    110,
  );
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  /** Answers may overtake each other; only the one to the latest question is shown. */
  private latest = 0;

  constructor(private readonly server: Server) {
    this.item.name = "CNN Totals";
    this.item.command = "cnn.showSummary";
    this.subscriptions = [
      this.item,
      server.onReady(() => this.schedule()),
      vscode.window.onDidChangeActiveTextEditor(() => this.schedule()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "cnn") this.schedule();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("cnn")) this.schedule();
      }),
    ];
    this.schedule();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), DELAY);
  }

  private async refresh(): Promise<void> {
    const question = ++this.latest;
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "cnn") return this.item.hide();
    const totals = await this.server.ask(totalsRequest, { uri: document.uri.toString() });
    if (question !== this.latest) return;
    if (!totals || totals.networks.length === 0) return this.item.hide();
    this.item.text = `$(layers) ${statusText(totals.networks)}`;
    this.item.tooltip = new vscode.MarkdownString(tooltip(totals));
    this.item.show();
  }
}

function statusText(networks: NetworkTotals[]): string {
  const [only] = networks;
  return networks.length === 1 && only ? only.text : `${networks.length} networks`;
}

function tooltip({ networks, errors }: FileTotals): string {
  const parts = networks.map(({ name, rows }) => {
    const body = rows.map(([title, value]) => `| ${title} | ${value} |`);
    return [`**${escaped(name)}**`, "", "| | |", "|:--|--:|", ...body].join("\n");
  });
  if (errors > 0) parts.push(`${errors === 1 ? "One error" : `${errors} errors`} in this file.`);
  parts.push("Click for the summary.");
  return parts.join("\n\n");
}

/** A file's name may hold what Markdown would take for emphasis. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, "\\$&");
}
