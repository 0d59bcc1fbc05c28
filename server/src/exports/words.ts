// The words that the editor's grammar colours, by what they are: every one comes from the catalogue.

import { LAYERS } from "../catalogue/index";
import type { LayerKind } from "../catalogue/layer";
import { FUNCTION_WORDS, STATEMENT_WORDS } from "../catalogue/statements";

/** The lists that `scripts/grammar.mjs` takes; `words` are the layers that may follow on another's line. */
export interface WordLists {
  readonly layers: readonly string[];
  readonly words: readonly string[];
  readonly merges: readonly string[];
  readonly directives: readonly string[];
  readonly options: readonly string[];
  readonly flags: readonly string[];
  readonly functions: readonly string[];
}

const names = (kinds: readonly LayerKind[]) => kinds.flatMap((kind) => [kind.kind, ...kind.aliases]);

const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

/** All lists, each in alphabetical order. */
export function wordLists(): WordLists {
  const merges = LAYERS.filter((kind) => kind.merges);
  const trailing = LAYERS.filter((kind) => kind.trails && !kind.merges);
  const others = LAYERS.filter((kind) => !kind.trails && !kind.merges);
  const parameters = LAYERS.flatMap((kind) => Object.entries(kind.signature));
  return {
    layers: sorted(names(others)),
    words: sorted(names(trailing)),
    merges: sorted([...names(merges), "residual"]),
    directives: STATEMENT_WORDS.filter((entry) => entry.role === "directive")
      .map((entry) => entry.word)
      .filter((word) => word !== "in" && word !== "residual"),
    options: sorted([
      ...parameters.flatMap(([name, parameter]) =>
        parameter.position === undefined ? [name, ...parameter.aliases] : [],
      ),
      "when",
    ]),
    flags: sorted([
      ...parameters.flatMap(([, parameter]) => (parameter.named ? [] : Object.keys(parameter.words))),
      ...STATEMENT_WORDS.flatMap((entry) => entry.words ?? []),
    ]),
    functions: Object.keys(FUNCTION_WORDS).map((text) => text.slice(0, text.indexOf("("))),
  };
}
