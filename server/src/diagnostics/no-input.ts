// `no-input`: a layer before any input.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "no-input": { readonly kind: string };
  }
}

export const noInput = defineDiagnostic({
  code: "no-input",
  severity: "error",
  title: "Nothing comes in",
  message: ({ kind }) =>
    `\`${kind}\` has no input yet: begin the network with a line such as \`input 224x224x3\`.`,
  page: [
    "Every network begins with `input` and the shape of one sample: `input 32x32x3` is height × width × channels, `input 3@32x32` says the same with the channels first, `input 784` is a flat vector.",
  ],
  example: "conv 4 3x3",
  repaired: "input 8x8x1\nconv 4 3x3",
  fixes: (_, { span }) => {
    const line = { line: span.line, start: 0, endLine: span.line, end: 0 };
    return [{ title: "Add `input 224x224x3` before it", edits: [{ span: line, text: "input 224x224x3\n" }] }];
  },
});
