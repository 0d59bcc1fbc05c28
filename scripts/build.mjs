// Bundles the extension's client, the language server and the command line into dist/.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { entries } from "./entries.mjs";
import { exportsOf, PARTS, STUBS, stubs } from "./parts.mjs";
import { unused } from "./unused.mjs";

const shared = { platform: "node", target: "node20", legalComments: "none", logLevel: "warning" };

const client = {
  ...shared,
  entryPoints: { client: "client/src/extension.ts" },
  external: ["vscode"],
  bundle: true,
  format: "cjs",
  minify: true,
  outdir: "dist",
  metafile: true,
};

const PROGRAMS = { server: "server/src/main/node.ts", cli: "server/src/main/cli.ts" };
/** What a program does before anything else of it is loaded. */
const FIRST = { cli: "server/src/main/cli-first.ts" };
const ENTRIES = [...Object.keys(PROGRAMS), ...Object.keys(PARTS)];

/**
 * What is loaded at every start stands in several files: while one is compiled, the engine takes memory by its length and
 * keeps it. This module and what it needs, which is Chevrotain, is one of them.
 */
const GRAMMAR = "server/src/syntax/grammar.ts";

/** Writes the bundles into a folder that is emptied first. */
export async function bundle(outdir) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const [, { outputFiles, names }] = await Promise.all([build({ ...client, outdir }), programs()]);
  for (const { path: file, text } of outputFiles) {
    const name = nameOf(file);
    // Only there so that the grammar is shared by one more.
    if (name === "apart") continue;
    await writeFile(path.join(outdir, `${names.get(name) ?? name}.js`), await required(text, name, names));
  }
}

/** The files that the bundles are made of. */
export async function analyseBundles() {
  const results = await Promise.all([build({ ...client, write: false }), programs()]);
  // A file of which nothing is left after shaking is not in it.
  const kept = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    ),
  );
  return [...new Set(kept)];
}

/**
 * The programs and their parts, as modules that import one another. What some of them share would become a file for
 * every combination of them; so it is found first, and then given to more of them than need it: three files hold it all.
 */
async function programs() {
  const { metafile } = await split({ core: [], more: [] });
  const users = new Map();
  for (const entry of ENTRIES)
    for (const file of reached(metafile, `dist/${entry}.js`))
      users.set(file, [...(users.get(file) ?? []), entry]);
  const common = [...users].filter(([file, by]) => by.length > 1 && /^server\/.*\.ts$/.test(file));
  const core = common.filter(([, by]) => by.includes("server")).map(([file]) => file);
  const more = common.filter(([, by]) => !by.includes("server")).map(([file]) => file);
  const result = await split({ core, more });
  const names = new Map();
  for (const [output, { entryPoint, inputs }] of Object.entries(result.metafile.outputs))
    if (entryPoint === undefined)
      names.set(
        nameOf(output),
        GRAMMAR in inputs ? "grammar" : core.some((file) => file in inputs) ? "core" : "more",
      );
  if (names.size !== 3) throw new Error(`what is shared stands in ${names.size} files, not in three`);
  return { ...result, names };
}

/** The sources in an output and in all that it imports at once. */
function reached(metafile, output, found = new Set(), visited = new Set()) {
  visited.add(output);
  const { inputs, imports } = metafile.outputs[output];
  for (const file of Object.keys(inputs)) found.add(file);
  for (const { path: other, kind } of imports)
    if (kind === "import-statement" && other in metafile.outputs && !visited.has(other))
      reached(metafile, other, found, visited);
  return found;
}

function split({ core, more }) {
  const assembled = {
    name: "assembled",
    setup(building) {
      building.onResolve({ filter: /^entry:/ }, ({ path: name }) => ({
        path: name.slice(6),
        namespace: "entry",
      }));
      building.onLoad({ filter: /./, namespace: "entry" }, ({ path: name }) => {
        if (name === "apart") return { contents: `import "./${GRAMMAR}";`, resolveDir: "." };
        const common = [...core, ...(name === "server" ? [] : more)].map((file) => `./${file}`);
        const own = name in PROGRAMS ? [`import "./${PROGRAMS[name]}";`] : exportsOf(name);
        const contents = [
          ...[...STUBS, ...common].map((module) => `import ${JSON.stringify(module)};`),
          ...own,
        ];
        return { contents: contents.join("\n"), resolveDir: "." };
      });
    },
  };
  return build({
    ...shared,
    entryPoints: [...ENTRIES, "apart"].map((name) => ({ in: `entry:${name}`, out: name })),
    plugins: [assembled, entries, unused, stubs],
    loader: { ".cnn": "text" },
    // For Chevrotain, the one that asks for it.
    alias: { "lodash-es": "./scripts/lodash.mjs" },
    // Imports of what is shaken off go with it.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    bundle: true,
    splitting: true,
    format: "esm",
    minifySyntax: true,
    outdir: "dist",
    write: false,
    metafile: true,
  });
}

/** A module as Node's `require` takes it, small. */
async function required(text, name, names) {
  const code = text
    .replace(
      /((?:from|import) |import\()"\.\/(chunk-\w+)\.js"/g,
      (_, by, file) => `${by}"./${names.get(file)}.js"`,
    )
    // A part is there at once, not with the next turn.
    .replace(/\bimport\((?="\.\/)/g, "require(")
    .replace(/\b__require\(/g, "require(")
    // Modules in CommonJS are labelled with their paths, for nobody.
    .replace(/(\b__(?:commonJS|esm)\(\{\s*)"[^"]*"(?=\()/g, '$1""');
  const { code: small } = await transform(code, {
    ...shared,
    format: "cjs",
    minify: true,
    treeShaking: true,
  });
  // One sign beyond ASCII, as regular expressions hold them, and the engine keeps two bytes for each of the file.
  const plain = small.replace(
    /[^\0-\x7f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (!(name in PROGRAMS)) return plain;
  return `#!/usr/bin/env node\n${name in FIRST ? await alone(FIRST[name]) : ""}${plain}`;
}

/** A source file and what it imports, in a scope of its own. */
async function alone(file) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: "cjs",
    write: false,
  });
  return `(()=>{${outputFiles[0].text.trim()}})();`;
}

function nameOf(file) {
  return path.basename(file, ".js");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle("dist");
