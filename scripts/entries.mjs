// Parts the entries of the catalogue: what an entry computes is needed at once, its texts when somebody asks. In the
// sources an entry is one object; the build reads it once without its texts, and once, for `texts.ts`, with nothing else.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const catalogue = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "server", "src", "catalogue");
const TEXTS = path.join(catalogue, "texts.ts");

/** The properties of entries that are texts. */
const texts = membersOf("LayerTexts");
const others = membersOf("LayerKind").filter((name) => name !== "kind");

/** Loads the entries, for `texts.ts` and what it imports of them in a namespace of its own. */
export const entries = {
  name: "entries",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: module, resolveDir, importer, namespace }) => {
      const file = path.join(resolveDir, `${module}.ts`);
      return isEntry(file) && (importer === TEXTS || namespace === "texts")
        ? { path: file, namespace: "texts" }
        : undefined;
    });
    build.onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path: file }) =>
      isEntry(file) ? without(texts, file) : undefined,
    );
    build.onLoad({ filter: /./, namespace: "texts" }, ({ path: file }) => without(others, file));
  },
};

/** Whether a file is one that holds entries, or their list. */
function isEntry(file) {
  return path.dirname(file) === path.join(catalogue, "layers") || file === path.join(catalogue, "index.ts");
}

/** A file in which the objects that are given to `defineLayer` lack some properties. */
function without(names, file) {
  const source = parsed(file);
  const cuts = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === "defineLayer")
      for (const property of node.arguments[0].properties)
        if (property.name && names.includes(property.name.text)) cuts.push(property);
    ts.forEachChild(node, visit);
  };
  visit(source);
  let { text } = source;
  for (const { pos, end } of cuts.reverse()) text = text.slice(0, pos) + text.slice(end).replace(/^,/, "");
  return { contents: text, loader: "ts", resolveDir: path.dirname(file) };
}

function membersOf(name) {
  const found = parsed(path.join(catalogue, "layer.ts")).statements.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === name,
  );
  return found.members.map((member) => member.name.text);
}

function parsed(file) {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}
