// Installs the workbench on first use, so that nobody who only builds the extension has to download an editor.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { here, workbench } from "./paths.mjs";

const stamp = path.join(here, "node_modules", ".installed");

export function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(path.join(here, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing a VS Code workbench from npm for the editor tests (once, about 300 MB).");
  npm(here, "ci");
  // The workbench brings its own lockfile. Its install scripts compile a terminal and a log that no test needs.
  npm(workbench, "install", "--omit=dev");
  // The workbench looks for its modules where the desktop's archive of them would be.
  const archive = path.join(workbench, "node_modules.asar");
  if (!existsSync(archive)) symlinkSync(path.join(workbench, "node_modules"), archive, "junction");
  // The watchdog is native code that ends the extension host with its parent; ending it when asked is enough.
  writeFileSync(
    path.join(workbench, "node_modules", "native-watchdog", "index.js"),
    "exports.start = () => {};\nexports.exit = (code) => process.exit(code || 0);\n",
  );
  writeFileSync(stamp, wanted);
}

function npm(folder, ...args) {
  execFileSync("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    // npm is a shell script on Windows.
    shell: process.platform === "win32",
  });
}
