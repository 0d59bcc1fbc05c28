// The editor's door to the language server: starts it, and hangs the status bar, the pages and the commands on it.
import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { indentOpenEditors } from "./indentation";
import { Pages } from "./pages";
import { Server } from "./server";
import { StatusBar } from "./statusBar";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  server = new Server(module);
  const pages = new Pages(server);
  context.subscriptions.push(pages, new StatusBar(server), registerCommands(server, pages));
  indentOpenEditors();
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
