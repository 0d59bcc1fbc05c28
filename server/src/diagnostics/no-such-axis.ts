// `no-such-axis`: an axis that the tensor does not have.

import { axisNames } from "../catalogue/axes";
import { formatShape, type Shape } from "../catalogue/shape";
import { listed } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "no-such-axis": { readonly kind: string; readonly axis: string; readonly input: Shape };
  }
}

export const noSuchAxis = defineDiagnostic({
  code: "no-such-axis",
  severity: "error",
  title: "An axis that the tensor does not have",
  message: ({ kind, axis, input }) =>
    `\`${kind}\` has \`axis=${axis}\`, but ${formatShape(input)} has no ${axis}: its axes are ${listed(axisNames(input))}.`,
  page: [
    "A picture has height, width and channels; a sequence or a signal length and channels; a volume depth, height, width and channels; a flat vector only channels.",
  ],
  example: "input 16000x8\nslice to=100 axis=height",
  repaired: "input 16000x8\nslice to=100 axis=length",
  fixes: ({ input }, { layer }) =>
    layer === null
      ? []
      : axisNames(input).flatMap((name) => {
          const { output, codes } = layer.probe({ axis: name });
          return codes.size > 0 || output === null
            ? []
            : [
                {
                  title: `\`axis=${name}\`: ${formatShape(output)}`,
                  edits: [layer.write("axis", `axis=${name}`)],
                },
              ];
        }),
});
