// Measures the language server against the floor (and with `--servers` against others from npm), rounds interleaved so
// that all meet the same noise, and writes docs/performance.md (with `--print` it only prints that). Fails where a ratio is
// far from what it should be.
//
//   npm run bench -- [--lines 100,1000,10000] [--rounds 3] [--keys 200] [--soak 10000] [--servers] [--python python3] [--print]
import { execFileSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { broken } from "./bounds.mjs";
import { DOCUMENTS, textOf } from "./documents.mjs";
import { OURS, report } from "./report.mjs";
import { others } from "./servers.mjs";
import { session } from "./session.mjs";
import { soak } from "./soak.mjs";
import { summaries } from "./summary.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const lengths = option("lines", "100,1000,10000").split(",").map(Number);
const rounds = Number(option("rounds", "3"));
const keys = Number(option("keys", "200"));
const edits = Number(option("soak", "10000"));

await bundle();
const ours = { name: OURS, command: [here("../dist/server.js"), "--stdio"] };
const floor = { name: "floor", command: [here("built/floor.cjs")] };
const measured = [floor, ours, ...(process.argv.includes("--servers") ? await others(here("servers")) : [])];
// Others are there for scale: once is enough, as they take their time.
const often = measured.slice(0, 2);

const sessions = [];
for (let round = 0; round < rounds; round++) {
  for (const lines of lengths) {
    for (const server of round === 0 ? measured : often) {
      const text = (server.textOf ?? ((count) => textOf("flat", count)))(lines);
      await one({ server: server.name, document: "flat", lines, round }, server, text);
    }
  }
  const longest = Math.max(...lengths);
  for (const document of Object.keys(DOCUMENTS).filter((name) => name !== "flat")) {
    for (const server of often)
      await one({ server: server.name, document, lines: longest, round }, server, textOf(document, longest));
  }
}

async function one(what, server, text) {
  process.stderr.write(`${what.server}, ${what.document}, ${what.lines} lines, round ${what.round + 1}\n`);
  sessions.push({ ...what, ...(await session(server, text, keys)) });
}

process.stderr.write("in process\n");
const inProcess = JSON.parse(
  execFileSync(process.execPath, [here("in-process.mjs")], { encoding: "utf8", maxBuffer: 1 << 26 }),
);
process.stderr.write(`soak, ${edits} edits\n`);
const memory = edits > 0 ? await soak(ours, textOf("flat", 10_000), edits) : null;
const bundles = Object.fromEntries(
  readdirSync(here("../dist")).map((file) => [
    file.replace(/\.js$/, ""),
    statSync(here(`../dist/${file}`)).size,
  ]),
);
const python = option("python", null);
const summary = python && (await summaries(python));
const all = { sessions, inProcess, memory, bundles, edits, rounds, keys, lengths, measured, summary };
const text = report(all);
if (!process.argv.includes("--print")) writeFileSync(here("../docs/performance.md"), text);
process.stdout.write(text);
for (const sentence of broken(all)) {
  process.stderr.write(`too slow: ${sentence}\n`);
  process.exitCode = 1;
}

/** The project's programs, and what this folder runs. */
async function bundle() {
  execFileSync(process.execPath, [here("../scripts/build.mjs")], { cwd: here(".."), stdio: "inherit" });
  const shared = { bundle: true, platform: "node", logLevel: "warning" };
  await build({
    ...shared,
    minify: true,
    format: "cjs",
    entryPoints: [here("floor.mjs")],
    outfile: here("built/floor.cjs"),
  });
  await build({
    ...shared,
    format: "esm",
    loader: { ".cnn": "text" },
    entryPoints: [here("core.ts")],
    outfile: here("built/core.mjs"),
  });
}
