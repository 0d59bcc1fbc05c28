// `prelu`: a ReLU whose negative slope is learned.

import type { Size } from "../../base/whole";
import type { Framework } from "../framework";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, choice } from "../parameter";
import { elementsOf, sizesOf } from "../shape";
import { term, unknownAxes } from "../wording";

type Sharing = "shared" | "channels" | "elements";

const signature = {
  slopes: choice({
    optional: true,
    words: { shared: "shared", channels: "channels", elements: "elements" },
    doc: "One slope for all, one a channel, or one an element. Unless said: `shared` in PyTorch, `elements` in Keras, else `channels`.",
  }),
};

type PreluSite = Site<ArgumentsOf<typeof signature>>;

function sharingOf(site: PreluSite): Sharing {
  return (site.args.slopes as Sharing | undefined) ?? defaultSharing(site.framework);
}

function defaultSharing(framework: Framework | null): Sharing {
  return framework === "pytorch" ? "shared" : framework === "keras" ? "elements" : "channels";
}

function slopesOf(site: PreluSite, sharing: Sharing): Size {
  return sharing === "shared" ? 1 : sharing === "channels" ? site.input.channels : elementsOf(site.input);
}

export const prelu = defineLayer({
  kind: "prelu",
  aliases: ["parametric_relu"],
  family: "activation",
  summary: "A ReLU that learns the slope of negative numbers.",
  notes: [
    "PyTorch's `PReLU()` has one slope for the whole layer, that of Keras one for every element, and the paper one for every channel, which is what holds without a framework.",
  ],
  signature,
  trails: true,
  formula: "1, C or n: `shared`, `channels` or `elements`",
  example:
    "input 32x32x3\nconv 64 3x3     # → 30×30×64   1,792\nprelu channels  # → 30×30×64      64\nprelu elements  # → 30×30×64  57,600",
  check(site) {
    if (sharingOf(site) !== "elements") return;
    const unknown = unknownAxes(site.input);
    if (unknown.length > 0) site.report("unknown-size", null, { kind: "prelu elements", axes: unknown });
    if (site.framework === "pytorch" && site.input.spatial.length > 0)
      site.report("prelu-elements", "slopes", { channels: site.input.channels });
  },
  shape: ({ input }) => input,
  weights: (site) => ({ slope: { count: slopesOf(site, sharingOf(site)), role: "weight" } }),
  elementwise: (_, output) => elementsOf(output),
  working(site) {
    const sharing = sharingOf(site);
    if (sharing === "elements") return sizesOf(site.input).map(term).join("·");
    return term(slopesOf(site, sharing));
  },
  remarks(site) {
    if (site.given("slopes")) return [];
    const [shared, channels, elements] = (["shared", "channels", "elements"] as const).map((sharing) =>
      term(slopesOf(site, sharing)),
    );
    return [
      `Unless said, PyTorch has one slope for all (${shared}), Keras one for every element (${elements}); one a channel would be ${channels}.`,
    ];
  },
});
