// The pages of arguments: what `stride` or `same` means, what holds without it, and which kinds of layers take it.

import { LAYERS } from "../catalogue/index";
import type { LayerKind } from "../catalogue/layer";
import type { Parameter } from "../catalogue/parameter";
import { defaultText } from "../catalogue/usage";
import { listed } from "../catalogue/wording";
import { cell, code, page } from "./page";

/** An argument as one kind of layer takes it. */
interface Use {
  readonly kind: LayerKind;
  readonly parameter: Parameter;
}

/** Every argument of the catalogue by its name, sorted. */
export function argumentNames(): string[] {
  return [...new Set(LAYERS.flatMap((kind) => Object.keys(kind.signature)))].sort();
}

/** Every word that sets an argument without naming it: `same`, `nobias`, `bilinear`. */
export function argumentWords(): string[] {
  const words = LAYERS.flatMap((kind) =>
    Object.values(kind.signature).flatMap((parameter) => Object.keys(parameter.words)),
  );
  return [...new Set(words)].sort();
}

/** What there is to say of an argument, by its name, another name or one of its words; null if none is called so. */
export function argumentPage(name: string): string | null {
  const own = usesOf((argument) => argument === name);
  if (own.size > 0) return page(`# ${name}`, ...sections(own));
  const others = usesOf((_, { words, aliases }) => aliases.includes(name) || Object.hasOwn(words, name));
  if (others.size === 0) return null;
  const parts = [...others].flatMap(([argument, uses]) => {
    const alias = uses.some(({ parameter }) => parameter.aliases.includes(name));
    const role = alias ? `Another name of ${code(argument)}.` : `A word of ${code(argument)}.`;
    return [role, ...sections(new Map([[argument, uses]]))];
  });
  return page(`# ${name}`, ...parts);
}

/** All arguments, one after the other. */
export function argumentIndex(): string {
  const entries = argumentNames().flatMap((name) => [
    `## ${name}`,
    ...sections(usesOf((argument) => argument === name)),
  ]);
  return page(
    "# Arguments",
    "What the arguments of layers mean, what holds unless they are given, and which kinds take them. An option is written `stride2`, `stride 2` or `stride=2`; a word such as `same` or `nobias` stands alone. `cnn explain stride` prints one of these.",
    entries,
  );
}

/** The uses that satisfy a condition, by the argument's name. */
function usesOf(wanted: (argument: string, parameter: Parameter) => boolean): Map<string, Use[]> {
  const found = new Map<string, Use[]>();
  for (const kind of LAYERS) {
    for (const [argument, parameter] of Object.entries(kind.signature)) {
      if (!wanted(argument, parameter)) continue;
      found.set(argument, [...(found.get(argument) ?? []), { kind, parameter }]);
    }
  }
  return found;
}

function sections(uses: ReadonlyMap<string, readonly Use[]>): string[] {
  return [...uses.values()].flatMap((list) => [...writings(list), table(list)]);
}

/** How else it is written: other names, words of its own. */
function writings(uses: readonly Use[]): string[] {
  const aliases = unique(uses.flatMap(({ parameter }) => parameter.aliases));
  const words = unique(uses.flatMap(({ parameter }) => Object.keys(parameter.words)));
  const lines: string[] = [];
  if (words.length > 0)
    lines.push(`${words.length === 1 ? "Its word is" : "Its words are"} ${listing(words)}.`);
  if (aliases.length > 0) lines.push(`Also written ${listing(aliases)}.`);
  return lines.length > 0 ? [lines.join(" ")] : [];
}

const listing = (names: readonly string[]) => listed(names.map(code));

const unique = (names: readonly string[]) => [...new Set(names)];

/** A row for the kinds that agree on it. */
function table(uses: readonly Use[]): string {
  const rows = new Map<string, string[]>();
  for (const { kind, parameter } of uses) {
    const means = `${standardText(parameter)} | ${cell(parameter.doc)}`;
    rows.set(means, [...(rows.get(means) ?? []), kind.kind]);
  }
  const lines = [...rows].map(([means, kinds]) => `| ${kinds.map(code).join(", ")} | ${means} |`);
  return ["| of | unless given | meaning |", "|---|---|---|", ...lines].join("\n");
}

/** What holds where an argument is not given, in Markdown; "" where nothing does. */
export function standardText(parameter: Parameter): string {
  if (parameter.required) return "required";
  if (parameter.defaultFrom !== undefined) return `as ${code(parameter.defaultFrom)}`;
  const text = defaultText(parameter);
  return text === undefined ? "" : code(text);
}
