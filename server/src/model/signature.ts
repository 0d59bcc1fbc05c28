// What binding asks a signature: which word is a position, an option, a flag, a word of a parameter.

import type { LayerKind } from "../catalogue/layer";
import { positionsOfSignature } from "../catalogue/layer";
import type { Parameter } from "../catalogue/parameter";
import type { BlockDefinition } from "./definition";
import { isBlock } from "./segment";

/** A kind's signature as binding asks it. */
export interface Tables {
  readonly parameters: readonly (readonly [string, Parameter])[];
  readonly positions: readonly string[];
  /** Options by their names and aliases. */
  readonly options: ReadonlyMap<string, string>;
  /** Positional parameters by their names and aliases. */
  readonly positional: ReadonlyMap<string, string>;
  /** The bare words of the signature, and the parameter that each sets. */
  readonly flags: ReadonlyMap<string, string>;
  /** Parameters that take the value of another where they have none. */
  readonly derived: readonly { readonly name: string; readonly from: string }[];
  /** The own words of each parameter. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

const tables = new Map<LayerKind, Tables>();

export function tablesOf(kind: LayerKind): Tables {
  let known = tables.get(kind);
  if (known === undefined) {
    known = readTables(kind);
    tables.set(kind, known);
  }
  return known;
}

function readTables(kind: LayerKind): Tables {
  const options = new Map<string, string>();
  const positional = new Map<string, string>();
  const flags = new Map<string, string>();
  const words = new Map<string, ReadonlySet<string>>();
  const parameters = Object.entries(kind.signature);
  for (const [name, parameter] of parameters) {
    const names = parameter.position === undefined ? options : positional;
    for (const each of [name, ...parameter.aliases]) if (!names.has(each)) names.set(each, name);
    const own = Object.keys(parameter.words);
    words.set(name, new Set(own));
    if (!parameter.named) for (const word of own) if (!flags.has(word)) flags.set(word, name);
  }
  const positions = positionsOfSignature(kind.signature).map(([name]) => name);
  const derived = parameters.flatMap(([name, { defaultFrom: from }]) =>
    from === undefined ? [] : [{ name, from }],
  );
  return { parameters, positions, options, positional, flags, derived, words };
}

export function kindName(target: LayerKind | BlockDefinition): string {
  return isBlock(target) ? target.name : target.kind;
}

export function takesOperands(target: LayerKind | BlockDefinition): boolean {
  return !isBlock(target) && target.merges;
}

/** The names of the options of a kind or block, without its positions. */
export function optionNames(target: LayerKind | BlockDefinition): string[] {
  if (isBlock(target)) return [...target.options];
  return Object.entries(target.signature)
    .filter(([, parameter]) => parameter.position === undefined)
    .map(([name]) => name);
}

/** The names and aliases of its options. */
export function optionSpellings(target: LayerKind | BlockDefinition): string[] {
  return isBlock(target) ? [...target.options] : [...tablesOf(target).options.keys()];
}

export function optionWords(target: LayerKind | BlockDefinition): Set<string> {
  const words = new Set(optionSpellings(target));
  if (!isBlock(target)) {
    for (const parameter of Object.values(target.signature))
      for (const word of Object.keys(parameter.words)) words.add(word);
  }
  return words;
}

/** The flag that a bare word sets. */
export function flagOf(
  target: LayerKind | BlockDefinition,
  text: string,
): { readonly name: string; readonly word: string } | null {
  if (isBlock(target)) {
    return target.parameters.get(text)?.default?.type === "truth" ? { name: text, word: text } : null;
  }
  const name = tablesOf(target).flags.get(text);
  return name === undefined ? null : { name, word: text };
}

/** The option of that name or alias; positions are not options. */
export function optionOf(target: LayerKind | BlockDefinition, text: string): string | null {
  if (isBlock(target)) return target.parameters.get(text)?.default ? text : null;
  return tablesOf(target).options.get(text) ?? null;
}

/** The positional parameter of that name or alias. */
export function positionOf(target: LayerKind | BlockDefinition, text: string): string | null {
  if (isBlock(target)) return target.parameters.get(text)?.default === null ? text : null;
  return tablesOf(target).positional.get(text) ?? null;
}
