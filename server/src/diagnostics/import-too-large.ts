// `import-too-large`: an import of a file that nobody has written by hand.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "import-too-large": { readonly path: string; readonly bytes: number; readonly limit: number };
  }
}

export const importTooLarge = defineDiagnostic({
  code: "import-too-large",
  severity: "error",
  title: "An import of a file that is too large",
  message: ({ path, bytes, limit }) =>
    `\`${path}\` has ${grouped(bytes)} bytes; at most ${grouped(limit)} are imported.`,
  page: [
    "Imported files are read whenever the file that names them is open, so their size is bounded. A network written by hand is a few kilobytes; split the file, or import another.",
  ],
  example: "",
  repaired: "",
});
