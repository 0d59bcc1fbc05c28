// A network as a graph of its layers, each with its place in the files of the program.

import { graphOf as expand, type Graph } from "../analysis/instances";
import { baseOf, lineOf } from "./places";
import type { Network, Program } from "./program";

/** The graph of a network, with places in the files of the program. */
export function graphOf(program: Program, network: Network, limit?: number): Graph {
  return expand(
    network.run,
    { base: baseOf(program, network), lineOf: (block) => lineOf(program, block) },
    limit,
  );
}
