// Leaves out of the programs what they never ask of their packages, where shaking cannot tell: the protocol library is in
// CommonJS, and Chevrotain learns only when it runs that it is not to check the grammar.
// And what takes longer to make at every start than it ever saves.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the server offers no editor. To offer one of them, take it off this list: without that no server starts. */
const UNUSED = [
  ...["callHierarchy", "colorProvider", "declaration", "fileOperations", "files", "foldingRange"],
  ...["implementation", "inlineCompletion", "inlineValue", "linkedEditingRange", "moniker", "notebook"],
  ...["selectionRange", "semanticTokens", "typeDefinition", "typeHierarchy"],
];
const features = new RegExp(
  String.raw`[\\/]vscode-languageserver(-protocol)?[\\/]lib[\\/]\w+[\\/](protocol\.)?(${UNUSED.join("|")})\.js$`,
);

/** `skipValidations` says so. */
const CHECKS = /[\\/]chevrotain[\\/]lib[\\/]src[\\/]parse[\\/]grammar[\\/]checks\.js$/;

/** A table of 65,536 numbers, made at every start, each of which a division gives. */
const LEXER = /[\\/]chevrotain[\\/]lib[\\/]src[\\/]scan[\\/]lexer\.js$/;
const TABLE = [
  ["charCodeToOptimizedIdxMap[charCode]", "255 + ~~(charCode / 255)"],
  ["        initCharCodeToOptimizedIndexMap();\n", ""],
];

export const unused = {
  name: "unused",
  setup(build) {
    build.onLoad({ filter: features }, ({ path: file }) => {
      // A feature is a function from a class to the class with that feature.
      const found = readFileSync(file, "utf8").matchAll(/^exports\.(\w+Feature) = \w+;$/gm);
      return { contents: [...found].map(([, name]) => `exports.${name} = (Base) => Base;`).join("\n") };
    });
    build.onLoad({ filter: CHECKS }, ({ path: file }) => {
      const found = readFileSync(file, "utf8").matchAll(/^export (?:function|class) (\w+)/gm);
      return { contents: [...found].map(([, name]) => `export const ${name} = undefined;`).join("\n") };
    });
    build.onLoad({ filter: LEXER }, ({ path: file }) => {
      let contents = readFileSync(file, "utf8");
      for (const [found, instead] of TABLE) {
        if (!contents.includes(found)) throw new Error(`Chevrotain's lexer is another: no ${found.trim()}`);
        contents = contents.replace(found, instead);
      }
      return { contents };
    });
    build.onLoad(
      { filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ },
      ({ path: file }) => {
        const library = file.replace(/types[\\/]lib[\\/]esm.*$/, "protocol/lib/common");
        return { contents: usedTypes(readFileSync(file, "utf8"), namesIn(library)) };
      },
    );
  },
};

/** The names of types that the library itself uses; our own modules use none at run time. */
function namesIn(folder) {
  const texts = readdirSync(folder).map((name) =>
    name.endsWith(".js") ? readFileSync(path.join(folder, name), "utf8") : "",
  );
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/languageserver_types_1\.(\w+)/g)].map(([, name]) => name)),
  );
}

/** The helpers of types as values, and only those exported that are used: so the others can be shaken off. */
function usedTypes(text, names) {
  return text
    .replace(
      /^export var (\w+);\n\(function \(\1\) \{\n(.*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);/gms,
      "export var $1 = /* @__PURE__ */ (function ($1) {\n$2return $1;\n})({});",
    )
    .replace(/^export (?=\w+ (\w+))/gm, (word, name) => (names.has(name) ? word : ""));
}
