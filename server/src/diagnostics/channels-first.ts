// `channels-first`: an input that reads like channels × height × width, which this language writes with `@`.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "channels-first": {
      /** Channels, height, width. */
      readonly sizes: readonly [number, number, number];
      /** How many pictures there are, where that is written before. */
      readonly batch?: number;
    };
  }
}

export const channelsFirst = defineDiagnostic({
  code: "channels-first",
  severity: "warning",
  title: "An input that looks channels first",
  message: ({ sizes: [first, second, third], batch }) =>
    batch !== undefined
      ? `4 sizes are a volume with channels: for pictures of ${second}×${third} with ${first} channel${first === 1 ? "" : "s"} leave out the batch, and write \`${first}@${second}x${third}\`.`
      : `This is a picture of ${first}×${second} with ${third} channels: for ${first} channel${first === 1 ? "" : "s"} of ${second}×${third} write \`${first}@${second}x${third}\`.`,
  page: [
    "Shapes are height × width × channels, as in the literature and in Keras. PyTorch's order is written with `@`: `input 3@224x224` and `input 224x224x3` mean the same.",
    "An input is one picture: how many are taken at once is no part of its shape (`batch 32` says it where it matters).",
    "Where a picture of 3 rows is meant, silence the line with `# cnn: ignore channels-first`.",
  ],
  example: "input 3x224x224\nconv 64 3x3 pad1",
  repaired: "input 3@224x224\nconv 64 3x3 pad1",
  fixes: ({ sizes: [first, second, third] }, { span }) =>
    [`${first}@${second}x${third}`, `${second}x${third}x${first}`].map((text) => ({
      title: `Write \`${text}\``,
      edits: [{ span, text }],
    })),
});
