// What the hover of a layer says of its receptive field.

import type { LayerPart } from "../analysis/run";
import { fieldSentences } from "../exports/receptive-fields";
import { costsOf } from "../workspace/costs";
import type { Program } from "../workspace/program";

/** Walking more layers than these would be felt under the cursor. */
const MOST_WALKED = 20_000;

/**
 * The field of a layer whose statement begins on a line of the file, where it first runs; "" where it sees everything, or
 * that is not known. Equal lines have one part.
 */
export function fieldText(part: LayerPart, line: number, program: Program): string {
  const { span } = part.word;
  for (const network of program.networks) {
    if (network.run.totals.layers > MOST_WALKED) continue;
    const costs = costsOf(program, network);
    if (!costs.measured) continue;
    const instance = costs.graph.instances.find(
      (each) =>
        each.part === part &&
        each.line === line + span.line &&
        each.column === span.start &&
        (each.block === null || each.block.file === program.uri),
    );
    if (instance) return fieldSentences(instance, costs).join(" ");
  }
  return "";
}
