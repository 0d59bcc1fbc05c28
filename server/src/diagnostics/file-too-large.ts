// `file-too-large`: a file that no person wrote.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "file-too-large": { readonly length: number; readonly limit: number };
  }
}

export const fileTooLarge = defineDiagnostic({
  code: "file-too-large",
  severity: "error",
  title: "A file too large to read",
  message: ({ length, limit }) =>
    `This file has ${grouped(length)} characters and is not read: split it into files of at most ${grouped(limit)}.`,
  page: [
    "Files of more than four million characters are not read, so that a damaged or hostile file cannot hold up the editor. Ten thousand layers take less than half a million.",
  ],
  example: "",
  repaired: "",
});
