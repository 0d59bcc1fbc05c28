// `softmax-one`: a softmax over a single number.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "softmax-one": {
      /** Whether there are positions that a softmax over them could be meant for. */
      readonly positions: boolean;
    };
  }
}

export const softmaxOne = defineDiagnostic({
  code: "softmax-one",
  severity: "warning",
  title: "Softmax over a single unit",
  message: ({ positions }) =>
    `Softmax over one channel is always 1: use \`sigmoid\`${positions ? ", or `axis=positions` for a softmax over the positions" : ""}.`,
  page: [
    "A softmax divides every number by the sum of all: with one number, the result is 1 whatever it is, and nothing can be learned.",
    "A yes-or-no answer from one unit needs `sigmoid`. Two units with a softmax say the same.",
  ],
  example: "input 64\ndense 1 softmax",
  repaired: "input 64\ndense 1 sigmoid",
  fixes: (_, { span, text }) =>
    text === "softmax" || text === "softmin" || text === "log_softmax"
      ? [
          {
            title: "`sigmoid`: a number between 0 and 1",
            edits: [{ span, text: text === "log_softmax" ? "log_sigmoid" : "sigmoid" }],
          },
        ]
      : [],
});
