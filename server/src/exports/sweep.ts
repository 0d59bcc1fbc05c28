// A file with other values of its `let`s, one row a combination: how its costs follow from its width, depth, size.

import { missOf } from "../analysis/checks";
import { macsOf, parametersOf } from "../analysis/totals";
import { formatBytes } from "../base/amount";
import { forLog, inLine } from "../base/line";
import { grouped, type Size } from "../base/whole";
import { formatShape } from "../catalogue/shape";
import { costsOf, peakBytes } from "../workspace/costs";
import { baseOf } from "../workspace/places";
import { problemsOf } from "../workspace/problems";
import type { Network, Program } from "../workspace/program";
import { sharedChecks } from "../workspace/shared-checks";
import { oneLine } from "./checks/checked";
import { COLUMNS, type ColumnName } from "./columns";
import { aligned } from "./comparison-text";
import { csvLine } from "./csv";
import { escaped } from "./markdown";
import { receptiveFieldText } from "./receptive-fields";
import { hasParts, type Naming, nameOf, type ShapeJson, shapeJson } from "./report";

/** One combination of values, and a network with them. */
export interface SweepRow {
  /** As they were given, by the names of the `let`s. */
  readonly values: Readonly<Record<string, string>>;
  readonly network: string;
  readonly output: ShapeJson;
  readonly params: Size;
  readonly macs: Size;
  readonly peakActivationBytes: Size;
  /** Of the output; null where it sees everything. */
  readonly receptiveField: readonly Size[] | null;
  /** The first error; null where there is none. */
  readonly error: string | null;
  /** The budgets and expectations that do not hold. */
  readonly fails: readonly string[];
  readonly cells: Readonly<Record<ColumnName, string>>;
}

export const SWEEP_SCHEMA = 1;
export const SWEEP_COLUMNS: readonly ColumnName[] = ["params", "macs"];

/** The rows of one combination: a network each. */
export function sweepRows(program: Program, naming: Naming, values: SweepRow["values"]): SweepRow[] {
  const error = problemsOf(program).find(({ severity }) => severity === "error")?.message ?? null;
  return program.networks.filter(hasParts).map((network) => {
    const output = network.run.output?.shape ?? null;
    const field = fieldOf(program, network);
    const [params, macs] = [exact(parametersOf(network.run.totals)), exact(macsOf(network.run.totals))];
    const peak = peakBytes(program, network);
    return {
      values,
      network: nameOf(network, naming),
      output: shapeJson(output),
      params,
      macs,
      peakActivationBytes: peak,
      receptiveField: field && field.length > 0 ? field.map((axis) => exact(axis.size)) : null,
      error,
      fails: failsOf(program, network),
      cells: {
        shape: formatShape(output),
        params: params === null ? "?" : grouped(params),
        macs: macs === null ? "?" : grouped(macs),
        memory: peak === null ? "?" : formatBytes(peak),
        rf: receptiveFieldText(field, output !== null),
      },
    };
  });
}

/** What is told of the checks of a network, and of those that stand above it. */
function failsOf(program: Program, network: Network): readonly string[] {
  const { name, statement } = network;
  const from = baseOf(program, network);
  const above = sharedChecks(program).filter(({ check, uses }) => {
    const actual = uses.actual[uses.networks.indexOf(network)] ?? null;
    return check.kind === "budget" && actual !== null && missOf(check, actual) !== 0;
  });
  const over = new Set(above.map(({ check, line }) => `${line + check.span.line} ${check.span.start}`));
  const to = statement ? from + statement.span.endLine : Number.POSITIVE_INFINITY;
  // A budget is told where it stands, and again where it is crossed.
  const messages = new Map<string, string>();
  for (const { fact, message, span } of problemsOf(program)) {
    if (fact.code !== "over-budget" && fact.code !== "expect-failed") continue;
    const told = fact.data.network;
    const own = told === undefined ? span.line >= from && span.line <= to : told === name;
    if (!own && !(told !== undefined && over.has(`${span.line} ${span.start}`))) continue;
    const claim = fact.code === "over-budget" ? fact.data.budget : `${span.line} ${fact.data.expected}`;
    const key = `${fact.code} ${fact.data.what} ${claim}`;
    if (!messages.has(key)) messages.set(key, message);
  }
  return [...messages.values()];
}

