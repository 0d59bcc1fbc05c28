// `no-channels`: an input of two equal sizes, which is a sequence and was perhaps meant as a picture.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "no-channels": { readonly size: number };
  }
}

export const noChannels = defineDiagnostic({
  code: "no-channels",
  severity: "information",
  title: "An input that looks like a picture without channels",
  message: ({ size }) =>
    `This is a sequence of ${size} positions with ${size} channels: a grey picture is \`${size}x${size}x1\`.`,
  page: [
    "The last size of an input is its channels: `input 28x28` is a sequence, length × channels, as the rows of a digit are to a recurrent network. A picture has three sizes, height × width × channels.",
  ],
  example: "input 28x28\nconv 32 3",
  repaired: "input 28x28x1\nconv 32 3x3",
  fixes: ({ size }, { span }) => [
    { title: `Write \`${size}x${size}x1\``, edits: [{ span, text: `${size}x${size}x1` }] },
  ],
});
