// How the hints of neighbouring lines are aligned, so that a file reads like a summary table.

/** The label column begins at a multiple of this, so that typing rarely moves it. */
const STEP = 8;
/** Lines that are this much longer than the next shorter one of their group stand apart. */
const APART = 32;
const GAP = 3;
/** As editors show a tab in a `.cnn` file. */
const TAB = 2;
/** Editors would collapse plain spaces, or break at them. */
const SPACE = "\u00a0";

/** The texts of a line's hint, each a column; "" where it has none. */
export interface Row {
  readonly shape: string;
  /** Right-aligned. */
  readonly counts: readonly string[];
}

/** A row by itself. */
export function simple({ shape, counts }: Row): string {
  const cells = [shape, ...counts].filter((text) => text !== "");
  return cells.length === 0 ? "" : SPACE.repeat(2) + cells.join(SPACE.repeat(GAP));
}

/** Where the columns of neighbouring lines stand. */
export interface Layout {
  /** Where labels begin. */
  readonly column: number;
  readonly shape: number;
  readonly counts: readonly number[];
}

/** The columns of rows behind lines with these texts. */
export function columnsOf(rows: readonly Row[], texts: readonly string[]): Layout {
  // Lines that only close something are short everywhere; what they close says how long lines are.
  const telling = texts.filter((text) => text.trim() !== "}");
  const widths = (telling.length > 0 ? telling : texts).map(widthOf).sort((a, b) => a - b);
  const middle = widths.length >> 1;
  let longest = widths[middle] ?? 0;
  for (const width of widths.slice(middle)) {
    if (width - longest > APART) break;
    longest = width;
  }
  const counts: number[] = [];
  let shape = 0;
  for (const row of rows) {
    shape = Math.max(shape, row.shape.length);
    for (const [index, text] of row.counts.entries())
      counts[index] = Math.max(counts[index] ?? 0, text.length);
  }
  return { column: columnPast(longest), shape, counts };
}

/** A row in its columns, behind a line. */
export function aligned(row: Row, line: string, layout: Layout): string {
  const width = widthOf(line);
  const column = width + 2 <= layout.column ? layout.column : columnPast(width);
  let text = row.shape.padEnd(layout.shape, SPACE);
  for (const [index, count] of row.counts.entries()) {
    const gap = text === "" ? "" : SPACE.repeat(GAP);
    text += gap + count.padStart(layout.counts[index]!, SPACE);
  }
  text = text.trimEnd();
  return text === "" ? "" : SPACE.repeat(column - width) + text;
}

function columnPast(width: number): number {
  return Math.ceil((width + 2) / STEP) * STEP;
}

/** A text with spaces that editors neither collapse nor break at. */
export function spaced(text: string): string {
  return text.replaceAll(" ", SPACE);
}

function widthOf(text: string): number {
  if (!text.includes("\t")) return text.length;
  let width = 0;
  for (const character of text) width += character === "\t" ? TAB - (width % TAB) : 1;
  return width;
}