function fieldOf(program: Program, network: Network) {
  const { graph, fields } = costsOf(program, network);
  const output = graph.outputs.findLast(({ training }) => !training);
  return output && fields.get(output.tensor);
}

function exact(size: Size): Size {
  return size !== null && Number.isSafeInteger(size) ? size : null;
}

const FIELDS: Readonly<Record<ColumnName, keyof SweepRow>> = {
  shape: "output",
  params: "params",
  macs: "macs",
  memory: "peakActivationBytes",
  rf: "receptiveField",
};

export function sweepJson(file: string, rows: readonly SweepRow[], columns: readonly ColumnName[]): string {
  const list = rows.map((row) => ({
    values: row.values,
    network: row.network,
    ...Object.fromEntries(columns.map((name) => [FIELDS[name], row[FIELDS[name]]])),
    error: row.error,
    fails: row.fails,
  }));
  return `${JSON.stringify({ schema: SWEEP_SCHEMA, file, rows: list })}\n`;
}

export function sweepCsv(
  rows: readonly SweepRow[],
  names: readonly string[],
  columns: readonly ColumnName[],
) {
  const titles = columns.map((name) => CSV_TITLES[name]);
  const lines = rows.map((row) => [
    ...names.map((name) => row.values[name]!),
    row.network,
    ...columns.map((name) => csvValue(row[FIELDS[name]])),
    row.error ?? "",
    row.fails.join(" "),
  ]);
  return [[...names, "network", ...titles, "error", "fails"], ...lines].map(csvLine).join("");
}

const CSV_TITLES: Readonly<Record<ColumnName, string>> = {
  shape: "output",
  params: "params",
  macs: "macs",
  memory: "peak_activation_bytes",
  rf: "receptive_field",
};

function csvValue(value: SweepRow[keyof SweepRow]): string | Size {
  if (Array.isArray(value)) return value.map((size) => size ?? "?").join("x");
  return typeof value === "number" ? value : "";
}

/** Titles and cells; the network's name where there are several, errors and failing checks where there are any. */
function tableOf(rows: readonly SweepRow[], names: readonly string[], columns: readonly ColumnName[]) {
  const several = new Set(rows.map((row) => row.network)).size > 1;
  const faulty = rows.some((row) => row.error !== null);
  const failing = rows.some((row) => row.fails.length > 0);
  const titles = columns.map((name) => (name === "memory" ? "Peak activations" : COLUMNS[name].title));
  return [
    [
      ...names,
      ...(several ? ["Network"] : []),
      ...titles,
      ...(faulty ? ["Error"] : []),
      ...(failing ? ["Fails"] : []),
    ],
    ...rows.map((row) => [
      ...names.map((name) => inLine(row.values[name]!)),
      ...(several ? [inLine(row.network)] : []),
      ...columns.map((name) => row.cells[name]),
      ...(faulty ? [oneLine(row.error ?? "")] : []),
      ...(failing ? [oneLine(row.fails.join(" "))] : []),
    ]),
  ];
}

export function sweepText(
  rows: readonly SweepRow[],
  names: readonly string[],
  columns: readonly ColumnName[],
) {
  const table = tableOf(rows, names, columns);
  const told = [rows.some(({ error }) => error !== null), rows.some(({ fails }) => fails.length > 0)];
  const first = table[0]!.length - columns.length - told.filter(Boolean).length;
  const right = [...names.keys(), ...columns.map((_, index) => first + index)];
  return forLog(`${aligned(table, right).join("\n")}\n`);
}

export function sweepMarkdown(
  rows: readonly SweepRow[],
  names: readonly string[],
  columns: readonly ColumnName[],
) {
  const [titles, ...cells] = tableOf(rows, names, columns);
  const line = (list: readonly string[]): string => `| ${list.map(escaped).join(" | ")} |\n`;
  return [line(titles!), line(titles!.map(() => "---")), ...cells.map(line)].join("");
}
