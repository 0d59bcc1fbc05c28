// `unknown-name`: a name that stands for nothing here.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unknown-name": { readonly name: string; readonly nearest: readonly string[] };
  }
}

export const unknownName = defineDiagnostic({
  code: "unknown-name",
  severity: "error",
  title: "A name that stands for nothing here",
  message: ({ name, nearest }) => {
    if (name === "in")
      return "`in` is the tensor that a block, branch list or repeat started from, and there is none here: name the tensor with a label instead.";
    if (nearest.length > 0)
      return `Nothing is called \`${name}\` here. Did you mean ${nearest.map((other) => `\`${other}\``).join(" or ")}?`;
    return `Nothing is called \`${name}\` here: define it above with \`let ${name} = …\` or a label \`${name}: …\`.`;
  },
  page: [
    "Names come from `let`, from labels (`left: conv 64 3x3`), from the parameters of a block and from `repeat … as i`. `let`s and labels are known from their line on; those of a body end with it. A block sees the `let`s of its file, not its labels.",
  ],
  example: "let width = 16\ninput 8x8x1\nconv (widht*2) 3x3",
  repaired: "let width = 16\ninput 8x8x1\nconv (width*2) 3x3",
  fixes: ({ nearest }, { span }) =>
    nearest.map((name) => ({ title: `Write \`${name}\``, edits: [{ span, text: name }] })),
});
