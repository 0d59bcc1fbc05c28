// A layer or call while its arguments are read, and what it comes to when they all are.

import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import type { LayerKind } from "../catalogue/layer";
import type { Word } from "../syntax/ast";
import { coerce } from "./coerce";
import type { BlockDefinition } from "./definition";
import { type CallSegment, isBlock, type LayerSegment, type Segment } from "./segment";
import { tablesOf } from "./signature";
import type { Tensor, Value } from "./value";

type Report = (problem: Problem) => void;

/** A layer or call whose arguments are being read. */
export interface Draft {
  readonly target: LayerKind | BlockDefinition;
  readonly word: Word;
  readonly given: Map<string, { value: Value; span: Span }>;
  readonly operands: { tensor: Tensor; span: Span }[];
  /** Positions in order, and how many are filled. */
  readonly positions: readonly string[];
  filled: number;
  broken: boolean;
  frozen: boolean;
}

/** Whether the position filled last takes a size, so that `3 x3` may mean one. */
export function takesSize(draft: Draft): boolean {
  const name = draft.positions[draft.filled - 1];
  return name !== undefined && !isBlock(draft.target) && draft.target.signature[name]?.type === "size";
}

/** The number that was given last. */
export function lastText(draft: Draft): string {
  const value = draft.given.get(draft.positions[draft.filled - 1]!)?.value;
  return value?.type === "number" ? String(value.value.n) : "";
}

/** What a draft comes to; what is missing is told where `complain` says so. */
export function segmentOf(draft: Draft, complain: boolean, report: Report): Segment {
  return isBlock(draft.target)
    ? callOf(draft, draft.target, complain, report)
    : layerOf(draft, draft.target, complain, report);
}

function callOf(draft: Draft, block: BlockDefinition, complain: boolean, report: Report): CallSegment {
  const values = new Map<string, Value>();
  const spans = new Map<string, Span>();
  for (const [name, { value, span }] of draft.given) {
    const isFlag = block.parameters.get(name)?.default?.type === "truth";
    values.set(name, isFlag && value.type === "word" ? { type: "truth", value: true } : value);
    spans.set(name, span);
  }
  let complete = !draft.broken;
  const missing = block.positions.find((name) => !values.has(name));
  if (missing !== undefined) {
    complete = false;
    if (complain && !draft.broken) {
      // Of several the first: they are all told at the same place.
      const data = { kind: block.name, parameter: missing, option: false, named: true } as const;
      report(problem("missing-argument", draft.word.span, data));
    }
  }
  return { type: "call", block, word: draft.word, values, spans, complete, frozen: draft.frozen };
}

function layerOf(draft: Draft, kind: LayerKind, complain: boolean, report: Report): LayerSegment {
  const args: Record<string, unknown> = new Arguments();
  const spans = draft.given.size === 0 ? NO_SPANS : new Map<string, Span>();
  let complete = !draft.broken;
  let doubtful = false;
  const { parameters, derived } = tablesOf(kind);
  for (const [name, parameter] of parameters) {
    const given = draft.given.get(name);
    if (given) {
      spans.set(name, given.span);
      const typed = coerce(given.value, name, parameter, given.span, report);
      if (typed !== undefined) args[name] = typed;
      else if (GEOMETRY.has(name)) {
        doubtful = true;
        if (parameter.default !== undefined) args[name] = parameter.default;
      } else if (parameter.required || (parameter.type !== "flag" && parameter.type !== "choice"))
        complete = false;
      else if (parameter.default !== undefined) args[name] = parameter.default;
    } else if (parameter.default !== undefined) {
      args[name] = parameter.default;
    } else if (parameter.required) {
      complete = false;
      if (complain && !draft.broken) {
        const data = { kind: kind.kind, parameter: name, option: false };
        report(problem("missing-argument", draft.word.span, data));
      }
    }
  }
  for (const { name, from } of derived) if (args[name] === undefined) args[name] = args[from];
  return {
    type: "layer",
    kind,
    word: draft.word,
    args,
    spans,
    operands: draft.operands.length === 0 ? NO_OPERANDS : draft.operands,
    complete,
    doubtful,
    frozen: draft.frozen,
    answers: null,
  };
}

/** Arguments by parameter, in an object that has room for all of them in itself, as do its copies: long files have many. */
class Arguments {
  readonly [parameter: string]: unknown;
}

/** What only the output's sizes depend on: without it, its channels and the weights are still known. */
const GEOMETRY: ReadonlySet<string> = new Set(["stride", "pad", "dilation", "output_pad"]);
const NO_OPERANDS: LayerSegment["operands"] = [];
/** No argument is given, as behind most activations. */
const NO_SPANS: Map<string, Span> = new Map();
