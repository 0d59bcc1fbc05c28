// What the hint of a line says: the texts of its columns.

import { DTYPES } from "../analysis/directives";
import type { Totals } from "../analysis/totals";
import { formatBytes, quantity } from "../base/amount";
import { elementsOf, formatShape } from "../catalogue/shape";
import type { Program } from "../workspace/program";
import { parametersText } from "./counts";
import { Row } from "./hint-columns";
import type { LineResult } from "./line-results";
import type { EditorSettings } from "./settings";

/** The row that was last made of a result, and what for. */
interface Made {
  readonly settings: EditorSettings;
  readonly dtype: string;
  readonly batch: number;
  readonly row: Row;
}

/** The texts of a line. Most lines of a screen are what they were at the last request: theirs are kept. */
export function rowOf(result: LineResult, program: Program, settings: EditorSettings): Row {
  const known = result.row as Made | null;
  const { dtype, batch } = program.header;
  if (known && known.settings === settings && known.dtype === dtype && known.batch === batch)
    return known.row;
  const made: Made = { settings, dtype, batch, row: makeRow(result, program, settings) };
  result.row = made;
  return made.row;
}

function makeRow(result: LineResult, program: Program, { inlayHints, shapeStyle }: EditorSettings): Row {
  const counts: string[] = [];
  const { network, totals } = result;
  const computes = result.parts.length === 0 || result.parts.some((part) => !PASSIVE.has(part.type));
  const sum = network?.run.totals;
  // The line above a network names what its `input` line has in the columns: the sums of them.
  if (inlayHints.parameters)
    counts.push(sum ? `Σ ${parametersText(sum)}` : computes ? parametersText(totals) : "");
  if (inlayHints.macs) counts.push(sum ? `Σ ${macs(sum)}` : computes ? macs(totals) : "");
  if (inlayHints.memory) counts.push(memory(result, program));
  const shape = inlayHints.shapes ? `→ ${formatShape(result.shape, shapeStyle)}` : "";
  return new Row(shape, counts);
}

const PASSIVE: ReadonlySet<string> = new Set(["input", "select", "output"]);

function macs(totals: Totals): string {
  if (totals.unknownMacs === 0) return totals.macs === 0 ? "0" : `${quantity(totals.macs)} MACs`;
  return totals.macs === 0 ? "?" : `≥ ${quantity(totals.macs)} MACs`;
}

function memory({ shape }: LineResult, { header }: Program): string {
  const elements = shape && elementsOf(shape);
  return elements === null ? "?" : formatBytes(elements * (DTYPES[header.dtype] ?? 4) * header.batch);
}
