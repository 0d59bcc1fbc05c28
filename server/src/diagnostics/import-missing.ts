// `import-missing`: an import whose file is not there.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-missing": {
      readonly path: string;
      readonly reason: "missing" | "ending" | "backslash" | "unsaved";
    };
  }
}

export const importMissing = defineDiagnostic({
  code: "import-missing",
  severity: "error",
  title: "An import whose file is not there",
  message: ({ path, reason }) => {
    if (reason === "ending") return `\`${path}\` does not end in \`.cnn\`: only such files can be imported.`;
    if (reason === "backslash") return `Paths are written with \`/\`: \`${path.replaceAll("\\", "/")}\`.`;
    if (reason === "unsaved")
      return `\`${path}\` is relative to this file, which has no place yet: save it first.`;
    return `There is no file \`${path}\`, as seen from this file's folder.`;
  },
  page: [
    "`import` brings in the blocks and `let`s of another file. Its path is relative to the folder of the file that it stands in, written with `/`, and ends in `.cnn`.",
    "What the missing file would define is unknown here, so its blocks are reported too, where they are used.",
  ],
  example: "",
  repaired: "",
  fixes: ({ path, reason }, { span }) => {
    if (reason === "ending") {
      // A path that leads up, or names a file of another sort, is not a slip of the ending.
      if (path.startsWith("..") || /\.\w+$/.test(path)) return [];
      return [{ title: `Write \`"${path}.cnn"\``, edits: [{ span, text: `"${path}.cnn"` }] }];
    }
    if (reason !== "backslash") return [];
    const slashes = path.replaceAll("\\", "/");
    return [{ title: `Write \`"${slashes}"\``, edits: [{ span, text: `"${slashes}"` }] }];
  },
});
