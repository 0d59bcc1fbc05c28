// `import-outside`: an import that leads out of the workspace.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-outside": { readonly path: string; readonly reason: "above" | "absolute" | "url" | "link" };
  }
}

const REASONS = {
  above: "leads out of the workspace folder",
  absolute: "is an absolute path",
  url: "is an address, not a path",
  link: "is a link that leads out of the workspace folder",
} as const;

export const importOutside = defineDiagnostic({
  code: "import-outside",
  severity: "error",
  title: "An import from outside of the workspace",
  message: ({ path, reason }) =>
    `\`${path}\` ${REASONS[reason]}: write a path relative to this file, inside of the workspace.`,
  page: [
    "Imports stay inside of the workspace folder, so that opening a file never reads another that has nothing to do with it. Paths are relative to the file that they stand in; absolute paths, addresses such as `https://…`, and links that lead outside are refused.",
    "Without a workspace folder, a file may import what stands beside and below it. Copy the file that you want to import into the workspace, or open the folder that holds both.",
  ],
  example: "",
  repaired: "",
});
