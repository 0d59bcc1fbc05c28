// The words of a command line → a command with its options, or what is wrong with them in one line.

import { DTYPES } from "../analysis/directives";
import { inLine } from "../base/line";
import { nearestNames } from "../base/nearest";
import { FRAMEWORKS } from "../catalogue/framework";
import { CHECK_FORMATS } from "../exports/checks/formats";
import { COMPARISON_FORMATS, SUMMARY_FORMATS } from "../exports/formats";

/** An option: the values that it takes, or null for a switch. */
interface Option {
  readonly name: string;
  readonly values: readonly string[] | "number" | "list" | null;
  /** What the help calls its value. */
  readonly value?: string;
  readonly text: string;
}

export interface CommandDescription {
  readonly name: string;
  readonly operands: string;
  readonly text: string;
  readonly options: readonly Option[];
}

const format = (...values: string[]): Option => ({
  name: "format",
  values,
  text: `${values.join(", ")} (default: ${values[0]})`,
});

const SETTINGS: readonly Option[] = [
  {
    name: "framework",
    values: [...FRAMEWORKS, "none"],
    text: `whose rules hold, over what the file says: ${FRAMEWORKS.join(", ")}, none`,
  },
  { name: "batch", values: "number", value: "N", text: "how many inputs at once memory is computed for" },
  {
    name: "dtype",
    values: Object.keys(DTYPES),
    text: `the numbers' type: ${Object.keys(DTYPES).join(", ")}`,
  },
  {
    name: "in-place",
    values: null,
    text: "memory as if activations wrote over their input, where nothing else reads it",
  },
];

export const COMMANDS: readonly CommandDescription[] = [
  {
    name: "summary",
    operands: "FILE…",
    text: "a table of every network: output shapes, parameters, multiply–accumulates",
    options: [
      format(...Object.keys(SUMMARY_FORMATS)),
      { name: "expand", values: null, text: "show the inside of blocks, and every repetition" },
      {
        name: "columns",
        values: "list",
        value: "LIST",
        text: "which columns: shape,params,macs,memory,rf",
      },
      ...SETTINGS,
    ],
  },
  {
    name: "check",
    operands: "FILE…|DIR",
    text: "what is wrong: 0 nothing or warnings only, 1 errors, 2 wrong usage or an unreadable file",
    options: [
      format(...Object.keys(CHECK_FORMATS)),
      {
        name: "max-warnings",
        values: "number",
        value: "N",
        text: "fail (exit code 1) when there are more warnings",
      },
      { name: "hints", values: null, text: "show hints too, in the formats text and github" },
      {
        name: "portable",
        values: null,
        text: "list every line that means or counts something different in PyTorch and Keras",
      },
      ...SETTINGS,
    ],
  },
  {
    name: "diff",
    operands: "OLD NEW",
    text: "what changed: shapes, parameters, MACs and memory; OLD is a file or a git revision of NEW",
    options: [format(...Object.keys(COMPARISON_FORMATS)), ...SETTINGS],
  },
  {
    name: "sweep",
    operands: "FILE NAME=VALUE,…",
    text: "the costs of a file for other values of its `let`s, a row a combination",
    options: [
      format("text", "json", "markdown", "csv"),
      {
        name: "columns",
        values: "list",
        value: "LIST",
        text: "which columns: shape,params,macs,memory,rf (default: params,macs)",
      },
      ...SETTINGS,
    ],
  },
  {
    name: "explain",
    operands: "WORD…",
    text: "the page of a diagnostic, a kind of layer, a block or an option; without one, what there are pages about",
    options: [],
  },
  {
    name: "lsp",
    operands: "",
    text: "the language server, for any editor",
    options: [
      { name: "stdio", values: null, text: "talk over standard input and output" },
      { name: "node-ipc", values: null, text: "talk over the channel of the process that started it" },
    ],
  },
];

export type Options = ReadonlyMap<string, string>;

export type CommandLine =
  | {
      readonly type: "command";
      readonly name: string;
      readonly operands: string[];
      readonly options: Options;
    }
  | { readonly type: "help"; readonly command: CommandDescription | null }
  | { readonly type: "version" }
  | { readonly type: "wrong"; readonly message: string };

const wrong = (message: string): CommandLine => ({ type: "wrong", message });

/** Reads the words behind the program's name. */
export function readCommandLine(words: readonly string[]): CommandLine {
  const [first, ...rest] = words;
  if (first === undefined) return wrong("a command is missing");
  if (first === "--help" || first === "-h" || first === "help") {
    return { type: "help", command: COMMANDS.find(({ name }) => name === rest[0]) ?? null };
  }
  if (first === "--version" || first === "-v" || first === "-V") return { type: "version" };
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) {
    const names = COMMANDS.map(({ name }) => name);
    const what = first.startsWith("-") ? "unknown option" : "unknown command";
    return wrong(`${what} ${quoted(first)}${meant(first, names, "")}`);
  }
  return readOptions(command, rest);
}

function readOptions(command: CommandDescription, words: readonly string[]): CommandLine {
  const operands: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "--") {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (word === "--help" || word === "-h") return { type: "help", command };
    if (word === "-" || !word.startsWith("-")) {
      operands.push(word);
      continue;
    }
    const [name, ...glued] = word.replace(/^--?/, "").split("=") as [string, ...string[]];
    const option = word.startsWith("--") && command.options.find((each) => each.name === name);
    if (!option) {
      const names = command.options.map((each) => each.name);
      return wrong(`unknown option ${quoted(word)} of \`${command.name}\`${meant(name, names, "--")}`);
    }
    if (option.values === null) {
      if (glued.length > 0) return wrong(`--${name} takes no value`);
      options.set(name, "");
      continue;
    }
    const value = glued.length > 0 ? glued.join("=") : words[++i];
    if (value === undefined) return wrong(`--${name} needs a value`);
    const fault = faultOf(option, value);
    if (fault) return wrong(fault);
    options.set(name, value);
  }
  return { type: "command", name: command.name, operands, options };
}

function faultOf({ name, values }: Option, value: string): string | null {
  if (values === "list" || values === null) return null;
  if (values === "number") {
    if (/^\d{1,9}$/.test(value) && (name !== "batch" || Number(value) >= 1)) return null;
    return `--${name} needs a whole number${name === "batch" ? " from 1" : ""}, not ${quoted(value)}`;
  }
  if (values.includes(value)) return null;
  return `--${name} is one of ${values.join(", ")}, not ${quoted(value)}${meant(value, values, "")}`;
}

function meant(word: string, names: readonly string[], prefix: string): string {
  const [nearest] = nearestNames(word, names, 1);
  return nearest ? `: did you mean \`${prefix}${nearest}\`?` : "";
}

/** A word of the user's in a message of one line: a terminal would obey control characters. */
export function quoted(word: string): string {
  return `\`${inLine(word).slice(0, 200)}\``;
}
