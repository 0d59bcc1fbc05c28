// `import-limit`: imports of imports without an end in sight.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-limit": {
      /** Whether an import behind this one goes past it, not this one itself. */
      readonly inner?: boolean;
      readonly limit: number;
    } & (
      | { readonly what: "files" | "depth" }
      /** The file that there was no room for, its bytes, and those that there was room for. */
      | { readonly what: "bytes"; readonly name: string; readonly bytes: number; readonly left: number }
    );
  }
}

export const importLimit = defineDiagnostic({
  code: "import-limit",
  severity: "error",
  title: "Too many imports",
  message: (data) => {
    const { limit, inner } = data;
    if (data.what === "bytes") {
      const { name, bytes, left } = data;
      return `What a file brings in, directly or through others, may have ${grouped(limit)} bytes together; \`${name}\`${inner ? ", behind this import," : ""} has ${grouped(bytes)}, and ${grouped(left)} are left.`;
    }
    if (data.what === "depth") return `Imports go ${limit} files deep; this one is deeper.`;
    return `A file may bring in ${limit} others, directly or through them; ${inner ? "this one brings more" : "this one is too many"}.`;
  },
  page: [
    "Imported files may import others in turn. How many files that are in all, how many bytes they have together, and how deep the chain goes, is bounded, so that a file always opens at once. Files count in the order in which they are reached: first those that the file itself imports, then what these import. Import the file that defines a block directly, not through a chain.",
  ],
  example: "",
  repaired: "",
});
