// The tree of a `.cnn` file. Nodes know nothing of files: spans are relative to the first line of their statement,
// so an unchanged statement is the same object after an edit elsewhere.

import type { Exact } from "../base/exact";
import type { List } from "../base/list";
import type { Problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Size } from "../base/whole";

/** A name or a glued word (`stride2`, `pad1:2x0:1`) as it stands in the text. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A literal size: one part an axis, each a number, `?`, or a pair before:after. */
export interface SizePart {
  readonly value: Size;
  /** The second number of a pair. */
  readonly after?: number;
}

export type Expression =
  | {
      readonly type: "number";
      readonly value: Exact | null;
      readonly unit: string;
      readonly text: string;
      readonly span: Span;
    }
  | {
      readonly type: "size";
      readonly parts: readonly SizePart[];
      /** The number before `@`; undefined without one. */
      readonly channelsFirst: Size | undefined;
      readonly text: string;
      readonly span: Span;
    }
  | { readonly type: "string"; readonly value: string; readonly span: Span }
  | { readonly type: "truth"; readonly value: boolean; readonly span: Span }
  | { readonly type: "name"; readonly name: Word; readonly member: Word | null; readonly span: Span }
  | {
      readonly type: "call";
      readonly name: Word;
      readonly arguments: readonly Expression[];
      readonly span: Span;
    }
  | { readonly type: "tuple"; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly type: "pair"; readonly before: Expression; readonly after: Expression; readonly span: Span }
  | { readonly type: "negative"; readonly operand: Expression; readonly span: Span }
  | { readonly type: "not"; readonly operand: Expression; readonly span: Span }
  | {
      readonly type: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly type: "choice";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      readonly span: Span;
    };

export type Argument =
  | { readonly type: "value"; readonly value: Expression; readonly span: Span }
  | { readonly type: "word"; readonly word: Word; readonly member: Word | null; readonly span: Span }
  | { readonly type: "option"; readonly name: Word; readonly value: Expression; readonly span: Span }
  | {
      readonly type: "comparison";
      readonly operator: string;
      readonly value: Expression;
      readonly span: Span;
    };

export interface Step {
  readonly name: Word;
  readonly arguments: readonly Argument[];
  /** What follows `first`; null without it. */
  readonly first: readonly Argument[] | null;
  readonly body: Body | null;
  readonly span: Span;
  /** The step of another line that differs from this one in its digits only, and whose spans are shared; null without. */
  readonly twin: Step | null;
  /** Filled by the analysis, which alone knows what stands in it: how the step binds where it depends on no name. */
  memo: unknown;
}

/** `{ … }`: one sequence, or with `|` a sequence a branch. */
export interface Body {
  readonly branches: readonly Sequence[];
  /** Whether `|` separates branches; without, `branches` has one. */
  readonly barred: boolean;
  /** The `|` of each branch. */
  readonly bars: readonly Span[];
  readonly span: Span;
}

/** Statements with the lines that they begin on, counted from the first line of the statement (or file) around them. */
export interface Sequence {
  readonly statements: List<Statement>;
  readonly lines: readonly number[];
}

interface Common {
  /** What is wrong with its text. */
  readonly problems: readonly Problem[];
  /** Every name that occurs in it, bodies included: what its meaning may depend on. */
  readonly words: ReadonlySet<string>;
  /** Whether something is wrong with its text, or with that of a statement inside of it. */
  readonly flawed: boolean;
  /** Whether it means something to the whole file: a definition, `framework` and the like. */
  readonly declares: boolean;
  /** Whether it declares something, or names its result. */
  readonly defines: boolean;
  readonly span: Span;
  /** Filled by the analysis, which alone knows what stands in it: what the statement did where it ran last. */
  memo: unknown;
}

export interface ParameterDefinition {
  readonly name: Word;
  readonly default: Expression | null;
}

export type Statement =
  | (Common & { readonly type: "line"; readonly label: Word | null; readonly steps: readonly Step[] })
  | (Common & { readonly type: "let"; readonly name: Word; readonly value: Expression })
  | (Common & { readonly type: "import"; readonly path: string; readonly pathSpan: Span })
  | (Common & {
      readonly type: "block";
      readonly name: Word;
      readonly parameters: readonly ParameterDefinition[];
      readonly body: Body;
    })
  | (Common & { readonly type: "network"; readonly name: Word; readonly body: Body })
  | (Common & {
      readonly type: "if";
      readonly condition: Expression;
      readonly taken: Body;
      /** An `if` in an `else if` is a body with that one statement. */
      readonly otherwise: Body | null;
    })
  | (Common & {
      readonly type: "repeat";
      readonly count: Expression;
      readonly index: Word | null;
      readonly body: Body;
    });

export type StatementOf<T extends Statement["type"]> = Extract<Statement, { type: T }>;
