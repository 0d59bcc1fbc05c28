// Runs the editor tests against the packaged extension: in the workbench from npm, or with --desktop in VS Code itself.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { build as buildExtension, pack } from "../../scripts/package.mjs";
import { findOrInstallBrowser } from "./harness/browser.mjs";
import { install } from "./harness/install.mjs";
import { here, out, root, scratch } from "./harness/paths.mjs";
import { report } from "./harness/results.mjs";

const options = new Set(process.argv.slice(2));
const required = process.env.CI === "true";

process.exit(await main());

async function main() {
  const desktop = options.has("--desktop");
  const browser = desktop ? undefined : findOrInstallBrowser();
  if (!desktop && !browser) return skip("no Chromium, Chrome or Edge was found (CHROME_PATH names one)");
  try {
    install();
  } catch (error) {
    return skip(`the workbench could not be installed (${error.message})`);
  }
  const run = await prepare();
  const { runInDesktop } = desktop ? await import("./harness/desktop.mjs") : {};
  const { runInWorkbench } = desktop ? {} : await import("./harness/run-workbench.mjs");
  const results = desktop ? await runInDesktop(run) : await runInWorkbench({ ...run, browser, options });
  return report(results) ? 0 : 1;
}

/** A silent success would hide in CI that nothing was tested; elsewhere a missing browser is no one's mistake. */
function skip(reason) {
  console.log(`The editor tests ${required ? "cannot run" : "are skipped"}: ${reason}.`);
  return required ? 1 : 0;
}

async function prepare() {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });

  buildExtension();
  const run = {
    package: pack(path.join(scratch, "cnn-lang.vsix")),
    workspace: path.join(scratch, "workspace"),
    host: path.join(scratch, "host"),
    tests: path.join(out, "index.js"),
    results: path.join(out, "results.jsonl"),
  };
  await build({
    entryPoints: [path.join(here, "suite", "index.ts")],
    outfile: run.tests,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  cpSync(path.join(here, "workspace"), run.workspace, { recursive: true });
  cpSync(path.join(root, "examples"), path.join(run.workspace, "examples"), { recursive: true });
  // Tests run only beside an extension under development: an empty one, so that ours is the packaged one.
  mkdirSync(run.host);
  const manifest = { name: "host", publisher: "tests", version: "0.0.1", engines: { vscode: "*" } };
  writeFileSync(path.join(run.host, "package.json"), JSON.stringify(manifest));
  return run;
}
