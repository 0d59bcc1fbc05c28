// The pages of the manual: one for every kind of layer, block, word of the language and diagnostic, from their entries.

import { LAYERS, layerNamed } from "../catalogue/index";
import type { Family, LayerKind } from "../catalogue/layer";
import { STATEMENT_WORDS, type StatementWord, statementWord } from "../catalogue/statements";
import { textsOf } from "../catalogue/texts";
import { usageOf } from "../catalogue/usage";
import { listed } from "../catalogue/wording";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { allDiagnostics, diagnosticNamed } from "../diagnostics/lookup";
import { blockPage, libraryBlocks } from "./block-pages";
import { argumentIndex, argumentNames, argumentPage, argumentWords, standardText } from "./option-pages";
import { argumentRows, cell, code, fenced, page } from "./page";

/**
 * The page of a diagnostic's code, a kind of layer (by any of its names), a word of the language, a block of the
 * standard library, or an argument; where a name is an argument too, both. null if none is called so.
 */
export function explain(topic: string): string | null {
  const word = topic.trim();
  const name = word.toLowerCase();
  const diagnostic = diagnosticNamed(name);
  if (diagnostic) return diagnosticPage(diagnostic);
  const own = ownPage(name);
  if (own === null) return argumentPage(name);
  return argumentNames().includes(name)
    ? `${own}\n${argumentPage(name)?.replace(/^# .*/, `## As an argument`)}`
    : own;
}

function ownPage(name: string): string | null {
  const kind = layerNamed(name);
  if (kind !== undefined) return layerPage(kind);
  const statement = statementWord(/^x\d+$/.test(name) ? "x" : name);
  if (statement !== undefined) return statementPage(statement);
  const block = libraryBlocks().find((entry) => entry.name === name);
  return block === undefined ? null : blockPage(block);
}

/** Everything that `explain` has a page about, other names left out. */
export function topics(): string[] {
  return [...new Set(topicGroups().flatMap(({ words }) => words))];
}

/** The topics under headings: kinds by their families, then the rest of the language, then the diagnostics. */
export function topicGroups(): { readonly title: string; readonly words: readonly string[] }[] {
  const families = Object.entries(FAMILIES).map(([family, title]) => {
    const kinds = LAYERS.filter((kind) => kind.family === family);
    return { title, words: kinds.map((kind) => kind.kind) };
  });
  return [
    ...families.filter(({ words }) => words.length > 0),
    { title: "The standard library", words: libraryBlocks().map((block) => block.name) },
    { title: "Statements", words: STATEMENT_WORDS.map((entry) => entry.word) },
    { title: "Options", words: argumentNames() },
    {
      title: "Words of options",
      words: argumentWords().filter(
        (word) => layerNamed(word) === undefined && !argumentNames().includes(word),
      ),
    },
    { title: "Diagnostics", words: allDiagnostics().map(({ code }) => code) },
  ];
}

export function layerPage(kind: LayerKind): string {
  const aliases = kind.aliases.length > 0 ? [`Also written ${listed(kind.aliases.map(code))}.`] : [];
  const { summary, notes, example } = textsOf(kind);
  return page(
    `# ${kind.kind}`,
    summary,
    fenced(usageOf(kind), ""),
    aliases,
    argumentTable(kind),
    `**Parameters:** ${formula(kind)}`,
    placesOf(kind),
    notes,
    "## Example",
    fenced(example),
  );
}

function formula(kind: LayerKind): string {
  const { formula: written } = textsOf(kind);
  return written === "0" ? "none" : written;
}

function argumentTable(kind: LayerKind): string[] {
  return argumentRows(
    Object.entries(kind.signature).map(([name, parameter]) => ({
      name,
      standard: standardText(parameter),
      meaning: parameter.doc,
    })),
  );
}

const RANKS = [
  "flat vectors",
  "sequences and signals (one spatial axis)",
  "pictures (two)",
  "volumes (three)",
];

