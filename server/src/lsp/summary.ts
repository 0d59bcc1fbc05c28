// The summary of a file as Markdown: a table a network, a row a line.

import { formatShape, type ShapeStyle } from "../catalogue/shape";
import { parametersText, withNoun } from "../features/counts";
import { lineResults } from "../features/line-results";
import { FIRST_USES } from "../features/uses";
import type { Program } from "../workspace/program";
import { fileName } from "./totals";

export function summaryOf(program: Program, style: ShapeStyle): string {
  const { lines } = program.document;
  const results = lineResults(program, { from: 0, to: lines.length - 1 }, FIRST_USES);
  const rows = [...results.values()]
    .sort((a, b) => a.line - b.line)
    .map(({ line, shape, totals }) => {
      const text = lines[line]!.text.trim().replaceAll("|", "\\|");
      return `| \`${text}\` | ${formatShape(shape, style)} | ${parametersText(totals)} |`;
    });
  const sums = program.networks.map(
    ({ name, run }) => `**${name ?? fileName(program.uri)}**: ${withNoun(run.totals)}`,
  );
  return [
    `# ${fileName(program.uri)}`,
    "",
    "| Layer | Output | Parameters |",
    "|:--|--:|--:|",
    ...rows,
    "",
    ...sums,
    "",
  ].join("\n");
}
