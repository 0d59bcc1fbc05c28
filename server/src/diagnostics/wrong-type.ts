// `wrong-type`: a value of another sort than the place wants.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "wrong-type": {
      readonly parameter: string;
      readonly expected: string;
      readonly found: string;
      /** What would stand there instead, where one thing is likely. */
      readonly instead?: string;
    };
  }
}

export const wrongType = defineDiagnostic({
  code: "wrong-type",
  severity: "error",
  title: "A value that does not fit",
  message: ({ parameter, expected, found }) =>
    `${parameter ? `\`${parameter}\`` : "This place"} takes ${expected}, not ${found}.`,
  page: [
    "Every argument has a type: a whole number, a size such as `3x3`, a flag, a word, a layer or the label of a tensor.",
  ],
  example: "input 8\ndense 3x3",
  repaired: "input 8\ndense 9",
  fixes: ({ instead }, { span }) =>
    instead === undefined ? [] : [{ title: `Write \`${instead}\``, edits: [{ span, text: instead }] }],
});
