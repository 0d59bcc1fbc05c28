// What the analysis finds: a folded graph. Blocks and repeats are kept as such, each different use analysed once;
// whoever needs every layer walks it (see instances.ts).

import type { List } from "../base/list";
import type { Fact, Problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Size } from "../base/whole";
import type { Framework } from "../catalogue/framework";
import type { LayerKind } from "../catalogue/layer";
import type { Shape } from "../catalogue/shape";
import type { BlockDefinition } from "../model/definition";
import type { Entry, Scope } from "../model/scope";
import type { CallSegment, LayerSegment } from "../model/segment";
import type { Tensor } from "../model/value";
import type { Sequence, Statement, Step, Word } from "../syntax/ast";
import type { Effort } from "./effort";
import type { Totals } from "./totals";

/** What one layer gives for one input. Shared by all places where the same layer meets the same input. */
export interface LayerResult {
  /** null where it is not known at all. */
  readonly output: Shape | null;
  /** Learnable: role weight and bias. */
  readonly weightCount: Size;
  readonly biasCount: Size;
  /** Running statistics and the like (counted under Keras only). */
  readonly stateCount: Size;
  readonly macs: Size;
  readonly elementwise: Size;
  /** What is wrong, with the parameter at fault (null: the kind's name). */
  readonly facts: readonly { readonly fact: Fact; readonly at: string | null }[];
}

/** What all parts have. */
interface Common {
  readonly label: string | null;
  readonly totals: Totals;
  /** The `reuse` that runs it again: its own spans count from the labelled line, this one from the statement. */
  readonly again?: Word | undefined;
}

/** One executed layer. */
export interface LayerPart extends Common {
  readonly type: "layer";
  readonly kind: LayerKind;
  readonly segment: LayerSegment;
  readonly step: Step;
  /** Its own place: the word that names it. */
  readonly word: Word;
  readonly inputs: readonly (Shape | null)[];
  /** What it reads, by reference: "" the current tensor, `in`, a label or a parameter. Branch outputs are `branch:0` …. */
  readonly reads: readonly string[];
  readonly result: LayerResult;
  readonly framework: Framework | null;
  readonly frozen: boolean;
  /** Runs again with weights that are counted elsewhere. */
  readonly reused: boolean;
}

/** An `input`. */
export interface InputPart extends Common {
  readonly type: "input";
  readonly shape: Shape | null;
}

/** The current tensor becomes another: `from left`, `in`. */
export interface SelectPart extends Common {
  readonly type: "select";
  readonly reads: string;
  readonly shape: Shape | null;
}

/** A call of a block. */
export interface CallPart extends Common {
  readonly type: "call";
  readonly block: BlockDefinition;
  readonly segment: CallSegment;
  readonly step: Step;
  readonly word: Word;
  readonly run: Run;
  /** Parameters that hold tensors, and what they refer to at the place of the call. */
  readonly tensors: ReadonlyMap<string, string>;
  readonly input: Shape | null;
  readonly frozen: boolean;
  readonly reused: boolean;
}

/** A merge with branches: each run starts from the current tensor; then the merge reads their outputs. */
export interface BranchesPart extends Common {
  readonly type: "branches";
  readonly runs: readonly Run[];
  readonly merge: LayerPart;
  readonly step: Step;
}

/** Something executed several times in a row: `x3`, `repeat`. */
export interface RepeatPart extends Common {
  readonly type: "repeat";
  /** Consecutive iterations that are alike, folded. */
  readonly iterations: readonly {
    readonly parts: readonly Part[];
    readonly run: Run | null;
    readonly times: number;
  }[];
}

/** The taken arm of an `if`, or the body of a `residual` that skips nothing. */
export interface ArmPart extends Common {
  readonly type: "arm";
  readonly run: Run;
  /** Whether its labels end with it. */
  readonly closed: boolean;
}

/** `output` marks; `training` outputs do not count for inference. */
export interface OutputPart extends Common {
  readonly type: "output";
  readonly reads: string;
  readonly shape: Shape | null;
  readonly training: boolean;
}

/** Something that cannot be computed: an unknown kind, a call without its arguments. It keeps totals from being exact. */
export interface UnknownPart extends Common {
  readonly type: "unknown";
}

export type Part =
  | UnknownPart
  | LayerPart
  | InputPart
  | SelectPart
  | CallPart
  | BranchesPart
  | RepeatPart
  | ArmPart
  | OutputPart;

/** What the author claims, checked when the totals of the enclosing network (or use) are known. */
export interface Check {
  readonly what: "params" | "trainable" | "macs" | "receptive_field" | "memory" | "size";
  readonly kind: "expect" | "budget";
  readonly operator: "==" | "<" | "<=" | ">" | ">=";
  readonly value: number;
  /** Half of the last digit that is written: `4.09G` allows 5M. */
  readonly tolerance: number;
  /** As it is written. */
  readonly text: string;
  readonly span: Span;
  /** How many parts of its statement stand before it, those in an `if` apart (a receptive field is checked there). */
  readonly position: number;
}

/** What one statement does in one context. Spans are relative to the statement. */
export interface Outcome {
  readonly parts: readonly Part[];
  readonly totals: Totals;
  readonly problems: readonly LocatedProblem[];
  readonly checks: readonly Check[];
  /** Where each step of a line with several ends; empty for a line with one. */
  readonly ends: readonly StepEnd[];
  /** The current tensor behind it; null before the first `input`. */
  readonly after: Tensor | null;
  /** The names that it brings. */
  readonly defines: readonly Entry[];
  /** Whether anything is wrong in it, in what it calls too. */
  readonly faulty: boolean;
  /** Whether it asks for a look: something is wrong in it, checked or put out for training. */
  readonly eventful: boolean;
  /** Whether an output for training is marked in it, in what it calls too. */
  readonly trained: boolean;
  /** What it takes, apart from what stands in the file once. */
  readonly effort: Effort;
  /** Filled by the features, which alone know what stands in it: what each line of the statement gives. */
  lines: unknown;
}

/** What stands behind a step of a line. */
export interface StepEnd {
  /** How many parts of the line its steps so far have made. */
  readonly parts: number;
  readonly shape: Shape | null;
}

/** A problem, with the layer that it is about where repairs are to be computed. */
export interface LocatedProblem extends Problem {
  readonly subject?: Subject;
  /** What is at fault stands elsewhere, in the line that a `reuse` runs again: nothing can be repaired here. */
  readonly elsewhere?: true;
}

export interface Subject {
  readonly segment: LayerSegment;
  readonly inputs: readonly Shape[];
  readonly framework: Framework | null;
  readonly step: Step;
}

/** What holds between two statements. */
export interface State {
  /** null before the first `input`. */
  readonly current: Tensor | null;
  readonly scope: Scope;
}

/** A sequence of statements as analysed for one set of inputs: a file, a network, or one use of a body. */
export interface Run {
  readonly sequence: Sequence;
  readonly outcomes: List<Outcome>;
  /** What held before its first statement. */
  readonly before: State;
  /** The output: the current tensor at the end. */
  readonly output: Tensor | null;
  readonly totals: Totals;
  /** The tensor that it started from. */
  readonly start: Tensor | null;
  /** Whether anything is wrong in it. */
  readonly faulty: boolean;
  /** Whether an output for training is marked in it. */
  readonly trained: boolean;
  /** Problems of the checks, by statement index; found when the run was complete. */
  readonly checkProblems: readonly { readonly index: number; readonly problem: LocatedProblem }[];
}

export type { Statement };
