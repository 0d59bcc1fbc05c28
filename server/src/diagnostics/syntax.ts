// `syntax`: text that is no statement. The words are ours, not the parser generator's.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    syntax: {
      /** The text at fault; empty at the end of a line. */
      readonly found: string;
      /** What could stand there, where one thing is most likely; else empty. */
      readonly expected: string;
      readonly reason:
        | "unexpected"
        | "reserved"
        | "unfinished"
        | "unfinished-size"
        | "unclosed-text"
        | "stray-character"
        | "needs-space"
        | "stray-brace"
        | "unclosed-brace"
        | "before-branches";
    };
  }
}

export const syntax = defineDiagnostic({
  code: "syntax",
  severity: "error",
  title: "Text that is no statement",
  message: ({ found, expected, reason }) => {
    switch (reason) {
      case "unclosed-text":
        return 'This text in quotes has no end: add a closing `"`.';
      case "stray-character":
        return `\`${found}\` has no meaning here: remove it.`;
      case "needs-space":
        return `\`${found}\` cannot be read as one word: put ${expected}.`;
      case "unfinished-size":
        return `\`${found}\` ends where ${expected} should follow.`;
      case "stray-brace":
        return found === "|"
          ? "`|` separates branches and stands inside `{ … }` only: remove it, or open a body such as `add {` before it."
          : "This `}` closes nothing: remove it, or add the `{` that it should close.";
      case "unclosed-brace":
        return "This `{` is never closed: add a `}` where its body ends.";
      case "before-branches":
        return "This stands before the first `|` and so belongs to no branch: put a `|` before it.";
      case "reserved":
        return `\`${found}\` is a word of the language and cannot stand here as a name: choose another.`;
      case "unfinished":
        return expected
          ? `The line ends where ${expected} should follow.`
          : "The line ends too early: something should follow here.";
      case "unexpected":
        return expected
          ? `\`${found}\` cannot stand here: ${expected} should.`
          : `\`${found}\` cannot stand here: remove it, or finish what stands before it.`;
    }
  },
  page: [
    "A `.cnn` file holds a statement a line: a layer with its arguments (`conv 64 3x3 stride2`), several joined by `->`, or a definition such as `let`, `block` or `import`.",
    "A line that cannot be read hurts no other line: what can be read of it keeps its meaning, and every other line keeps its results.",
  ],
  example: "input 28x28x1\nconv 32 5x5 stride=",
  repaired: "input 28x28x1\nconv 32 5x5 stride=2",
  fixes: ({ reason, found }, { span, text }) => {
    if (reason === "stray-brace" || reason === "stray-character") {
      return [{ title: `Remove \`${text}\``, edits: [{ span, text: "" }] }];
    }
    if (reason !== "needs-space") return [];
    const size = found.toLowerCase();
    if (/^\d+(x\d+)+$/.test(size)) return [{ title: `Write \`${size}\``, edits: [{ span, text: size }] }];
    const parts = /^([\d.:x×@?_]+)([A-Za-z_].*)$/.exec(found);
    if (!parts) return [];
    const apart = `${parts[1]} ${parts[2]}`;
    return [{ title: `Write \`${apart}\``, edits: [{ span, text: apart }] }];
  },
});
