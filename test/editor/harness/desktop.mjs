// Runs the suite in desktop VS Code, which @vscode/test-electron downloads; VSCODE_VERSION picks the release.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { scratch } from "./paths.mjs";
import { readResults } from "./results.mjs";

export async function runInDesktop(run) {
  const electron = createRequire(import.meta.url)("@vscode/test-electron");
  const executable = await electron.downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? "stable");
  const places = [
    `--extensions-dir=${path.join(scratch, "extensions")}`,
    `--user-data-dir=${path.join(scratch, "user-data")}`,
  ];
  const [cli] = electron.resolveCliArgsFromVSCodeExecutablePath(executable);
  const installed = spawnSync(cli, [...places, ...rootArguments(), "--install-extension", run.package], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (installed.status !== 0)
    throw new Error(`The package was not installed.\n${installed.stdout}${installed.stderr}`);

  let failure;
  try {
    await electron.runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: run.host,
      extensionTestsPath: run.tests,
      launchArgs: [
        run.workspace,
        ...places,
        ...rootArguments(),
        "--disable-workspace-trust",
        "--disable-updates",
      ],
    });
  } catch (error) {
    failure = error;
  }
  const results = readResults(run.results);
  if (failure && !results.some(({ error }) => error))
    results.push({ title: "desktop VS Code ran the suite", milliseconds: 0, error: String(failure) });
  return results;
}

/** Electron refuses to run as root with its sandbox. */
function rootArguments() {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}
