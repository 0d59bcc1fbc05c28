// `size-or-like`: a layer that takes a size or `like=`, and has both or neither.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "size-or-like": {
      readonly kind: string;
      /** The parameter that says the size. */
      readonly argument: string;
      readonly both: boolean;
    };
  }
}

const SAMPLE: Readonly<Record<string, string>> = { crop: "crop 2", pad: "pad 2", resize: "resize 56x56" };

export const sizeOrLike = defineDiagnostic({
  code: "size-or-like",
  severity: "error",
  title: "A size or `like=` is needed, not both",
  message: ({ kind, both }) =>
    both
      ? `\`${kind}\` has a size and \`like=\`: keep one of them.`
      : `\`${kind}\` does not say what size it gives: write \`${SAMPLE[kind] ?? kind}\`, or \`${kind} like=LABEL\`.`,
  page: [
    "`crop`, `pad` and `resize` take numbers (`crop 2`, `pad 1:2`, `resize 56x56`), or the label of a tensor whose height and width they give (`crop like=left`).",
  ],
  example: "left: input 64x64x32\nmaxpool 2\nresize 32x32 like=left",
  repaired: "left: input 64x64x32\nmaxpool 2\nresize like=left",
  fixes: ({ argument, both }, { layer }) =>
    both && layer !== null
      ? [argument, "like"].map((name) => ({
          title: `Leave out ${name === "like" ? "`like=`" : "the numbers"}`,
          edits: [layer.remove(name)],
        }))
      : [],
});
