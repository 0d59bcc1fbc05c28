// Runs the fuzzer (see test/fuzz/) for as long as it is told to, on all processors.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

/** More processes than these take too much memory. */
const MOST = 4;

const given = process.argv.slice(2);
const words = given.includes("--seed") ? given : ["--seed", String(Date.now() % 2 ** 31), ...given];
const folder = mkdtempSync(path.join(tmpdir(), "cnn-fuzz-"));
const outfile = path.join(folder, "fuzz.cjs");
const root = path.join(import.meta.dirname, "..");
try {
  buildSync({
    entryPoints: [path.join(root, "test/fuzz/main.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    sourcemap: "inline",
    loader: { ".cnn": "text" },
    outfile,
  });
  const parts = Math.min(availableParallelism(), MOST);
  const codes = await Promise.all(Array.from({ length: parts }, (_, part) => run(part, parts)));
  process.exitCode = Math.max(...codes);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs one of so many parts. Returns its exit code. */
function run(part, parts) {
  const own = ["--part", String(part), "--parts", String(parts)];
  const child = spawn(process.execPath, ["--enable-source-maps", outfile, ...words, ...own], {
    cwd: root,
    stdio: "inherit",
  });
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}
