// `recursion`: a block that calls itself.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    recursion: { readonly chain: readonly string[] };
  }
}

export const recursion = defineDiagnostic({
  code: "recursion",
  severity: "error",
  title: "A block that calls itself",
  message: ({ chain }) =>
    `${chain.map((name) => `\`${name}\``).join(" calls ")}: a block cannot call itself, as it would never end.`,
  page: [
    "Blocks may call other blocks, but not themselves, neither directly nor through others. Use `repeat` to do something several times.",
  ],
  example: "block again() {\n  again\n}\ninput 8x8x1\nagain",
  repaired: "block once() {\n  relu\n}\ninput 8x8x1\nonce",
});
