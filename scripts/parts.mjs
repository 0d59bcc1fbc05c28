// What the programs load when it is first asked for. In the sources it is imported like everything else; the build puts
// a stub in its place, and what is behind it into a file of its own, which the programs share.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Files of dist, the modules that they stand for, which export functions only, and when they are loaded. */
export const PARTS = {
  diagnostics: { file: "server/src/diagnostics/lookup.ts", when: "with the first problem" },
  blocks: { file: "server/src/stdlib/text.ts", when: "with the first name that a file does not define" },
};

/** What a part may hold a copy of, beside the programs' own: nothing in it remembers anything or is known by identity. */
const COPIED = /^server\/src\/(?:base|catalogue|diagnostics|stdlib)\/[\w-]+\.(?:ts|cnn)$/;

const byFile = new Map(Object.entries(PARTS).map(([name, { file }]) => [path.join(root, file), name]));

/** Puts the stubs in the place of what is loaded later. */
export const parts = {
  name: "parts",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: module, resolveDir, namespace }) => {
      if (namespace === "stub") return { path: module, external: true };
      const file = path.join(resolveDir, `${module}.ts`);
      return byFile.has(file) ? { path: path.relative(root, file), namespace: "stub" } : undefined;
    });
    build.onLoad({ filter: /./, namespace: "stub" }, ({ path: file }) => ({ contents: stubOf(file) }));
    build.onEnd(({ metafile }) => {
      for (const { entryPoint, inputs } of Object.values(metafile?.outputs ?? {}))
        if (byFile.has(path.join(root, entryPoint)))
          for (const file of Object.keys(inputs))
            if (!COPIED.test(file)) throw new Error(`${file} cannot be in what ${entryPoint} brings along`);
    });
  },
};

function stubOf(file) {
  const name = byFile.get(path.join(root, file));
  const functions = functionsOf(file).map(
    (each) => `export const ${each} = (...given) => part().${each}(...given);`,
  );
  return `let loaded;\nconst part = () => (loaded ??= require("./${name}.js"));\n${functions.join("\n")}`;
}

/** The names that a module exports. A stub can stand for a function; anything else would have to be there at once. */
function functionsOf(file) {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/^export (?!type |interface )(.*)/gm)].map(([, exported]) => {
    const name = /^function (\w+)/.exec(exported)?.[1];
    if (name === undefined) throw new Error(`${file} is loaded later, and cannot export ${exported}`);
    return name;
  });
}
