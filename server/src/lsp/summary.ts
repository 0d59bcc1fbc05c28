// The summary of a file that the editor shows: what `cnn summary` prints as Markdown, in the editor's order of sizes.

import type { ShapeStyle } from "../catalogue/shape";
import { markdownOf } from "../exports/markdown";
import type { Program } from "../workspace/program";
import { fileName } from "./totals";

export function summaryOf(program: Program, shapeStyle: ShapeStyle): string {
  const file = fileName(program.uri);
  const naming = { file, network: file, fileOf: fileName };
  return markdownOf(program, naming, { columns: ["shape", "params", "macs", "memory"], shapeStyle });
}
