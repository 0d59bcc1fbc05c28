// `cnn sweep`: the costs of a file for other values of its `let`s, a row a combination.

import { nearestNames } from "../base/nearest";
import { grouped } from "../base/whole";
import { COLUMNS, columnsNamed } from "../exports/columns";
import {
  SWEEP_COLUMNS,
  type SweepRow,
  sweepCsv,
  sweepJson,
  sweepMarkdown,
  sweepRows,
  sweepText,
} from "../exports/sweep";
import type { Expression } from "../syntax/ast";
import { readDocument } from "../syntax/document";
import { letNames, readLetValue, withLets } from "../workspace/lets";
import { type Options, quoted } from "./arguments";
import { readSource, type Source } from "./files";
import { load } from "./load";
import { complain, print } from "./output";
import { settingsOf } from "./settings";

/** More combinations than anybody reads. */
const MOST_COMBINATIONS = 1000;

/** `width=16,32,64`: a name with its values. */
interface Axis {
  readonly name: string;
  readonly values: readonly { readonly text: string; readonly expression: Expression }[];
}

/** Prints a table; 1 where a combination has errors, 2 for a name or value that makes no sense. */
export function sweep([file, ...words]: readonly string[], options: Options): number {
  const list = options.get("columns");
  const columns = list === undefined ? SWEEP_COLUMNS : columnsNamed(list);
  if (columns === null) return refused(`--columns takes a list of ${Object.keys(COLUMNS).join(", ")}`);
  const source = readSource(file ?? "-");
  if (source.type === "fault") return refused(source.message);
  const axes = readAxes(words, letNames(readDocument(source.text)));
  if (typeof axes === "string") return refused(axes);
  const rows = rowsOf(source, axes, options);
  const names = axes.map(({ name }) => name);
  const format = options.get("format") ?? "text";
  if (format === "json") print(sweepJson(source.name, rows, columns));
  else if (format === "csv") print(sweepCsv(rows, names, columns));
  else if (format === "markdown") print(sweepMarkdown(rows, names, columns));
  else print(sweepText(rows, names, columns));
  return rows.some((row) => row.error !== null) ? 1 : 0;
}

function refused(message: string): number {
  complain(message);
  return 2;
}

/** The axes, or what is wrong with them. */
function readAxes(words: readonly string[], known: readonly string[]): Axis[] | string {
  const axes: Axis[] = [];
  let combinations = 1;
  for (const word of words) {
    const [, name, list] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || list === undefined)
      return `${quoted(word)} is not a name with values, such as width=16,32`;
    if (!known.includes(name)) return unknownName(name, known);
    if (axes.some((axis) => axis.name === name)) return `${quoted(name)} is given twice`;
    const values: Axis["values"][number][] = [];
    for (const text of partsOf(list)) {
      const expression = readLetValue(text);
      if (expression === null) return `${quoted(text)} is not a value that \`let ${name}\` can have`;
      values.push({ text, expression });
    }
    axes.push({ name, values });
    combinations *= values.length;
    if (combinations > MOST_COMBINATIONS)
      return `these are over ${grouped(MOST_COMBINATIONS)} combinations, the most that are tried`;
  }
  return axes.length > 0 ? axes : "`sweep` needs a name with values, such as width=16,32";
}

function unknownName(name: string, known: readonly string[]): string {
  if (known.length === 0) return `the file has no \`let\` that ${quoted(name)} could mean`;
  const [nearest] = nearestNames(name, known, 1);
  const hint = nearest ? `did you mean \`${nearest}\`?` : `it has ${known.map(quoted).join(", ")}`;
  return `the file has no \`let ${name}\`: ${hint}`;
}

/** Split at the commas that stand in no parentheses. */
function partsOf(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of list) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

function rowsOf(
  source: Extract<Source, { type: "text" }>,
  axes: readonly Axis[],
  options: Options,
): SweepRow[] {
  const settings = settingsOf(options);
  return product(axes).flatMap((combination) => {
    const lets = new Map(combination.map(({ name, value }) => [name, value.expression]));
    const { program, naming } = load(source, settings, (document) => withLets(document, lets));
    const values = Object.fromEntries(combination.map(({ name, value }) => [name, value.text]));
    return sweepRows(program, naming, values);
  });
}

type Chosen = { readonly name: string; readonly value: Axis["values"][number] };

/** Every combination, the last name fastest. */
function product(axes: readonly Axis[]): Chosen[][] {
  return axes.reduce<Chosen[][]>(
    (combinations, { name, values }) =>
      combinations.flatMap((before) => values.map((value) => [...before, { name, value }])),
    [[]],
  );
}
