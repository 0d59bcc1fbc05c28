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

/** What the texts of a line depend on beside what it gives; lines that are asked for together share one. */
interface Circumstances {
  readonly settings: EditorSettings;
  readonly dtype: string;
  readonly batch: number;
}

class MadeRow extends Row {
  constructor(
    shape: string,
    counts: readonly string[],
    readonly circumstances: Circumstances,
  ) {
    super(shape, counts);
  }
}

/** The last ones that a row was made for. */
let latest: Circumstances | null = null;

function circumstancesOf(program: Program, settings: EditorSettings): Circumstances {
  const { dtype, batch } = program.header;
  if (latest === null || !holdIn(latest, program, settings)) latest = { settings, dtype, batch };
  return latest;
}

function holdIn(known: Circumstances, { header }: Program, settings: EditorSettings): boolean {
  return known.settings === settings && known.dtype === header.dtype && known.batch === header.batch;
}

/** The texts of a line. Most lines of a screen are what they were at the last request: theirs are kept. */
export function rowOf(result: LineResult, program: Program, settings: EditorSettings): Row {
  const known = result.row as MadeRow | null;
  if (known && holdIn(known.circumstances, program, settings)) return known;
  const made = makeRow(result, program, circumstancesOf(program, settings));
  result.row = made;
  return made;
}

function makeRow(result: LineResult, program: Program, circumstances: Circumstances): MadeRow {
  const { inlayHints, shapeStyle } = circumstances.settings;
  const { network, totals, parts } = result;
  const computes = parts.length === 0 || parts.some((part) => !PASSIVE.has(part.type));
  const sum = network?.run.totals;
  // The line above a network names what its `input` line has in the columns: the sums of them.
  const parameters = sum ? `Σ ${parametersText(sum)}` : computes ? parametersText(totals) : "";
  const counts = inlayHints.parameters ? [parameters] : [];
  if (inlayHints.macs) counts.push(sum ? `Σ ${macs(sum)}` : computes ? macs(totals) : "");
  if (inlayHints.memory) counts.push(memory(result, program));
  const shape = inlayHints.shapes ? `→ ${formatShape(result.shape, shapeStyle)}` : "";
  return new MadeRow(shape, counts, circumstances);
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
