// A step's arguments → the parameters of its kind: which word is a position, an option, a flag, or a further layer.

import { isWhole, toNumber } from "../base/exact";
import { nearestNames } from "../base/nearest";
import { type Code, type Facts, type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import { layerNamed, layerNames } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import { positionsOfSignature } from "../catalogue/layer";
import type { Parameter } from "../catalogue/parameter";
import type { Argument, Expression, Step, Word } from "../syntax/ast";
import { coerce } from "./coerce";
import type { BlockDefinition } from "./definition";
import { evaluate, type Surroundings, wordValue } from "./expression";
import { gluedValue } from "./glued";
import { type Tensor, type Value, valueNoun } from "./value";

/** One layer of a step with its typed arguments. */
export interface LayerSegment {
  readonly type: "layer";
  readonly kind: LayerKind;
  readonly word: Word;
  /** Typed arguments; sizes as written, not yet expanded to a rank. Missing ones are absent. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Where each given argument stands. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Labels that a merge takes, in order. */
  readonly operands: readonly { readonly tensor: Tensor; readonly span: Span }[];
  /** Whether all that the kind requires could be read. */
  readonly complete: boolean;
  /** Filled by the analysis, which alone knows what stands in it. On the segment itself: weak maps slow collection. */
  answers: readonly unknown[];
}

/** One call of a block with its arguments. */
export interface CallSegment {
  readonly type: "call";
  readonly block: BlockDefinition;
  readonly word: Word;
  readonly values: ReadonlyMap<string, Value>;
  readonly spans: ReadonlyMap<string, Span>;
  readonly complete: boolean;
}

export type Segment = LayerSegment | CallSegment;

export interface BoundStep {
  /** The layer itself and those that follow it on its line. */
  readonly segments: readonly Segment[];
  /** The same for the first repetition, where `first` says otherwise. */
  readonly first: readonly Segment[] | null;
  /** How often; null where it is not known. */
  readonly times: number | null;
  readonly timesSpan: Span | null;
  readonly frozen: boolean;
}

/** What binding needs to know: what its expressions do. */
export type Binding = Surroundings;

/** What a word that begins a step calls; null where nothing has that name. */
export function callee(word: string, at: Binding): LayerKind | BlockDefinition | null {
  const value = at.scope.lookup(word)?.value;
  if (value?.type === "layer") return value.block ?? layerNamed(value.name) ?? null;
  return layerNamed(word) ?? at.block(word) ?? null;
}

export function isBlock(target: LayerKind | BlockDefinition): target is BlockDefinition {
  return "statement" in target;
}

/** Binds the arguments of a step whose kind is known. */
export function bindStep(step: Step, target: LayerKind | BlockDefinition, at: Binding): BoundStep {
  const binder = new Binder(step, target, at, step.first === null);
  for (const argument of step.arguments) binder.take(argument);
  if (step.first === null) return binder.finish(null);
  // `first` gives values to the first repetition only, up to the next layer word.
  const first = new Binder(step, target, { ...at, report: () => {} }, true);
  for (const argument of step.arguments) first.take(argument);
  let own = true;
  first.overriding = true;
  for (const argument of step.first) {
    if (own && argument.type === "word" && first.beginsLayer(argument.word.text)) {
      own = false;
      first.overriding = false;
    }
    if (own) first.report = at.report;
    first.take(argument);
    first.report = () => {};
    if (!own) binder.take(argument);
  }
  return binder.finish(first);
}

const REPEATED = /^x(\d+)$/;
const LETTER_X = 120;
const GLUED = /^([A-Za-z_]+)(\d.*)$/;

/** A segment being bound. */
interface Draft {
  readonly target: LayerKind | BlockDefinition;
  readonly word: Word;
  readonly given: Map<string, { value: Value; span: Span }>;
  readonly operands: { tensor: Tensor; span: Span }[];
  /** Positions in order, and how many are filled. */
  readonly positions: readonly string[];
  filled: number;
  broken: boolean;
}

class Binder {
  private readonly drafts: Draft[] = [];
  private times: { value: number | null; span: Span } | null = null;
  private frozen = false;
  /** An option whose value is the next argument. */
  private pending: { draft: Draft; name: string; word: Word } | null = null;
  private lastLone: Span | null = null;
  overriding = false;

  /** Where expressions stand; their problems go where this binder's go. */
  private readonly own: Binding;

  constructor(
    private readonly step: Step,
    target: LayerKind | BlockDefinition,
    private readonly at: Binding,
    private readonly checksMissing: boolean,
  ) {
    this.report = at.report;
    this.own = { ...at, report: (found) => this.report(found) };
    this.open(target, step.name);
  }

  report: (problem: Problem) => void;

  private fault<C extends Code>(code: C, span: Span, data: Facts[C]): void {
    this.report(problem(code, span, data));
  }

  private open(target: LayerKind | BlockDefinition, word: Word): void {
    const positions = isBlock(target) ? target.positions : tablesOf(target).positions;
    this.drafts.push({ target, word, given: new Map(), operands: [], positions, filled: 0, broken: false });
  }

  /** The layer that words belong to now: the last one; what stands behind `first` is for the step's own. */
  private get current(): Draft {
    return this.overriding ? this.drafts[0]! : this.drafts[this.drafts.length - 1]!;
  }

  /** Whether a word begins a further layer here. */
  beginsLayer(text: string): boolean {
    if (this.flagOf(this.current, text) || this.optionOf(this.current, text)) return false;
    const value = this.at.scope.lookup(text)?.value;
    if (value) return value.type === "layer";
    return this.at.isLayer(text);
  }

  take(argument: Argument): void {
    const pending = this.pending;
    this.pending = null;
    const lone = this.lastLone;
    this.lastLone = null;
    if (pending) {
      if (argument.type === "value") {
        this.give(
          pending.draft,
          pending.name,
          this.valueOf(argument.value, pending.draft, pending.name),
          argument.span,
        );
        return;
      }
      this.fault("missing-argument", pending.word.span, {
        kind: kindName(pending.draft.target),
        parameter: pending.name,
        option: true,
      });
    }
    switch (argument.type) {
      case "value":
        this.positional(argument.value, argument.span);
        break;
      case "option":
        this.option(argument.name, argument.value, argument.span);
        break;
      case "word":
        this.word(argument, lone);
        break;
      case "comparison":
        this.fault("surplus-argument", argument.span, {
          kind: kindName(this.current.target),
          takes: this.current.positions.length,
        });
        break;
    }
  }

  private positional(expression: Expression, span: Span): void {
    const draft = this.current;
    const name = draft.positions[draft.filled];
    if (name === undefined) {
      const value = evaluate(expression, this.own);
      if (value.type === "tensor" && takesOperands(draft.target)) {
        draft.operands.push({ tensor: value.tensor, span });
        return;
      }
      if (this.overriding && draft.positions.length > 0) {
        this.give(draft, draft.positions[0]!, value, span);
        return;
      }
      this.fault("surplus-argument", span, { kind: kindName(draft.target), takes: draft.positions.length });
      return;
    }
    draft.filled++;
    if (expression.type === "number") this.lastLone = span;
    this.give(draft, name, this.valueOf(expression, draft, name), span);
  }

  private option(name: Word, expression: Expression, span: Span): void {
    if (name.text === "x") {
      this.repeat(evaluate(expression, this.own), span);
      return;
    }
    const draft = this.current;
    const own = this.optionOf(draft, name.text) ?? this.positionOf(draft, name.text);
    if (own) {
      const index = draft.positions.indexOf(own);
      if (index >= 0 && index === draft.filled) draft.filled++;
      this.give(draft, own, this.valueOf(expression, draft, own), span);
      return;
    }
    this.unknownOption(name.text, span, name.span);
  }

  private word(argument: Extract<Argument, { type: "word" }>, lone: Span | null): void {
    const { word, member, span } = argument;
    const draft = this.current;
    const text = word.text;
    if (member) {
      this.positional({ type: "name", name: word, member, span }, span);
      return;
    }
    const times = text.charCodeAt(0) === LETTER_X ? REPEATED.exec(text) : null;
    if (times) {
      if (this.times && !this.overriding) {
        this.fault("repeated-argument", span, { parameter: "x", kind: kindName(draft.target) });
        return;
      }
      if (lone && this.takesSize(draft)) {
        const size = `${this.lastText(draft)}x${times[1]}`;
        this.fault("repeat-or-size", span, { text, size });
      }
      const value = Number(times[1]);
      this.times = { value: Number.isSafeInteger(value) ? value : null, span };
      if (!Number.isSafeInteger(value)) this.fault("too-many-layers", span, { limit: 1e9 });
      return;
    }
    if (text === "frozen" && !this.at.scope.lookup(text)) {
      this.frozen = true;
      return;
    }
    const flag = this.flagOf(draft, text);
    const entry = this.at.scope.lookup(text);
    if (flag) {
      if (entry && entry.value.type !== "layer") {
        this.fault("ambiguous-word", span, { word: text, kind: kindName(draft.target), option: flag.name });
      }
      this.give(draft, flag.name, { type: "word", text: flag.word }, span);
      return;
    }
    const option = this.optionOf(draft, text);
    if (option && !(entry && this.nextIsNotValue(argument))) {
      this.pending = { draft, name: option, word };
      return;
    }
    if (entry || text === "in") {
      const value = wordValue(text, this.at);
      if (value === null) {
        this.fault("unknown-name", span, { name: text, nearest: [...this.at.scope.names()].slice(0, 0) });
        draft.broken = true;
        return;
      }
      this.scoped(value, word, span);
      return;
    }
    const glued = this.glued(draft, text);
    if (glued) {
      this.give(draft, glued.name, glued.value, span);
      return;
    }
    this.layerWord(word, span);
  }

  /** A bare word that stands for a value: a layer, a tensor, or an argument. */
  private scoped(value: Value, word: Word, span: Span): void {
    const draft = this.current;
    const position = draft.positions[draft.filled];
    if (value.type === "tensor" && takesOperands(draft.target)) {
      draft.operands.push({ tensor: value.tensor, span });
      return;
    }
    const takesLayer = position !== undefined && isBlock(draft.target);
    if (value.type === "layer" && !takesLayer) {
      this.layerWord({ text: value.name, span: word.span }, span, value.block);
      return;
    }
    if (position === undefined) {
      // Nothing can take the value: then a word that also names a layer means the layer (`relu: …`, and later `relu`).
      if (layerNamed(word.text)) this.layerWord(word, span);
      else if (this.overriding && draft.positions.length > 0)
        this.give(draft, draft.positions[0]!, value, span);
      else
        this.fault("surplus-argument", span, { kind: kindName(draft.target), takes: draft.positions.length });
      return;
    }
    draft.filled++;
    this.give(draft, position, value, span);
  }

  private layerWord(word: Word, span: Span, block: BlockDefinition | null = null): void {
    const draft = this.current;
    const target = block ?? layerNamed(word.text) ?? this.at.block(word.text);
    if (target === undefined) {
      // An option or flag of a layer before it on the line belongs in front of the word that took its place.
      const earlier = this.drafts.find((other) => other !== draft && this.accepts(other, word.text));
      if (earlier) {
        const data = {
          word: word.text,
          belongsTo: kindName(earlier.target),
          after: kindName(draft.target),
          before: draft.word.span,
        };
        this.fault("misplaced-argument", span, data);
        return;
      }
      this.unknownOption(word.text, span, span);
      return;
    }
    if (isBlock(draft.target) && draft.positions[draft.filled] !== undefined) {
      this.give(
        draft,
        draft.positions[draft.filled++]!,
        { type: "layer", name: word.text, block: isBlock(target) ? target : null },
        span,
      );
      return;
    }
    if (isBlock(target) || !target.trails) this.fault("needs-arrow", span, { kind: word.text });
    this.open(target, { text: word.text, span });
  }

  private accepts(draft: Draft, text: string): boolean {
    return (
      this.flagOf(draft, text) !== null ||
      this.optionOf(draft, text) !== null ||
      this.glued(draft, text) !== null
    );
  }

  private unknownOption(text: string, span: Span, name: Span): void {
    const draft = this.current;
    if (takesOperands(draft.target)) {
      this.fault("unknown-name", name, { name: text, nearest: nearestNames(text, this.at.scope.names()) });
      draft.broken = true;
      return;
    }
    const earlier = this.drafts.find((other) => other !== draft && this.accepts(other, text));
    if (earlier) {
      const data = {
        word: text,
        belongsTo: kindName(earlier.target),
        after: kindName(draft.target),
        before: draft.word.span,
      };
      this.fault("misplaced-argument", span, data);
      return;
    }
    const letters = /^[A-Za-z_]+/.exec(text)?.[0] ?? text;
    const options = [...optionWords(draft.target)];
    const trailing = [...layerNames()].filter((name) => layerNamed(name)?.trails);
    const whole = nearestNames(text, [...options, ...trailing, ...this.at.scope.names()]);
    const glued =
      letters === text
        ? []
        : nearestNames(letters, optionNames(draft.target)).map((name) => name + text.slice(letters.length));
    const nearest = [...glued, ...whole].slice(0, 3);
    this.fault("unknown-option", name, {
      word: text,
      kind: kindName(draft.target),
      nearest,
      options: optionNames(draft.target),
    });
  }

  /** Whether a word that could be an option is a name instead: no literal follows it. */
  private nextIsNotValue(argument: Argument): boolean {
    const list = this.step.arguments.includes(argument) ? this.step.arguments : (this.step.first ?? []);
    return list[list.indexOf(argument) + 1]?.type !== "value";
  }

  private takesSize(draft: Draft): boolean {
    const name = draft.positions[draft.filled - 1];
    return name !== undefined && !isBlock(draft.target) && draft.target.signature[name]?.type === "size";
  }

  private lastText(draft: Draft): string {
    const value = draft.given.get(draft.positions[draft.filled - 1]!)?.value;
    return value?.type === "number" ? String(value.value.n) : "";
  }

  private flagOf(draft: Draft, text: string): { name: string; word: string } | null {
    if (isBlock(draft.target)) {
      const parameter = draft.target.statement.parameters.find((own) => own.name.text === text);
      return parameter?.default?.type === "truth" ? { name: text, word: text } : null;
    }
    const name = tablesOf(draft.target).flags.get(text);
    return name === undefined ? null : { name, word: text };
  }

  /** The option of that name or alias; positions are not options. */
  private optionOf(draft: Draft, text: string): string | null {
    if (isBlock(draft.target)) return draft.target.options.includes(text) ? text : null;
    return tablesOf(draft.target).options.get(text) ?? null;
  }

  private positionOf(draft: Draft, text: string): string | null {
    if (isBlock(draft.target)) return draft.positions.includes(text) ? text : null;
    return tablesOf(draft.target).positional.get(text) ?? null;
  }

  private glued(draft: Draft, text: string): { name: string; value: Value } | null {
    const match = GLUED.exec(text);
    if (!match) return null;
    const name = this.optionOf(draft, match[1]!);
    const value = name === null ? null : gluedValue(match[2]!);
    return name === null || value === null ? null : { name, value };
  }

  private valueOf(expression: Expression, draft: Draft, name: string): Value {
    const words = isBlock(draft.target) ? undefined : tablesOf(draft.target).words.get(name);
    return evaluate(expression, this.own, words);
  }

  private repeat(value: Value, span: Span): void {
    if (value.type === "number" && isWhole(value.value) && value.value.n >= 0n) {
      this.times = { value: toNumber(value.value), span };
      return;
    }
    this.times = { value: null, span };
    if (value.type === "number")
      this.fault("number-range", span, {
        parameter: "x",
        value: String(toNumber(value.value)),
        least: 0,
        most: 1e9,
      });
    else if (value.type !== "unknown")
      this.fault("wrong-type", span, { parameter: "x", expected: "a whole number", found: valueNoun(value) });
  }

  private give(draft: Draft, name: string, value: Value, span: Span): void {
    const before = draft.given.get(name);
    if (before && !this.overriding) {
      this.fault("repeated-argument", span, { parameter: name, kind: kindName(draft.target) });
      return;
    }
    draft.given.set(name, { value, span });
  }

  finish(first: Binder | null): BoundStep {
    if (this.pending) {
      const { draft, name, word } = this.pending;
      this.fault("missing-argument", word.span, {
        kind: kindName(draft.target),
        parameter: name,
        option: true,
      });
    }
    if (first?.pending) {
      first.report = this.at.report;
      const { draft, name, word } = first.pending;
      first.fault("missing-argument", word.span, {
        kind: kindName(draft.target),
        parameter: name,
        option: true,
      });
    }
    const times = this.times ?? first?.times ?? null;
    const onlyFirst = times !== null && times.value === 1;
    const segments = this.drafts.map((draft) => this.segment(draft, this.checksMissing || !onlyFirst));
    if (first) first.report = this.at.report;
    return {
      segments,
      first: first ? first.drafts.map((draft) => first.segment(draft, false)) : null,
      times: times === null ? 1 : times.value,
      timesSpan: times?.span ?? null,
      frozen: this.frozen || (first?.frozen ?? false),
    };
  }

  private segment(draft: Draft, complain: boolean): Segment {
    return isBlock(draft.target)
      ? this.call(draft, draft.target, complain)
      : this.layer(draft, draft.target, complain);
  }

  private call(draft: Draft, block: BlockDefinition, complain: boolean): CallSegment {
    const values = new Map<string, Value>();
    const spans = new Map<string, Span>();
    for (const [name, { value, span }] of draft.given) {
      const isFlag =
        block.statement.parameters.find((own) => own.name.text === name)?.default?.type === "truth";
      values.set(name, isFlag && value.type === "word" ? { type: "truth", value: true } : value);
      spans.set(name, span);
    }
    let complete = !draft.broken;
    for (const name of block.positions) {
      if (values.has(name)) continue;
      complete = false;
      if (complain && !draft.broken)
        this.fault("missing-argument", draft.word.span, { kind: block.name, parameter: name, option: false });
    }
    return { type: "call", block, word: draft.word, values, spans, complete };
  }

  private layer(draft: Draft, kind: LayerKind, complain: boolean): LayerSegment {
    const args: Record<string, unknown> = {};
    const spans = draft.given.size === 0 ? NO_SPANS : new Map<string, Span>();
    let complete = !draft.broken;
    const { parameters } = tablesOf(kind);
    for (const [name, parameter] of parameters) {
      const given = draft.given.get(name);
      if (given) {
        spans.set(name, given.span);
        const typed = coerce(given.value, name, parameter, given.span, this.report);
        if (typed !== undefined) args[name] = typed;
        else if (parameter.required) complete = false;
        else if (given.value.type === "unknown" && parameter.type !== "flag") complete = false;
        else if (parameter.default !== undefined) args[name] = parameter.default;
      } else if (parameter.default !== undefined) {
        args[name] = parameter.default;
      } else if (parameter.required) {
        complete = false;
        if (complain && !draft.broken)
          this.fault("missing-argument", draft.word.span, {
            kind: kind.kind,
            parameter: name,
            option: false,
          });
      }
    }
    for (const [name, parameter] of parameters) {
      if (parameter.defaultFrom !== undefined && args[name] === undefined)
        args[name] = args[parameter.defaultFrom];
    }
    return {
      type: "layer",
      kind,
      word: draft.word,
      args,
      spans,
      operands: draft.operands,
      complete,
      answers: [],
    };
  }
}

/** No argument is given, as behind most activations. */
const NO_SPANS: Map<string, Span> = new Map();

/** A kind's signature as binding asks it. */
interface Tables {
  readonly parameters: readonly (readonly [string, Parameter])[];
  readonly positions: readonly string[];
  /** Options by their names and aliases. */
  readonly options: ReadonlyMap<string, string>;
  /** Positional parameters by their names and aliases. */
  readonly positional: ReadonlyMap<string, string>;
  /** The bare words of the signature, and the parameter that each sets. */
  readonly flags: ReadonlyMap<string, string>;
  /** The own words of each parameter. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

const tables = new Map<LayerKind, Tables>();

function tablesOf(kind: LayerKind): Tables {
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
  return { parameters, positions, options, positional, flags, words };
}

function kindName(target: LayerKind | BlockDefinition): string {
  return isBlock(target) ? target.name : target.kind;
}

function takesOperands(target: LayerKind | BlockDefinition): boolean {
  return !isBlock(target) && target.merges;
}

/** The names of the options of a kind or block, without its positions. */
export function optionNames(target: LayerKind | BlockDefinition): string[] {
  if (isBlock(target)) return [...target.options];
  return Object.entries(target.signature)
    .filter(([, parameter]) => parameter.position === undefined)
    .map(([name]) => name);
}

function optionWords(target: LayerKind | BlockDefinition): Set<string> {
  const words = new Set(optionNames(target));
  if (!isBlock(target)) {
    for (const parameter of Object.values(target.signature))
      for (const word of Object.keys(parameter.words)) words.add(word);
  }
  return words;
}
