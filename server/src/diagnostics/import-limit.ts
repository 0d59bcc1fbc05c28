// `import-limit`: imports of imports without an end in sight.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-limit": { readonly what: "files" | "depth"; readonly limit: number };
  }
}

export const importLimit = defineDiagnostic({
  code: "import-limit",
  severity: "error",
  title: "Too many imports",
  message: ({ what, limit }) =>
    what === "files"
      ? `A file may bring in ${limit} others, directly or through them; this one is too many.`
      : `Imports go ${limit} files deep; this one is deeper.`,
  page: [
    "Imported files may import others in turn. How many files that are in all, and how deep the chain goes, is bounded, so that a file always opens at once. Import the file that defines a block directly, not through a chain.",
  ],
  example: "",
  repaired: "",
});
