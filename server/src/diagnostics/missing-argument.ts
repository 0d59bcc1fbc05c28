// `missing-argument`: something that a layer needs is not there.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "missing-argument": {
      readonly kind: string;
      readonly parameter: string;
      readonly option: boolean;
      /** Whether the parameter has its name from the file. */
      readonly named?: boolean;
    };
  }
}

export const missingArgument = defineDiagnostic({
  code: "missing-argument",
  severity: "error",
  title: "An argument is missing",
  message: ({ kind, parameter, option, named }) =>
    option
      ? `\`${parameter}\` needs a value, such as \`${parameter}2\` or \`${parameter}=2\`.`
      : named
        ? `\`${kind}\` needs a value for \`${parameter}\`.`
        : `\`${kind}\` needs its ${parameter}.`,
  page: [
    "Every kind has positional arguments that it cannot do without: `conv` needs the number of filters and a kernel size, `dense` its number of units.",
    "Hover over the word, or run `cnn explain KIND`, to see what it takes.",
  ],
  example: "input 8x8x1\nconv 4",
  repaired: "input 8x8x1\nconv 4 3x3",
});
