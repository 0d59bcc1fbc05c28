// Reads the arguments of a step one by one: which word is a position, an option, a flag, or a further layer.

import { nearestNames } from "../base/nearest";
import { type Code, type Facts, type Problem, problem } from "../base/problem";
import { cover, type Span } from "../base/span";
import { layerNamed } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import { kindMeant } from "../catalogue/other-names";
import type { Argument, Expression, Step, Word } from "../syntax/ast";
import { blockValue, optionAdvice, trailingAdvice, trailingNames } from "./advice";
import { tellFirstOfOne, timesIn, timesOf, valueBehind } from "./arguments";
import type { Binding } from "./bind";
import type { BlockDefinition } from "./definition";
import { type Draft, lastText, segmentOf, takesSize } from "./draft";
import { evaluate, namesAt, wordValue } from "./expression";
import { idleFrozen } from "./frozen";
import { gluedOption, understands } from "./glued";
import { leavesCountOut, namedBehind, sizeOrRepeat, standsForValue } from "./misfits";
import { type BoundStep, isBlock } from "./segment";
import { flagOf, kindName, optionOf, positionOf, tablesOf, takesOperands } from "./signature";
import { UNKNOWN, type Value } from "./value";

/** Of a step with more words that it does not know, no more is looked at: advice takes its time. */
const MOST_UNKNOWN = 20;

export class Binder {
  private readonly drafts: Draft[] = [];
  private times: { value: number | null; span: Span } | null = null;
  /** An option whose value is the next argument. */
  private pending: { draft: Draft; name: string; word: Word } | null = null;
  private lastLone: Span | null = null;
  /** The value of an option that is not known. */
  private passed: Argument | null = null;
  private unknownWords = 0;
  overriding = false;
  /** Whether what is wrong goes unsaid: what stands before `first` is told once, of the other repetitions. */
  silent = false;

  /** Where expressions stand; their problems go where this binder's go. */
  private readonly own: Binding;

  constructor(
    private readonly step: Step,
    target: LayerKind | BlockDefinition,
    private readonly at: Binding,
    private readonly checksMissing: boolean,
  ) {
    this.own = { ...at, report: (found) => this.report(found) };
    this.open(target, step.name);
  }

  private report(problem: Problem): void {
    if (!this.silent) this.at.report(problem);
  }

  private fault<C extends Code>(code: C, span: Span, data: Facts[C]): void {
    this.report(problem(code, span, data));
  }

  private open(target: LayerKind | BlockDefinition, word: Word): void {
    const positions = isBlock(target) ? target.positions : tablesOf(target).positions;
    const given = new Map();
    const broken = false;
    this.drafts.push({ target, word, given, operands: [], positions, filled: 0, broken, frozen: false });
  }

  /** The layer that words belong to now: the last one; what stands behind `first` is for the step's own. */
  private get current(): Draft {
    return this.overriding ? this.drafts[0]! : this.drafts[this.drafts.length - 1]!;
  }

  /** Whether a word begins a further layer here. */
  beginsLayer(text: string): boolean {
    if (flagOf(this.current.target, text) || optionOf(this.current.target, text)) return false;
    const value = this.at.scope.lookup(text)?.value;
    if (value) return value.type === "layer";
    return this.at.isLayer(text);
  }

