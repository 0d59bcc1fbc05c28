// What the hover of a layer says of its receptive field.

import type { LayerPart } from "../analysis/run";
import { fieldSentences } from "../exports/receptive-fields";
import { costsOf } from "../workspace/costs";
import type { Program } from "../workspace/program";

/** Walking more layers than these would be felt under the cursor. */
const MOST_WALKED = 20_000;

/** The field of a layer where it first runs; "" where it sees everything, or that is not known. */
export function fieldText(part: LayerPart, program: Program): string {
  for (const network of program.networks) {
    if (network.run.totals.layers > MOST_WALKED) continue;
    const costs = costsOf(program, network);
    const instance = costs.graph.instances.find((each) => each.part === part);
    if (instance) return fieldSentences(instance, costs).join(" ");
  }
  return "";
}
