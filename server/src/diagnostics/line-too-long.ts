// `line-too-long`: a line that no person wrote.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "line-too-long": { readonly length: number; readonly limit: number };
  }
}

export const lineTooLong = defineDiagnostic({
  code: "line-too-long",
  severity: "error",
  title: "A line too long to read",
  message: ({ length, limit }) =>
    `This line has ${grouped(length)} characters and is not read: split it into lines of at most ${grouped(limit)}.`,
  page: [
    "Lines of more than 10,000 characters are not read, so that a damaged or hostile file cannot hold up the editor.",
  ],
  example: `input 8x8x1 #${"-".repeat(10_000)}`,
  repaired: "input 8x8x1",
});
