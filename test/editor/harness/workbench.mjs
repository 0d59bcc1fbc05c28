// Serves the workbench on loopback with our package installed, and says by which address to open what in it.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { workbench } from "./paths.mjs";

const main = path.join(workbench, "out", "server-main.js");
/** No gallery: nothing is to be fetched, and the workbench is to be the same everywhere. */
const environment = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

const quietSettings = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "chat.commandCenter.enabled": false,
  "git.enabled": false,
  // On in the web workbench, where edits would reach the files of the workspace.
  "files.autoSave": "off",
};

/**
 * @param {{
 *   folder: string, package: string, settings?: object, token?: string, port?: number, restricted?: boolean
 * }} options
 * `folder` keeps the server's data and extensions, and is emptied first; `restricted` leaves workspaces untrusted.
 */
export async function serve(options) {
  const data = path.join(options.folder, "data");
  const extensions = path.join(options.folder, "extensions");
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(path.join(data, "data", "User"), { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  writeFileSync(path.join(data, "data", "User", "settings.json"), JSON.stringify(settings, null, 2));

  const places = ["--server-data-dir", data, "--extensions-dir", extensions];
  execFileSync(process.execPath, [main, "--install-extension", options.package, ...places], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });

  const port = options.port ?? (await freePort());
  const access = options.token ? ["--connection-token", options.token] : ["--without-connection-token"];
  const child = spawn(
    process.execPath,
    [main, "--host", "127.0.0.1", "--port", String(port), "--telemetry-level", "off"]
      .concat(access)
      .concat(["--accept-server-license-terms"], options.restricted ? [] : ["--disable-workspace-trust"])
      .concat(places),
    { env: environment, stdio: ["ignore", "pipe", "pipe"] },
  );
  process.once("exit", () => child.kill());
  const log = await started(child);
  return { authority: `127.0.0.1:${port}`, token: options.token, log, stop: () => child.kill(), child };
}

/** The address that opens `folder`, with what the workbench is to do there first. */
export function address(server, folder, payload = []) {
  const query = { folder: forward(folder), tkn: server.token, payload: JSON.stringify(payload) };
  const words = Object.entries(query).flatMap(([key, value]) => (value ? [`${key}=${readable(value)}`] : []));
  return `http://${server.authority}/?${words.join("&")}`;
}

/** Escapes only what a query must, as people read this address. */
function readable(value) {
  return encodeURIComponent(value).replace(/%(2F|3A|2C)/g, decodeURIComponent);
}

export function remote(server, file) {
  return `vscode-remote://${server.authority}${forward(file)}`;
}

function forward(file) {
  return process.platform === "win32" ? `/${file.replaceAll("\\", "/")}` : file;
}

function started(child) {
  const lines = [];
  return new Promise((resolve, reject) => {
    const listen = (chunk) => {
      lines.push(String(chunk));
      if (lines.join("").includes("Extension host agent started")) resolve(() => lines.join(""));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => reject(new Error(`The workbench ended with ${code}.\n${lines.join("")}`)));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
