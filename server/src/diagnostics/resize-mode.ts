// `resize-mode`: an interpolation that the framework lacks for a map of this rank.

import { type Framework, frameworkName } from "../catalogue/framework";
import { listed } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "resize-mode": {
      readonly framework: Framework;
      readonly mode: string;
      readonly rank: number;
      readonly allowed: readonly string[];
    };
  }
}

const code = (word: string) => `\`${word}\``;

export const resizeMode = defineDiagnostic({
  code: "resize-mode",
  severity: "error",
  title: "An interpolation that the framework lacks here",
  message: ({ framework, mode, rank, allowed }) =>
    `${frameworkName(framework)} has no \`${mode}\` for maps with ${rank} spatial ${rank === 1 ? "axis" : "axes"}: use ${listed(allowed.map(code), "or")}.`,
  page: [
    "PyTorch names its interpolations by the number of spatial axes: `linear` for one, `bilinear` and `bicubic` for two, `trilinear` for three; `nearest` and `area` go with any. Keras has interpolations other than `nearest` for pictures only.",
  ],
  example: "framework pytorch\ninput 100x8\nupsample 2 bilinear",
  repaired: "framework pytorch\ninput 100x8\nupsample 2 linear",
  fixes({ allowed, mode }, { layer }) {
    if (layer === null) return [];
    const linear = allowed.filter((name) => name.endsWith("linear"));
    const order = [...(mode === "nearest" ? [] : linear), "nearest"];
    return order.map((name) => ({
      title: `\`${name}\`: ${name === "nearest" ? "every number repeated" : "linear along every axis"}`,
      edits: [layer.write("mode", name)],
    }));
  },
});
