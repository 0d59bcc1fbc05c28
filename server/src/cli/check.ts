// `cnn check`: what is wrong in files and folders, in the formats that editors and services read.

import { type Checked, count } from "../exports/checks/checked";
import { CHECK_FORMATS, type CheckFormat, type CheckFormatName } from "../exports/checks/formats";
import { diagnosticsOf } from "../exports/report";
import { VERSION } from "../main/version";
import type { Options } from "./arguments";
import { sources } from "./files";
import { load } from "./load";
import { complain, print } from "./output";
import { Progress } from "./progress";
import { settingsOf } from "./settings";

/** Prints every problem; 1 where there are errors or too many warnings, 2 where a file cannot be read. */
export function check(operands: readonly string[], options: Options): number {
  const format: CheckFormat = CHECK_FORMATS[(options.get("format") ?? "text") as CheckFormatName];
  const settings = settingsOf(options);
  const checked: Checked[] = [];
  let unreadable = false;
  const progress = new Progress();
  for (const source of sources(operands)) {
    progress.next();
    if (source.type !== "text") {
      progress.clear();
      complain(source.message);
      if (source.type === "fault") unreadable = true;
      continue;
    }
    const { program, naming } = load(source, settings);
    const file = { file: naming.file, diagnostics: diagnosticsOf(program, naming) };
    checked.push(file);
    const text = format.file?.(format.terse && !options.has("hints") ? withoutHints(file) : file) ?? "";
    if (text !== "") progress.clear();
    print(text);
  }
  progress.clear();
  if (format.end) print(format.end(checked, VERSION));
  return unreadable ? 2 : verdict(checked, options.get("max-warnings"));
}

/** Hints are for editors, which show them faintly. */
function withoutHints({ file, diagnostics }: Checked): Checked {
  return { file, diagnostics: diagnostics.filter(({ severity }) => severity !== "hint") };
}

function verdict(checked: readonly Checked[], maxWarnings: string | undefined): number {
  if (count(checked, "error") > 0) return 1;
  const warnings = count(checked, "warning");
  if (maxWarnings === undefined || warnings <= Number(maxWarnings)) return 0;
  complain(`${warnings} ${warnings === 1 ? "warning" : "warnings"}, more than ${maxWarnings}`);
  return 1;
}
