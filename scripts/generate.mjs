// Writes what follows from the catalogue, the reference, the diagnostics' pages and the grammar that colours words; and
// from the packages that are bundled, their licences.
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { grammar } from "./grammar.mjs";
import { notices } from "./notices.mjs";

const root = path.join(import.meta.dirname, "..");

/** What the sources export, bundled so that plain Node can read it. */
async function load(entry) {
  const folder = await mkdtemp(path.join(tmpdir(), "cnn-generate-"));
  const outfile = path.join(folder, "sources.mjs");
  try {
    await build({
      entryPoints: [path.join(root, entry)],
      bundle: true,
      platform: "node",
      format: "esm",
      loader: { ".cnn": "text" },
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { documents } = await load("server/src/exports/pages.ts");
const { wordLists } = await load("server/src/exports/words.ts");
const pages = documents();

for (const folder of ["reference", "diagnostics"]) {
  const target = path.join(root, "docs", folder);
  await mkdir(target, { recursive: true });
  for (const name of await readdir(target))
    if (!pages.has(`${folder}/${name}`)) await rm(path.join(target, name));
}
for (const [name, text] of pages) await writeFile(path.join(root, "docs", name), text);
await writeFile(
  path.join(root, "syntaxes/cnn.tmLanguage.json"),
  `${JSON.stringify(grammar(wordLists()), null, 2)}\n`,
);
await writeFile(path.join(root, "THIRD-PARTY-NOTICES.txt"), await notices());
console.log(`${pages.size} pages, the grammar and the notices are written.`);
