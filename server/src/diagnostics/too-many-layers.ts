// `too-many-layers`: a network too large to count.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "too-many-layers": { readonly limit: number; readonly different?: "repetitions" | "layers" };
  }
}

export const tooManyLayers = defineDiagnostic({
  code: "too-many-layers",
  severity: "error",
  title: "More layers than can be counted",
  message: ({ limit, different }) => {
    if (different === undefined)
      return `This comes to more than ${grouped(limit)} executed layers, the most that are counted: use fewer repetitions.`;
    return different === "repetitions"
      ? `More than ${grouped(limit)} repetitions differ from each other here, the most that are looked at: use fewer, or make them alike.`
      : `The repetitions, calls and reuses of this file come to more than ${grouped(limit)} layers, the most that are looked at: use fewer, or such that keep the shape, or are called alike, which count once.`;
  },
  page: [
    "Blocks and repeats are counted, not unrolled, so a million repetitions are no trouble. Past a thousand million executed layers, ten thousand repetitions that all differ, or thirty thousand layers in all repetitions, calls and reuses together (one that keeps the shape counts once, and so do equal calls), a network is refused at once rather than counted slowly.",
  ],
  example: "input 8x8x4\nrelu x=1000000000000",
  repaired: "input 8x8x4\nrelu x=1000",
});
