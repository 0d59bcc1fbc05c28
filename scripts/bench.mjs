// Measures the language server (see bench/): installs what that takes on first use, then runs it with the words given.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const words = process.argv.slice(2);

function run(program, args, options = {}) {
  const { status } = spawnSync(program, args, { stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

function installed(folder, ...command) {
  if (!existsSync(`${folder}/node_modules`)) run("npm", command, { cwd: folder, shell: true });
}

installed("bench", "ci");
if (words.includes("--servers")) installed("bench/servers", "install", "--no-package-lock");
run(process.execPath, ["bench/run.mjs", ...words]);
