// Shows the project at work with one command: a network's summary in the terminal, then the examples in an editor.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, pack } from "./package.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const named = words.find((word) => !word.startsWith("-"));
// npm runs scripts in the package's folder; a file is meant from where its user stands.
const file = named
  ? path.resolve(process.env.INIT_CWD ?? process.cwd(), named)
  : path.join(root, "examples", "first.cnn");
const folder = named ? path.dirname(file) : path.join(root, "examples");
const windows = process.platform === "win32";
const screen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;

build();
const summary = spawnSync(process.execPath, [path.join(root, "dist", "cli.js"), "summary", file], {
  stdio: ["ignore", "inherit", "inherit"],
});
if (words.includes("--no-open")) process.exit(summary.status ?? 1);
if (!(screen && openDesktop())) await openWorkbench();

/** True when there is a desktop VS Code and it has taken the files. */
function openDesktop() {
  const words = [`--extensionDevelopmentPath=${root}`, folder, file];
  const quoted = windows ? words.map((word) => `"${word}"`) : words;
  const code = spawnSync("code", quoted, { stdio: "ignore", shell: windows });
  if (code.status !== 0) return false;
  console.log("\nVS Code opens with the extension loaded.");
  return true;
}

async function openWorkbench() {
  const [{ install }, { address, remote, serve }, { started }] = await Promise.all([
    import("../test/editor/harness/install.mjs"),
    import("../test/editor/harness/workbench.mjs"),
    import("../test/editor/harness/paths.mjs"),
  ]);
  console.log("\nThere is no desktop VS Code here, so its workbench from npm is used.");
  install();
  const token = randomBytes(16).toString("hex");
  const server = await serve({ folder: started, package: pack(), token });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(0));
  server.child.once("exit", (code) => process.exit(code ?? 0));
  const url = address(server, folder, [["openFile", remote(server, file)]]);
  console.log(`Open it in a browser, and end it with Ctrl+C:\n\n  ${url}\n`);
  if (screen) openBrowser(url);
}

function openBrowser(url) {
  const [command, ...words] = {
    darwin: ["open", url],
    // An ampersand separates commands unless it is quoted, and the first quoted word names the window.
    win32: ["start", '""', `"${url}"`],
  }[process.platform] ?? ["xdg-open", url];
  spawn(command, words, { stdio: "ignore", detached: !windows, shell: windows })
    // The address has been printed; a browser that does not open is no failure.
    .on("error", () => undefined)
    .unref();
}