  take(argument: Argument): void {
    if (argument === this.passed || this.unknownWords > MOST_UNKNOWN) return;
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
      if (argument.type === "word" && this.namedValue(pending, argument)) return;
      this.pending = pending;
      this.unfinished();
      this.pending = null;
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
        this.surplus(argument.span);
        break;
    }
  }

  /** `stride s`: a name cannot follow its option without `=`, but what is meant is clear. */
  private namedValue(
    { draft, name, word }: { draft: Draft; name: string; word: Word },
    { word: value, member, span }: Extract<Argument, { type: "word" }>,
  ): boolean {
    const { text } = value;
    const entry = this.at.scope.lookup(text);
    if (entry?.value.type === "layer" || understands(draft.target, text)) return false;
    if (!entry && (member || this.at.isLayer(text) || kindMeant(text))) return false;
    const words = isBlock(draft.target) ? undefined : tablesOf(draft.target).words.get(name);
    if (entry || words?.has(text)) this.report(namedBehind(word, value, span));
    const expression: Expression = { type: "name", name: value, member, span };
    this.give(draft, name, this.valueOf(expression, draft, name), span);
    return true;
  }

  /** `conv 3x3`: a size where a count should stand, before the size that is still to come, leaves the count out. */
  private skipCount(draft: Draft, expression: Expression, span: Span): void {
    if (!leavesCountOut(draft, expression)) return;
    const parameter = draft.positions[draft.filled++]!;
    this.fault("missing-argument", draft.word.span, {
      kind: kindName(draft.target),
      parameter,
      option: false,
    });
    this.give(draft, parameter, UNKNOWN, span);
  }

  private positional(expression: Expression, span: Span): void {
    const draft = this.current;
    this.skipCount(draft, expression, span);
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
      this.surplus(span);
      return;
    }
    draft.filled++;
    if (expression.type === "number") this.lastLone = span;
    this.give(draft, name, this.valueOf(expression, draft, name), span);
  }

  private surplus(span: Span): void {
    const { target, positions } = this.current;
    this.fault("surplus-argument", span, { kind: kindName(target), takes: positions.length });
  }

  private option(name: Word, expression: Expression, span: Span): void {
    if (name.text === "x") {
      this.times = { value: timesOf(evaluate(expression, this.own), span, this.own.report), span };
      return;
    }
    const draft = this.current;
    const own = optionOf(draft.target, name.text) ?? positionOf(draft.target, name.text);
    if (own) {
      if (own === draft.positions[draft.filled]) draft.filled++;
      this.give(draft, own, this.valueOf(expression, draft, own), span);
      return;
    }
    if (!this.misplaced(name.text, name, expression, span)) this.unknownOption(name, span, expression);
  }

  private word(argument: Extract<Argument, { type: "word" }>, lone: Span | null): void {
    const { word, member, span } = argument;
    const draft = this.current;
    const text = word.text;
    if (member) {
      this.positional({ type: "name", name: word, member, span }, span);
      return;
    }
    const times = timesIn(text);
    // A merge takes a label of that name, which is told where it is defined.
    const labelled =
      times !== null && takesOperands(draft.target) && this.at.scope.lookup(text) !== undefined;
    if (times && !labelled) {
      if (this.times && !this.overriding) {
        this.fault("repeated-argument", span, { parameter: "x", kind: kindName(draft.target) });
        return;
      }
      if (lone && takesSize(draft)) this.report(sizeOrRepeat(lastText(draft), text, lone, span));
      const value = Number(times);
      this.times = { value: Number.isSafeInteger(value) ? value : null, span };
      if (!Number.isSafeInteger(value)) this.fault("too-many-layers", span, { limit: 1e9 });
      return;
    }
    if (text === "frozen" && !this.at.scope.lookup(text)) {
      draft.frozen = true;
      const idle = idleFrozen(this.drafts, draft, this.step, span);
      if (idle) this.report(idle);
      return;
    }
    const flag = flagOf(draft.target, text);
    const entry = this.at.scope.lookup(text);
    if (flag) {
      if (entry && entry.value.type !== "layer") {
        this.fault("ambiguous-word", span, { word: text, kind: kindName(draft.target), option: flag.name });
      }
      this.give(draft, flag.name, { type: "word", text: flag.word }, span);
      return;
    }
    const option = optionOf(draft.target, text);
    if (option && !(entry && !valueBehind(this.step, word))) {
      this.pending = { draft, name: option, word };
      return;
    }
    if (entry || text === "in") {
      const value = wordValue(text, this.at);
      if (value === null) {
        this.fault("unknown-name", span, { name: text, nearest: [] });
        draft.broken = true;
        return;
      }
      this.scoped(value, word, span);
      return;
    }
    const glued = gluedOption(draft.target, text);
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
    // What it should be has been told where it was given.
    if (value.type === "unknown" && position === undefined) return;
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
      else this.surplus(span);
      return;
    }
    draft.filled++;
    this.give(draft, position, value, span);
  }

  private layerWord(word: Word, span: Span, block: BlockDefinition | null = null): void {
    const draft = this.current;
    const target = block ?? layerNamed(word.text) ?? this.at.block(word.text);
    if (target === undefined) {
      if (!this.misplaced(word.text, word, null, span)) this.unknownOption(word, span, null);
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

  private unknownOption(word: Word, span: Span, value: Expression | null): void {
    const draft = this.current;
    const { text } = word;
    if (++this.unknownWords > MOST_UNKNOWN) {
      draft.broken = true;
      return;
    }
    if (takesOperands(draft.target)) {
      this.fault("unknown-name", word.span, { name: text, nearest: nearestNames(text, namesAt(this.at)) });
      draft.broken = true;
      return;
    }
    const meant = value === null ? kindMeant(text) : null;
    if (meant?.trails) {
      this.fault("unknown-option", word.span, trailingAdvice(draft.target, text, span, meant));
      this.open(meant, { text, span });
      return;
    }
    const names = namesAt(this.at);
    if (value === null && !this.overriding && standsForValue(draft, word, this.step, names)) {
      const known = isBlock(draft.target) ? [...names, ...trailingNames()] : names;
      this.fault("unknown-name", word.span, { name: text, nearest: nearestNames(text, known) });
      this.give(draft, draft.positions[draft.filled++]!, UNKNOWN, span);
      return;
    }
    const advice = optionAdvice(draft.target, text, span, names);
    this.fault("unknown-option", word.span, advice);
    this.readAs(advice.nearest, word, span, value);
  }

  /** A mistyped option is read as the one that is nearest, with its value: `strid 2`. */
  private readAs(nearest: readonly string[], word: Word, span: Span, value: Expression | null): void {
    const draft = this.current;
    const only = nearest.length === 1 ? nearest[0]! : "";
    const option = optionOf(draft.target, only);
    const glued = gluedOption(draft.target, only);
    const next = value ? null : valueBehind(this.step, word);
    if (option && value) this.give(draft, option, this.valueOf(value, draft, option), span);
    else if (option && next) this.pending = { draft, name: option, word };
    else if (glued) this.give(draft, glued.name, glued.value, span);
    else if (next && draft.filled >= draft.positions.length) this.passed = next;
  }

  /** An option or flag of a layer before this one on the line: it is told, and given to the layer that it belongs to. */
  private misplaced(text: string, word: Word, value: Expression | null, span: Span): boolean {
    const index = this.drafts.findIndex((other) => other !== this.current && understands(other.target, text));
    const [owner, follower] = [this.drafts[index], this.drafts[index + 1]];
    if (!owner || !follower) return false;
    const flag = value ? null : flagOf(owner.target, text);
    const glued = gluedOption(owner.target, text);
    const name = flag?.name ?? optionOf(owner.target, text);
    const next = value || flag || glued ? null : valueBehind(this.step, word);
    const [belongsTo, after] = [kindName(owner.target), kindName(follower.target)];
    const whole = next ? cover(span, next.span) : span;
    this.fault("misplaced-argument", whole, { belongsTo, after, before: follower.word.span });
    if (flag) this.give(owner, flag.name, { type: "word", text: flag.word }, span);
    else if (glued) this.give(owner, glued.name, glued.value, span);
    else if (value && name) this.give(owner, name, this.valueOf(value, owner, name), span);
    else if (name) this.pending = { draft: owner, name, word };
    return true;
  }

  private valueOf(expression: Expression, draft: Draft, name: string): Value {
    if (isBlock(draft.target)) return blockValue(expression, this.own);
    const words = tablesOf(draft.target).words.get(name);
    return evaluate(expression, this.own, words);
  }

  private give(draft: Draft, name: string, value: Value, span: Span): void {
    const before = draft.given.get(name);
    if (before && !this.overriding) {
      this.fault("repeated-argument", span, { parameter: name, kind: kindName(draft.target) });
      return;
    }
    draft.given.set(name, { value, span });
  }

  /** An option at the end that waits for its value. */
  private unfinished(): void {
    if (!this.pending) return;
    const { draft, name, word } = this.pending;
    this.fault("missing-argument", word.span, {
      kind: kindName(draft.target),
      parameter: name,
      option: true,
    });
  }

  finish(first: Binder | null): BoundStep {
    this.unfinished();
    if (first) first.silent = false;
    if (!this.pending) first?.unfinished();
    const times = this.times ?? first?.times ?? null;
    if (first && times === null) tellFirstOfOne(this.step, this.own.report);
    const onlyFirst = times !== null && times.value === 1;
    const segments = this.drafts.map((draft) =>
      segmentOf(draft, this.checksMissing || !onlyFirst, this.own.report),
    );
    return {
      segments,
      first: first ? first.drafts.map((draft) => segmentOf(draft, false, first.own.report)) : null,
      times: times === null ? 1 : times.value,
      timesSpan: times?.span ?? null,
    };
  }
}
