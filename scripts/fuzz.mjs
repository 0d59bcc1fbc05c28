// Runs the fuzzer (see test/fuzz/) for as long as it is told to.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

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
  const words = ["--enable-source-maps", outfile, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
