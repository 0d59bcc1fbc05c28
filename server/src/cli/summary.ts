// `cnn summary`: the tables of networks, for people and programs.

import { problemLine } from "../exports/checks/checked";
import { COLUMNS, columnsNamed } from "../exports/columns";
import { csvHeader, csvOf } from "../exports/csv";
import { markdownOf } from "../exports/markdown";
import { chosenOf, diagnosticsOf, reportOf } from "../exports/report";
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
  const list = options.get("columns");
  const columns = list === undefined ? undefined : columnsNamed(list);
  if (columns === null) {
    complain(`--columns takes a list of ${Object.keys(COLUMNS).join(", ")}`);
    return 2;
  }
  const format = options.get("format") ?? "text";
  const settings = settingsOf(options);
  const look = { expand: options.has("expand"), ...(columns && { columns }), style: styleOf(process.stdout) };
  let code = 0;
  let printed = 0;
  if (format === "csv") print(csvHeader(columns));
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
    if (format === "json") print(`${JSON.stringify(chosenOf(reportOf(program, naming), columns))}\n`);
    else if (format === "csv") print(csvOf(reportOf(program, naming), columns));
    else if (format === "markdown") print(markdownOf(program, naming, look));
    else print(tablesOf(program, naming, look));
    if (format !== "json") tellProblems(loaded);
    if (problemsOf(program).some(({ severity }) => severity === "error")) code = Math.max(code, 1);
  }
  return code;
}

/** Errors and warnings, apart from the table. */
function tellProblems({ program, naming }: Loaded): void {
  for (const diagnostic of diagnosticsOf(program)) {
    if (diagnostic.severity !== "error" && diagnostic.severity !== "warning") continue;
    process.stderr.write(`${problemLine(naming.file, diagnostic)}\n`);
  }
}
