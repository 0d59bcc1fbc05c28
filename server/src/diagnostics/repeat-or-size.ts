// `repeat-or-size`: a repeat that was probably meant as a kernel.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "repeat-or-size": {
      readonly text: string;
      readonly size: string;
      /** Columns from where the number begins to the repeat; null where it stands on another line. */
      readonly behind: number | null;
    };
  }
}

export const repeatOrSize = defineDiagnostic({
  code: "repeat-or-size",
  severity: "error",
  title: "A repeat that looks like a kernel",
  message: ({ text, size }) =>
    `\`${text}\` repeats this layer. Did you mean the kernel \`${size}\`? Else write \`x=${text.slice(1)}\`.`,
  page: [
    "`x3` repeats a step three times. Directly behind a kernel that is a lone number it is more likely half of a size, so one of the two must be said.",
  ],
  example: "input 8x8x4\nconv 4 3 x3",
  repaired: "input 8x8x4\nconv 4 3x3",
  fixes: ({ size, text, behind }, { span }) => [
    ...(behind === null
      ? []
      : [
          {
            title: `Write \`${size}\``,
            edits: [{ span: { ...span, start: span.start - behind }, text: size }],
          },
        ]),
    { title: `Write \`x=${text.slice(1)}\``, edits: [{ span, text: `x=${text.slice(1)}` }] },
  ],
});
