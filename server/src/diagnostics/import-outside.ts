// `import-outside`: an import that leads out of the workspace.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-outside": {
      readonly path: string;
      readonly reason: "above" | "absolute" | "url" | "link";
      /** The name of the folder that imports stay in; empty where it has none. */
      readonly root: string;
    };
  }
}

const REASONS = {
  above: "leads out of",
  absolute: "is an absolute path",
  url: "is an address, not a path",
  link: "is a link that leads out of",
} as const;

/** A path that leads out is told what it leaves, the others where to be. */
function message(path: string, reason: keyof typeof REASONS, root: string): string {
  const folder = root === "" ? "the workspace" : `the folder \`${root}\``;
  if (reason === "above" || reason === "link")
    return `\`${path}\` ${REASONS[reason]} ${folder}, where imports have to stay: open or run in a folder that holds both files, or copy that file here.`;
  return `\`${path}\` ${REASONS[reason]}: write a path relative to this file, inside of ${folder}.`;
}

export const importOutside = defineDiagnostic({
  code: "import-outside",
  severity: "error",
  title: "An import from outside of the workspace",
  message: ({ path, reason, root }) => message(path, reason, root),
  page: [
    "Imports stay inside of one folder, so that opening a file never reads another that has nothing to do with it. Paths are relative to the file that they stand in; absolute paths, addresses such as `https://…`, and links that lead outside are refused.",
    "In an editor they stay inside of the workspace folder; without one, a file may import what stands beside and below it. On the command line they stay inside of the repository (the next folder above that holds `.git`); where there is none, inside of the folder that `cnn` is run in, if the file is in it, else inside of the file's own folder.",
    "Open the folder that holds both files, run `cnn` from there, or copy the file that you want to import.",
  ],
  example: "",
  repaired: "",
});
