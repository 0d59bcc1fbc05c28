// `recursion`: a block that calls itself, or a labelled line that runs itself again.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    recursion: { readonly chain: readonly string[]; readonly reuse?: true };
  }
}

export const recursion = defineDiagnostic({
  code: "recursion",
  severity: "error",
  title: "A block that calls itself",
  message: ({ chain, reuse }) => {
    const names = chain.map((name) => `\`${name}\``);
    return reuse
      ? `${names.join(" reuses ")}: a line cannot run itself again, as it would never end. Give the lines labels of their own.`
      : `${names.join(" calls ")}: a block cannot call itself, as it would never end.`;
  },
  page: [
    "Blocks may call other blocks, but not themselves, neither directly nor through others; nor can a labelled line `reuse` itself. Use `repeat` to do something several times.",
  ],
  example: "block again() {\n  again\n}\ninput 8x8x1\nagain",
  repaired: "block once() {\n  relu\n}\ninput 8x8x1\nonce",
});
