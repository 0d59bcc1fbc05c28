// Bundles the extension's client, the language server and the command line into dist/.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

const shared = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  legalComments: "none",
  loader: { ".cnn": "text" },
  logLevel: "warning",
};

await rm("dist", { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: { client: "client/src/extension.ts" },
    outdir: "dist",
    external: ["vscode"],
  }),
  build({
    ...shared,
    entryPoints: { server: "server/src/main/node.ts", cli: "server/src/main/cli.ts" },
    outdir: "dist",
    banner: { js: "#!/usr/bin/env node" },
  }),
]);
