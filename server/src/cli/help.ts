// What `--help` prints: the commands, or the options of one, from the table that the command line is read by.

import { COMMANDS, type CommandDescription } from "./arguments";

export function helpText(command: CommandDescription | null): string {
  return command ? commandHelp(command) : overview();
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name, operands }) => name.length + operands.length));
  return [
    "cnn: shapes, parameters and costs of convolutional networks written in .cnn files",
    "",
    ...COMMANDS.map(
      ({ name, operands, text }) => `  cnn ${name} ${operands.padEnd(width - name.length)}  ${text}`,
    ),
    "",
    "`-` is standard input; a folder stands for every .cnn file under it.",
    "`cnn COMMAND --help` tells its options, `cnn --version` the version.",
    "",
  ].join("\n");
}

function commandHelp({ name, operands, text, options }: CommandDescription): string {
  const named = options.map((option) => {
    const value = option.values === null ? "" : ` ${option.value ?? option.name.toUpperCase()}`;
    return [`--${option.name}${value}`, option.text] as const;
  });
  const width = Math.max(0, ...named.map(([usage]) => usage.length));
  return [
    `cnn ${name} ${operands}`.trimEnd(),
    "",
    `  ${text}`,
    ...(named.length > 0 ? [""] : []),
    ...named.map(([usage, meaning]) => `  ${usage.padEnd(width)}  ${meaning}`),
    "",
  ].join("\n");
}
