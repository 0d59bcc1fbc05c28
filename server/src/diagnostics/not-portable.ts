// `not-portable`: a layer that counts or does something else in PyTorch than in Keras. Told only on request.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "not-portable": {
      readonly kind: string;
      /** What differs, a sentence each. */
      readonly notes: readonly string[];
    };
  }
}

export const notPortable = defineDiagnostic({
  code: "not-portable",
  severity: "information",
  title: "A layer that differs between PyTorch and Keras",
  message: ({ kind, notes }) => `\`${kind}\` differs between PyTorch and Keras. ${notes.join(" ")}`,
  page: [
    "`cnn check --portable` and the setting `cnn.portable` list every line that means or counts something different in the two frameworks: what one of them refuses, other output sizes, other counts, and what gives the same numbers but other values, such as the order in which `flatten` reads a map.",
    "A network without such lines can be moved from one to the other as it stands. Most have a way to be written that both take: explicit padding where PyTorch refuses `same` with a stride, `prelu channels`, a kernel that tiles its input.",
    "The running mean and variance of `bn` are listed too: they are the same numbers in both, but Keras counts them as parameters and PyTorch does not.",
  ],
  example: "input 32x32x3\nconv 16 3x3 stride2 same\nprelu",
  repaired: "input 32x32x3\nconv 16 3x3 stride2 pad1\nprelu channels",
});
