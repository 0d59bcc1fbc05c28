// `cnn summary`: the tables of networks, for people and programs.

import { problemLine } from "../exports/checks/checked";
import { COLUMNS, columnsNamed } from "../exports/columns";
import { SUMMARY_FORMATS, type SummaryFormat, type SummaryFormatName } from "../exports/formats";
import { diagnosticsOf } from "../exports/report";
import { problemsOf } from "../workspace/problems";
import type { Options } from "./arguments";
import { sources } from "./files";
import { type Loaded, load } from "./load";
import { complain, print, styleOf, tell } from "./output";
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
  const format: SummaryFormat = SUMMARY_FORMATS[(options.get("format") ?? "text") as SummaryFormatName];
  const settings = settingsOf(options);
  const look = { expand: options.has("expand"), ...(columns && { columns }), style: styleOf(process.stdout) };
  let code = 0;
  let printed = 0;
  print(format.head?.(look) ?? "");
  const progress = new Progress();
  for (const source of sources(operands)) {
    progress.next();
    if (source.type !== "text") {
      progress.clear();
      complain(source.message);
      if (source.type === "fault") code = 2;
      continue;
    }
    const loaded = load(source, settings);
    progress.clear();
    const { program, naming } = loaded;
    if (printed++ > 0) print(format.between ?? "");
    print(format.file(program, naming, look));
    if (!format.tellsProblems) tellProblems(loaded);
    if (problemsOf(program).some(({ severity }) => severity === "error")) code = Math.max(code, 1);
  }
  return code;
}

/** Errors and warnings, apart from the table. */
function tellProblems({ program, naming }: Loaded): void {
  for (const diagnostic of diagnosticsOf(program, naming)) {
    if (diagnostic.severity !== "error" && diagnostic.severity !== "warning") continue;
    tell(problemLine(naming.file, diagnostic));
  }
}
