// `late-header`: a `framework`, `dtype`, `batch` or `optimizer` below the layers that it holds for.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "late-header": {
      readonly what: string;
      /** How many lines are above it. */
      readonly up: number;
      /** Whether nothing else stands on its line, so that it can be moved. */
      readonly alone: boolean;
    };
  }
}

export const lateHeader = defineDiagnostic({
  code: "late-header",
  severity: "warning",
  title: "Said below what it holds for",
  message: ({ what }) =>
    `\`${what}\` holds for the whole file, the lines above it too: move it to the top, where readers look for it.`,
  page: [
    "`framework`, `dtype`, `batch` and `optimizer` hold for a whole file, wherever they stand. Below the first layer they read as if they changed something from there on.",
  ],
  example: "input 32x32x3\nconv 16 3x3 bn\nframework keras",
  repaired: "framework keras\ninput 32x32x3\nconv 16 3x3 bn",
  fixes: ({ up, alone }, { span, text }) => {
    if (!alone) return [];
    const top = { line: -up, start: 0, endLine: -up, end: 0 };
    return [
      {
        title: "Move it to the top",
        edits: [
          { span: top, text: `${text}\n` },
          { span, text: "" },
        ],
      },
    ];
  },
});
