// The pages of the standard library's blocks, read off the comments above them.

import type { Span } from "../base/span";
import { documentation } from "../workspace/documentation";
import { standardLibrary } from "../workspace/standard-library";
import { argumentRows, fenced, page, sentence } from "./page";

export interface BlockEntry {
  readonly name: string;
  /** The heading of the library that it stands under. */
  readonly family: string;
  /** Its first sentence. */
  readonly summary: string;
  readonly prose: string;
  /** A `.cnn` file whose results stand in comments. It runs as a test. */
  readonly example: string;
  readonly parameters: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  /** The default, as it is written; null for a position. */
  readonly standard: string | null;
  readonly meaning: string;
}

let known: readonly BlockEntry[] | null = null;

/** The blocks of the standard library, in its order. */
export function libraryBlocks(): readonly BlockEntry[] {
  known ??= readBlocks();
  return known;
}

function readBlocks(): BlockEntry[] {
  const { document } = standardLibrary();
  const { statements, lines } = document.sequence;
  return statements.flatMap((statement, index) => {
    if (statement.type !== "block") return [];
    const line = lines[index]!;
    const [prose = "", example = "", parameters = ""] = documentation({ document, line }).split("\n\n");
    const meanings = meaningsOf(parameters);
    return [
      {
        name: statement.name.text,
        family: familyAt(line),
        summary: sentence(prose),
        prose: prose.replaceAll("\n", " "),
        example: example.replace(/^ {4}/gm, ""),
        parameters: statement.parameters.map(({ name, default: value }) => ({
          name: name.text,
          standard: value && textAt(line, value.span),
          meaning: meanings.get(name.text) ?? "",
        })),
      },
    ];
  });
}

/** The heading above a line: `# == Residual networks ==`. */
function familyAt(line: number): string {
  const { lines } = standardLibrary().document;
  for (let above = line; above >= 0; above--) {
    const heading = /^# == (.*) ==$/.exec(lines.at(above)!.text);
    if (heading) return heading[1]!;
  }
  return "";
}

function textAt(line: number, span: Span): string {
  return standardLibrary()
    .document.lines.at(line + span.line)!
    .text.slice(span.start, span.end);
}

/** `` `width`: filters · `stride`, `groups`: of the convolution `` */
function meaningsOf(text: string): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const entry of text.replaceAll("\n", " ").split(" · ")) {
    const [, names, meaning] = /^((?:`\w+`(?: \([^)]*\))?(?:, )?)+): (.*)$/.exec(entry.trim()) ?? [];
    if (names === undefined || meaning === undefined) continue;
    for (const [, name, remark] of names.matchAll(/`(\w+)`(?: \(([^)]*)\))?/g))
      meanings.set(name!, remark === undefined ? meaning : `${meaning}; ${remark}`);
  }
  return meanings;
}

/** `bottleneck WIDTH stride=1 groups=1 group_width=64` */
function usageOf({ name, parameters }: BlockEntry): string {
  const positions = parameters.filter(({ standard }) => standard === null);
  const options = parameters.filter(({ standard }) => standard !== null);
  return [
    name,
    ...positions.map((parameter) => parameter.name.toUpperCase()),
    ...options.map((parameter) => `${parameter.name}=${parameter.standard}`),
  ].join(" ");
}

export function blockPage(entry: BlockEntry): string {
  const rows = entry.parameters.map(({ name, standard, meaning }) => ({
    name,
    standard: standard === null ? "required" : `\`${standard}\``,
    meaning: `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`,
  }));
  return page(
    `# ${entry.name}`,
    entry.prose,
    fenced(usageOf(entry), ""),
    argumentRows(rows),
    "A block of the standard library: it is there without an import, and *Go to Definition* opens it.",
    "## Example",
    fenced(entry.example),
  );
}