/** Where it may stand, if not everywhere. */
function placesOf(kind: LayerKind): string[] {
  const places: string[] = [];
  if (kind.ranks !== undefined) {
    const names = kind.ranks.map((rank) => RANKS[rank] ?? `${rank} spatial axes`);
    places.push(`Takes ${listed(names)}.`);
  }
  if (kind.merges)
    places.push("Takes several tensors: the current one and labels, or the branches in braces.");
  if (kind.trails) places.push("May follow another layer on its line.");
  return places.length > 0 ? [places.join(" ")] : [];
}

export function statementPage(entry: StatementWord): string {
  return page(
    `# ${entry.word}`,
    entry.summary,
    fenced(entry.usage, ""),
    entry.notes,
    entry.example === "" ? [] : ["## Example", fenced(entry.example)],
  );
}

const SEVERITIES = { error: "Error", warning: "Warning", information: "Information", hint: "Hint" } as const;

export function diagnosticPage(diagnostic: Diagnostic): string {
  return page(
    `# ${diagnostic.code}`,
    `${SEVERITIES[diagnostic.severity]}: ${diagnostic.title}.`,
    diagnostic.page,
    diagnostic.example === ""
      ? []
      : ["## Example", fenced(diagnostic.example), "Repaired:", fenced(diagnostic.repaired)],
  );
}

const FAMILIES: Readonly<Record<Family, string>> = {
  convolution: "Convolutions",
  pooling: "Pooling",
  dense: "Dense",
  normalisation: "Normalisation",
  activation: "Activations",
  regularisation: "Regularisation",
  shape: "Shapes",
  merge: "Merges",
  sequence: "Sequences",
  attention: "Attention",
};

/** The list of all kinds and words, by family. */
export function referenceIndex(): string {
  const families = Object.entries(FAMILIES).flatMap(([family, title]) => {
    const kinds = LAYERS.filter((kind) => kind.family === family);
    if (kinds.length === 0) return [];
    return [`## ${title}`, kinds.map((kind) => entryLine(kind.kind, textsOf(kind).summary)).join("\n")];
  });
  return page(
    "# Reference",
    "Every kind of layer, every block of the standard library and every word of the language. [The language](../language.md) tells how they go together, [the arguments](options.md) have a page of their own. `cnn explain WORD` prints these pages in a terminal.",
    families,
    "## Statements",
    STATEMENT_WORDS.map((entry) => entryLine(entry.word, entry.summary)).join("\n"),
    "## The standard library",
    "Blocks that are there without an import, written in the language itself. They name no framework and work in each. A kernel that is a parameter is one odd number, half of which is padded on every side: the size is kept at stride 1 and halved, rounded up, at stride 2.",
    libraryFamilies(),
  );
}

function libraryFamilies(): string[] {
  const titles = new Set(libraryBlocks().map(({ family }) => family));
  return [...titles].flatMap((title) => {
    const blocks = libraryBlocks().filter(({ family }) => family === title);
    return [`### ${title}`, blocks.map((block) => entryLine(block.name, block.summary)).join("\n")];
  });
}

const entryLine = (word: string, summary: string) => `- [\`${word}\`](${word}.md): ${summary}`;

/** The list of all diagnostics. */
export function diagnosticIndex(): string {
  const rows = [...allDiagnostics()]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code: name, severity, title }) => `| [\`${name}\`](${name}.md) | ${severity} | ${cell(title)} |`);
  return page(
    "# Diagnostics",
    "What the language tells of a file, by its stable code. `cnn explain CODE` prints these pages in a terminal; `# cnn: ignore CODE` at the end of a line silences one there.",
    ["| code | severity | |", "|---|---|---|", ...rows].join("\n"),
  );
}

/** Every generated document by its path below `docs/`. */
export function documents(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  pages.set("reference/README.md", referenceIndex());
  pages.set("reference/options.md", argumentIndex());
  for (const block of libraryBlocks()) pages.set(`reference/${block.name}.md`, blockPage(block));
  for (const kind of LAYERS) pages.set(`reference/${kind.kind}.md`, layerPage(kind));
  for (const entry of STATEMENT_WORDS) pages.set(`reference/${entry.word}.md`, statementPage(entry));
  pages.set("diagnostics/README.md", diagnosticIndex());
  for (const diagnostic of allDiagnostics())
    pages.set(`diagnostics/${diagnostic.code}.md`, diagnosticPage(diagnostic));
  return pages;
}
