// `import-cycle`: files that import each other.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-cycle": { readonly chain: readonly string[] };
  }
}

export const importCycle = defineDiagnostic({
  code: "import-cycle",
  severity: "error",
  title: "Files that import each other",
  message: ({ chain }) => `${chain.map((name) => `\`${name}\``).join(" imports ")}: imports cannot go round.`,
  page: [
    "A file that is imported is read before the one that imports it, which cannot be where both import each other. Move what both need into a third file that imports neither.",
  ],
  example: "",
  repaired: "",
});
