// How the hints of neighbouring lines are aligned, so that a file reads like a summary table.

/** The label column begins at a multiple of this, so that typing rarely moves it. */
const STEP = 8;
/** Lines that are this much longer than the next shorter one of their group stand apart. */
const APART = 32;
const GAP = 3;
/** As editors show a tab in a `.cnn` file. */
const TAB = 2;

/** A row as it was shown. */
interface Shown {
  readonly width: number;
  readonly layout: Layout;
  readonly text: string;
}

/** The texts of a line's hint, each a column; "" where it has none. */
export class Row {
  /** Most lines of a screen are shown again as they last were, or as before that: what is typed is deleted again. */
  private last: Shown | null = null;
  private before: Shown | null = null;

  constructor(
    readonly shape: string,
    /** Right-aligned. */
    readonly counts: readonly string[],
  ) {}

  /** The row in its columns, behind a line that is so wide. */
  aligned(width: number, layout: Layout): string {
    if (isSame(this.last, width, layout)) return this.last.text;
    const shown = isSame(this.before, width, layout)
      ? this.before
      : { width, layout, text: aligned(this, width, layout) };
    this.before = this.last;
    this.last = shown;
    return shown.text;
  }
}

function isSame(shown: Shown | null, width: number, layout: Layout): shown is Shown {
  return shown !== null && shown.width === width && sameLayout(shown.layout, layout);
}

/** A row by itself. */
export function simple({ shape, counts }: Row): string {
  const cells = [shape, ...counts].filter((text) => text !== "");
  return cells.length === 0 ? "" : `  ${cells.join(" ".repeat(GAP))}`;
}

/** Where the columns of neighbouring lines stand. */
export interface Layout {
  /** Where labels begin. */
  readonly column: number;
  readonly shape: number;
  readonly counts: readonly number[];
}

function sameLayout(a: Layout, b: Layout): boolean {
  if (a.column !== b.column || a.shape !== b.shape || a.counts.length !== b.counts.length) return false;
  for (let index = 0; index < a.counts.length; index++) if (a.counts[index] !== b.counts[index]) return false;
  return true;
}

/** The columns of rows behind lines with these texts, which are so wide. */
export function columnsOf(rows: readonly Row[], texts: readonly string[], widths: readonly number[]): Layout {
  const counts: number[] = [];
  let shape = 0;
  for (let line = 0; line < rows.length; line++) {
    const row = rows[line]!;
    if (row.shape.length > shape) shape = row.shape.length;
    for (let index = 0; index < row.counts.length; index++) {
      const { length } = row.counts[index]!;
      if (index === counts.length) counts.push(length);
      else if (length > counts[index]!) counts[index] = length;
    }
  }
  return { column: columnPast(longestOf(texts, widths)), shape, counts };
}

/** The width of the longest line that does not stand apart. */
function longestOf(texts: readonly string[], widths: readonly number[]): number {
  // Lines that only close something are short everywhere; what they close says how long lines are.
  const telling: number[] = [];
  for (let line = 0; line < texts.length; line++) if (!closes(texts[line]!)) telling.push(widths[line]!);
  const all = telling.length > 0 ? telling : widths;
  let widest = 0;
  for (const width of all) if (width > widest) widest = width;
  // How many lines are so wide: counted instead of sorted, as this is done at every key.
  const lines = new Uint16Array(widest + 1);
  for (const width of all) lines[width]!++;
  let longest = 0;
  let narrower = 0;
  for (let width = 0; width <= widest; width++) {
    if (lines[width] === 0) continue;
    // From the middle line on, up to where the next wider one stands apart.
    if (narrower > all.length >> 1 && width - longest > APART) break;
    longest = width;
    narrower += lines[width]!;
  }
  return longest;
}

function closes(text: string): boolean {
  return text.includes("}") && text.trim() === "}";
}

function aligned(row: Row, width: number, layout: Layout): string {
  const column = width + 2 <= layout.column ? layout.column : columnPast(width);
  let text = row.shape.padEnd(layout.shape);
  for (let index = 0; index < row.counts.length; index++) {
    const gap = text === "" ? "" : " ".repeat(GAP);
    text += gap + row.counts[index]!.padStart(layout.counts[index]!);
  }
  text = text.trimEnd();
  return text === "" ? "" : " ".repeat(column - width) + text;
}

function columnPast(width: number): number {
  return Math.ceil((width + 2) / STEP) * STEP;
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (!text.includes("\t")) return text.length;
  let width = 0;
  for (const character of text) width += character === "\t" ? TAB - (width % TAB) : 1;
  return width;
}
