// `error-in-block`: a call of a block that meets an error inside.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "error-in-block": {
      readonly block: string;
      readonly message: string;
      readonly elsewhere: boolean;
      /** `blocks/unit.cnn:4`, where the error is written in another file. */
      readonly place: string | null;
    };
  }
}

export const errorInBlock = defineDiagnostic({
  code: "error-in-block",
  severity: "error",
  title: "An error inside a block",
  message: ({ block, message, place }) =>
    `Inside \`${block}\`${place === null ? "" : ` (${place})`}, with what this line gives it: ${message}`,
  page: [
    "A block is analysed for every different use. This use meets an error inside the block, which is also marked where it is written: change the arguments here, or the block there. Where the block is imported, the message names the file and the line. Further uses that meet the same are listed with it and not told apart.",
  ],
  example: "block halve() {\n  conv 4 3x3 stride2\n}\ninput 2x2x1\nhalve",
  repaired: "block halve() {\n  conv 4 3x3 stride2 same\n}\ninput 2x2x1\nhalve",
});
