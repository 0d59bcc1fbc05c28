// `unknown-option`: a word that a layer does not understand.

import type { Span } from "../base/span";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unknown-option": {
      readonly word: string;
      readonly kind: string;
      readonly nearest: readonly string[];
      readonly options: readonly string[];
      /** The option with its value, where it has one. */
      readonly whole: Span;
    };
  }
}

export const unknownOption = defineDiagnostic({
  code: "unknown-option",
  severity: "error",
  title: "An option that is not known",
  message: ({ word, kind, nearest, options }) => {
    const known = nearest.length > 0 ? nearest : options;
    const list = known.slice(0, 6).map((name) => `\`${name}\``);
    if (nearest.length > 0)
      return `\`${kind}\` has no option \`${word}\`. Did you mean ${list.join(" or ")}?`;
    return list.length > 0
      ? `\`${kind}\` has no option \`${word}\`. Its options are ${list.join(", ")}.`
      : `\`${kind}\` has no options: remove \`${word}\`.`;
  },
  page: [
    "After its positional arguments a layer takes options (`stride2`, `stride 2` or `stride=2`), flags (`nobias`) and layers that may follow on its line (`bn relu`).",
    "A word that is nearest to one option is read as that one; any other is not read. Everything else on the line keeps its meaning.",
  ],
  example: "input 8x8x1\nconv 4 3x3 stridee2",
  repaired: "input 8x8x1\nconv 4 3x3 stride2",
  fixes: ({ nearest, word, whole }, { span }) => [
    ...[...new Set(nearest.map((name) => withValue(name, word)))].map((name) => ({
      title: `Write \`${name}\``,
      edits: [{ span, text: name }],
    })),
    ...(nearest.length === 0 ? [{ title: `Remove \`${word}\``, edits: [{ span: whole, text: "" }] }] : []),
  ],
});

/** The value that is glued to a mistyped option belongs to the option that was meant. */
function withValue(name: string, word: string): string {
  const value = /\d[\d:x×]*$/.exec(word)?.[0] ?? "";
  return /\d$/.test(name) ? name : name + value;
}
