// The files of dist, and which of them are loaded when. What a program loads when it is first asked for is imported like
// everything else in the sources; the build puts a stub in its place, and what only it needs into a file of its own.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Files of dist, when they are loaded, and the modules at their door. Those export functions and types only. */
export const PARTS = {
  collected: {
    when: "with the first file that declares, expects or marks something, or is at fault",
    doors: ["analysis/checks", "analysis/training", "workspace/collected"],
  },
  problems: {
    when: "with the first problem, or line that is run again",
    doors: [
      "analysis/names-before",
      "analysis/reuse",
      "analysis/unknown-step",
      "base/nearest",
      "catalogue/other-names",
      "diagnostics/lookup",
      "syntax/unfinished",
      "workspace/crossings",
      "workspace/fixes",
      "workspace/folded",
      "workspace/portability",
    ],
  },
  blocks: {
    when: "with the first name that a file does not define",
    doors: ["stdlib/text"],
  },
  texts: {
    when: "with the first word about a kind of layer",
    doors: ["catalogue/texts"],
  },
  answers: {
    when: "with the first question of an editor",
    doors: [
      "features/code-actions",
      "features/code-lens",
      "features/definition",
      "features/hover",
      "features/inlay-hints",
      "features/symbols",
      "workspace/costs",
      "lsp/totals",
      "lsp/summary",
      "exports/pages",
    ],
  },
};

/**
 * The files of dist that each program loads at its start. `core` is what the server has in common with others, and
 * `grammar` the part of that with Chevrotain; `more` is what those others have.
 */
export const STARTS = { server: ["server", "core", "grammar"], cli: ["cli", "core", "grammar", "more"] };

/** All files of dist. */
export const BUNDLES = ["client", ...new Set(Object.values(STARTS).flat()), ...Object.keys(PARTS)];

/** Those that the extension holds, as `.vscodeignore` has to say: all but the command line. */
export const PACKED = BUNDLES.filter((name) => name !== "cli");

/** The kB that files may have which are loaded together. */
export const BOUNDS = [
  { files: ["server"], most: 500 },
  {
    files: STARTS.server,
    what: "all that the server loads until it has told that nothing is wrong",
    most: 500,
  },
  { files: STARTS.cli, what: "likewise the command line", most: 500 },
  { files: ["client"], most: 480 },
];

const partOf = new Map(
  Object.entries(PARTS).flatMap(([name, { doors }]) =>
    doors.map((door) => [path.join(root, "server", "src", `${door}.ts`), name]),
  ),
);

/** What a part gives: all that its doors export. */
export function exportsOf(name) {
  return [...partOf]
    .filter(([, part]) => part === name)
    .map(([door]) => `export {${functionsOf(door)}} from ${JSON.stringify(door)};`);
}

/** Imports of all stubs. */
export const STUBS = [...partOf.keys()].map((door) => `stub:${path.relative(root, door)}`);

/** Resolves imports of a door to its stub; `entry:NAME` is to be the part. */
export const stubs = {
  name: "stubs",
  setup(build) {
    build.onResolve({ filter: /^stub:/ }, ({ path: module }) => ({
      path: module.slice(5),
      namespace: "stub",
    }));
    build.onResolve({ filter: /^\./ }, ({ path: module, resolveDir, namespace }) => {
      const file = path.join(resolveDir, `${module}.ts`);
      const known = namespace === "file" && partOf.has(file);
      return known ? { path: path.relative(root, file), namespace: "stub" } : undefined;
    });
    build.onLoad({ filter: /./, namespace: "stub" }, ({ path: module }) => ({
      contents: stubOf(path.join(root, module)),
      resolveDir: root,
    }));
  },
};

function stubOf(door) {
  const functions = functionsOf(door).map(
    (name) => `export const ${name} = (...given) => part().${name}(...given);`,
  );
  return `let loaded;
    const part = () => (loaded ??= import("entry:${partOf.get(door)}"));
    ${functions.join("\n")}`;
}

/** The names that a module exports. A stub can stand for a function; anything else would have to be there at once. */
function functionsOf(file) {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^export (?!type |interface )(.*)/gm)].map(([, exported]) => {
    const name = /^function (\w+)/.exec(exported)?.[1];
    if (name === undefined) throw new Error(`${file} is loaded later, and cannot export ${exported}`);
    return name;
  });
}
