// How a page of the manual is put together: paragraphs, code, tables of arguments.

/** Paragraphs, each apart from the next by an empty line. */
export function page(...parts: readonly (string | readonly string[])[]): string {
  return `${parts.flat().join("\n\n")}\n`;
}

export const fenced = (text: string, language = "cnn") => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

export const code = (word: string) => `\`${word}\``;

/** A text within a table. */
export const cell = (text: string) => text.replaceAll("|", "\\|");

/** A text up to the end of its first sentence. */
export function sentence(text: string): string {
  const line = text.replaceAll("\n", " ");
  return /^.*?[.](?= |$)/.exec(line)?.[0] ?? line;
}

export interface ArgumentRow {
  readonly name: string;
  /** What holds unless it is given, in Markdown. */
  readonly standard: string;
  readonly meaning: string;
}

/** The table of a page's arguments; nothing where there are none. */
export function argumentRows(rows: readonly ArgumentRow[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ name, standard, meaning }) => `| ${code(name)} | ${cell(standard)} | ${cell(meaning)} |`,
  );
  return [["| argument | unless given | meaning |", "|---|---|---|", ...lines].join("\n")];
}
