// `cnn summary`: the tables of networks, for people and programs.

import { problemLine } from "../exports/checks/checked";
import { COLUMNS, type ColumnName, DEFAULT_COLUMNS } from "../exports/columns";
import { CSV_HEADER, csvOf } from "../exports/csv";
import { markdownOf } from "../exports/markdown";
import { diagnosticsOf, reportOf } from "../exports/report";
import { tablesOf } from "../exports/table";
import { problemsOf } from "../workspace/problems";
import type { Options } from "./arguments";
import { sources } from "./files";
import { type Loaded, load } from "./load";
import { complain, print, styleOf } from "./output";
import { Progress } from "./progress";
import { settingsOf } from "./settings";

/** Prints what is known of every file; 1 where one has errors, 2 where one cannot be read. */
export function summary(operands: readonly string[], options: Options): number {
  const columns = columnsOf(options.get("columns"));
  if (columns === null) {
    complain(`--columns takes a list of ${Object.keys(COLUMNS).join(", ")}`);
    return 2;
  }
  const format = options.get("format") ?? "text";
  const settings = settingsOf(options);
  const look = { expand: options.has("expand"), columns, style: styleOf(process.stdout) };
  let code = 0;
  let printed = 0;
  if (format === "csv") print(CSV_HEADER);
  const progress = new Progress();
  for (const source of sources(operands)) {
    progress.next();
    if (source.type === "fault") {
      progress.clear();
      complain(source.message);
      code = 2;
      continue;
    }
    const loaded = load(source, settings);
    progress.clear();
    const { program, naming } = loaded;
    if (printed++ > 0 && (format === "text" || format === "markdown")) print("\n");
    if (format === "json") print(`${JSON.stringify(reportOf(program, naming))}\n`);
    else if (format === "csv") print(csvOf(reportOf(program, naming)));
    else if (format === "markdown") print(markdownOf(program, naming, look));
    else print(tablesOf(program, naming, look));
    if (format !== "json") tellProblems(loaded);
    if (problemsOf(program).some(({ severity }) => severity === "error")) code = Math.max(code, 1);
  }
  return code;
}

function columnsOf(list: string | undefined): readonly ColumnName[] | null {
  if (list === undefined) return DEFAULT_COLUMNS;
  const names = list.split(",").map((name) => name.trim());
  return names.every((name): name is ColumnName => Object.hasOwn(COLUMNS, name)) ? names : null;
}

/** Errors and warnings, apart from the table. */
function tellProblems({ program, naming }: Loaded): void {
  for (const diagnostic of diagnosticsOf(program)) {
    if (diagnostic.severity !== "error" && diagnostic.severity !== "warning") continue;
    process.stderr.write(`${problemLine(naming.file, diagnostic)}\n`);
  }
}
