// The formats of `cnn check`, by name: for people, programs, GitHub's annotations, code scanning and test reports.

import { forLog } from "../../base/line";
import { SCHEMA } from "../report";
import { type Checked, count, oneLine, problemLine } from "./checked";
import { junit } from "./junit";
import { sarif } from "./sarif";

/** What is printed a file as it is checked, and at the end. */
export interface CheckFormat {
  /** For people to read: hints are left out unless asked for. */
  readonly terse?: true;
  readonly file?: (checked: Checked) => string;
  readonly end?: (checked: readonly Checked[], version: string) => string;
}

export const CHECK_FORMATS = {
  text: {
    terse: true,
    file: ({ file, diagnostics }) =>
      forLog(diagnostics.map((each) => `${problemLine(file, each)}\n`).join("")),
    end: (checked) => `${verdict(checked)}\n`,
  },
  json: {
    file: ({ file, diagnostics }) => `${JSON.stringify({ schema: SCHEMA, file, diagnostics })}\n`,
  },
  github: {
    terse: true,
    file: (checked) => annotations(checked),
  },
  sarif: { end: sarif },
  junit: { end: junit },
} as const satisfies Record<string, CheckFormat>;

export type CheckFormatName = keyof typeof CHECK_FORMATS;

/** `2 errors and 1 warning in 3 files`. */
function verdict(checked: readonly Checked[]): string {
  const counts = [number(count(checked, "error"), "error"), number(count(checked, "warning"), "warning")];
  const found = counts.filter((text) => !text.startsWith("0 "));
  return `${found.length > 0 ? found.join(" and ") : "No errors or warnings"} in ${number(checked.length, "file")}`;
}

function number(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? "" : "s"}`;
}

const COMMANDS = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/** GitHub's workflow commands: a comment on the line of a pull request. */
function annotations({ file, diagnostics }: Checked): string {
  const property = (text: string): string => message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return diagnostics
    .map(({ code, severity, message: text, range: { start, end } }) => {
      const place = [
        `file=${property(file)}`,
        `line=${start.line + 1}`,
        `endLine=${end.line + 1}`,
        // Columns are taken on one line only.
        ...(start.line === end.line ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`] : []),
        `title=${property(code)}`,
      ];
      return `::${COMMANDS[severity]} ${place.join(",")}::${message(oneLine(text))}\n`;
    })
    .join("");
}

function message(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
