// Bundles the extension's client, the language server and the command line into dist/.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PARTS, parts } from "./parts.mjs";

const shared = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  legalComments: "none",
  loader: { ".cnn": "text" },
  logLevel: "warning",
  metafile: true,
};

const client = { entryPoints: { client: "client/src/extension.ts" }, external: ["vscode"] };
const programs = {
  entryPoints: { server: "server/src/main/node.ts", cli: "server/src/main/cli.ts" },
  banner: { js: "#!/usr/bin/env node" },
  plugins: [parts],
};
const later = {
  entryPoints: Object.fromEntries(Object.entries(PARTS).map(([name, { file }]) => [name, file])),
  plugins: [parts],
};
const ALL = [client, programs, later];

/** Writes the bundles into a folder that is emptied first. */
export async function bundle(outdir) {
  await rm(outdir, { recursive: true, force: true });
  await Promise.all(ALL.map((part) => build({ ...shared, ...part, outdir })));
}

/** The files that the bundles are made of. */
export async function analyseBundles() {
  const results = await Promise.all(
    ALL.map((part) => build({ ...shared, ...part, outdir: "dist", write: false })),
  );
  // A file of which nothing is left after shaking is not in it.
  const kept = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    ),
  );
  return [...new Set(kept)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle("dist");
