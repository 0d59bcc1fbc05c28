// `like-rank`: `like=` names a tensor with other axes.

import { formatShape, type Shape } from "../catalogue/shape";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "like-rank": { readonly kind: string; readonly input: Shape; readonly like: Shape };
  }
}

export const likeRank = defineDiagnostic({
  code: "like-rank",
  severity: "error",
  title: "`like=` names a tensor with other axes",
  message: ({ kind, input, like }) =>
    `\`${kind}\` cannot make ${formatShape(input)} like ${formatShape(like)}: they have different numbers of spatial axes.`,
  page: [
    "`like=` takes the height and width of another tensor, so that tensor needs the same spatial axes: a label from before `flatten` or a global pool.",
  ],
  example: "picture: input 64x64x32\nflat: flatten\nfrom picture\nresize like=flat",
  repaired: "picture: input 64x64x32\nsmall: maxpool 2\nfrom picture\nresize like=small",
});
