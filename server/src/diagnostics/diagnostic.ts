// What a diagnostic is: one file a code holds its data, wording, severity, page, example and repairs.

import type { Code, Facts, Severity } from "../base/problem";
import type { Span } from "../base/span";
import type { Framework } from "../catalogue/framework";
import type { LayerKind } from "../catalogue/layer";
import type { Shape } from "../catalogue/shape";

/** A replacement of a range (empty: an insertion), relative to the statement. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A repair: its title says what it gives (`` `pad2:3`: 112×112, nothing lost ``). */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What a layer would give with other arguments. */
export interface Probe {
  /** null where it would be refused. */
  readonly output: Shape | null;
  /** The codes that it would still meet. */
  readonly codes: ReadonlySet<Code>;
  /** Those among them that are errors. */
  readonly refusals: ReadonlySet<Code>;
}

/** The layer that a fact is about, for repairs that compute. */
export interface LayerContext {
  readonly kind: LayerKind;
  /** Typed arguments, sizes expanded to the rank of the input. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly input: Shape;
  readonly framework: Framework | null;
  /** Runs the layer's rules and shape with some arguments changed. */
  probe(changes: Readonly<Record<string, unknown>>): Probe;
  /**
   * The edit that makes the text say `text` for a parameter: it replaces the argument that gives it now (`stride2`),
   * or adds it behind the positional arguments. `text` is the whole argument: `stride2`, `pad1:2`, `same`, `5x5`.
   */
  write(parameter: string, text: string): Edit;
  /** The edits that put layers (`conv 64 1x1`) between an input of a merge and the merge; null where none can stand. */
  adapt(index: number, text: string): readonly Edit[] | null;
  /** The edit that takes the argument away. */
  remove(parameter: string): Edit;
}

export interface FixContext {
  /** Where the problem is, relative to its statement. */
  readonly span: Span;
  /** The text under the span. */
  readonly text: string;
  /** The edits that make other places of the file use a name by another one. */
  rename(name: string, other: string): readonly Edit[];
  /** The layer, where the fact is about one. */
  readonly layer: LayerContext | null;
}

export interface Diagnostic<C extends Code = Code> {
  readonly code: C;
  readonly severity: Severity;
  /** A short noun phrase or sentence for lists: "Kernel larger than its input". */
  readonly title: string;
  /** What, why and what to do, with the numbers; Markdown code spans allowed, one or two sentences. */
  readonly message: (data: Facts[C]) => string;
  /** The page's paragraphs: what it means, why it matters, how to repair it. Markdown. */
  readonly page: readonly string[];
  /** A `.cnn` file that meets the diagnostic, and one that does not any more. Both run as tests. Empty where it takes other files. */
  readonly example: string;
  readonly repaired: string;
  /** Further severity rules are settings; repairs are computed here. */
  readonly fixes?: (data: Facts[C], context: FixContext) => readonly Fix[];
}

/** Makes a diagnostic, its message typed by its code. */
export function defineDiagnostic<C extends Code>(diagnostic: Diagnostic<C>): Diagnostic<C> {
  return diagnostic;
}
