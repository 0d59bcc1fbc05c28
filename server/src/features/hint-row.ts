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

/** A row, and what it was made for. */
class MadeRow extends Row {
  constructor(
    shape: string,
    counts: readonly string[],
    readonly settings: EditorSettings,
    readonly dtype: string,
    readonly batch: number,
  ) {
    super(shape, counts);
  }
}

/** The texts of a line. Most lines of a screen are what they were at the last request: theirs are kept. */
export function rowOf(result: LineResult, program: Program, settings: EditorSettings): Row {
  const known = result.row as MadeRow | null;
  const { dtype, batch } = program.header;
  if (known && known.settings === settings && known.dtype === dtype && known.batch === batch) return known;
  const made = makeRow(result, program, settings);
  result.row = made;
  return made;
}

function makeRow(result: LineResult, program: Program, settings: EditorSettings): MadeRow {
  const { inlayHints, shapeStyle } = settings;
  const { network, totals, parts } = result;
  const computes = parts.length === 0 || parts.some((part) => !PASSIVE.has(part.type));
  const sum = network?.run.totals;
  // The line above a network names what its `input` line has in the columns: the sums of them.
  const parameters = sum ? `Σ ${parametersText(sum)}` : computes ? parametersText(totals) : "";
  const counts = inlayHints.parameters ? [parameters] : [];
  if (inlayHints.macs) counts.push(sum ? `Σ ${macs(sum)}` : computes ? macs(totals) : "");
  if (inlayHints.memory) counts.push(memory(result, program));
  const shape = inlayHints.shapes ? `→ ${formatShape(result.shape, shapeStyle)}` : "";
  const { dtype, batch } = program.header;
  return new MadeRow(shape, counts, settings, dtype, batch);
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
