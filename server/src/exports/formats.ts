// The formats of `cnn summary` and `cnn diff`, by name; the first of each is what is printed unless another is asked for.

import type { Program } from "../workspace/program";
import type { Comparison } from "./comparison";
import { comparisonMarkdown, comparisonText } from "./comparison-text";
import { csvHeader, csvOf } from "./csv";
import { markdownOf } from "./markdown";
import { chosenOf, type Naming, reportOf } from "./report";
import { type Style, type TableOptions, tablesOf } from "./table";

export interface SummaryFormat {
  /** What stands before the first file. */
  readonly head?: (look: TableOptions) => string;
  /** What stands between two files. */
  readonly between?: string;
  readonly file: (program: Program, naming: Naming, look: TableOptions) => string;
  /** Whether the problems stand in it, so that nobody else needs to tell them. */
  readonly tellsProblems?: true;
}

export const SUMMARY_FORMATS = {
  text: { between: "\n", file: tablesOf },
  json: {
    file: (program, naming, { columns }) =>
      `${JSON.stringify(chosenOf(reportOf(program, naming), columns))}\n`,
    tellsProblems: true,
  },
  markdown: { between: "\n", file: markdownOf },
  csv: {
    head: ({ columns }) => csvHeader(columns),
    file: (program, naming, { columns }) => csvOf(reportOf(program, naming), columns),
  },
} as const satisfies Record<string, SummaryFormat>;

export type SummaryFormatName = keyof typeof SUMMARY_FORMATS;

type ComparisonFormat = (comparison: Comparison, style: Style) => string;

export const COMPARISON_FORMATS = {
  text: comparisonText,
  markdown: comparisonMarkdown,
  json: (comparison) => `${JSON.stringify(comparison)}\n`,
} as const satisfies Record<string, ComparisonFormat>;

export type ComparisonFormatName = keyof typeof COMPARISON_FORMATS;
