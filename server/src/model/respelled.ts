// The arguments of a step as they are meant where they are written as another tool writes them: `kernel_size=3`,
// `activation=relu`, `pad same`, `conv 3x3 64`. Each is told once, with its repair.

import { nearestNames } from "../base/nearest";
import { type Facts, type Problem, problem } from "../base/problem";
import { cover, type Span, shift } from "../base/span";
import { layerNamed } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import { kindMeant } from "../catalogue/other-names";
import type { Argument, Expression, Step } from "../syntax/ast";
import { trailingNames } from "./advice";
import type { BlockDefinition } from "./definition";
import { furtherNamed } from "./further";
import { ACTIVATION_OPTIONS, IDLE_OPTIONS, OTHER_OPTIONS } from "./other-options";
import { isBlock } from "./segment";
import { optionOf, positionOf, tablesOf } from "./signature";

type Report = (problem: Problem) => void;
type Option = Extract<Argument, { type: "option" }>;
type Reason = Facts["other-spelling"]["reason"];
type Edits = readonly { readonly span: Span; readonly text: string }[];

export interface Respelled {
  readonly step: Step;
  readonly target: LayerKind | BlockDefinition;
}

/** The step and its kind as they are meant. What is spelled as this language spells is returned as it is. */
export function respelled(step: Step, target: LayerKind | BlockDefinition, report: Report): Respelled {
  if (isBlock(target) || step.arguments.length === 0) return { step, target };
  const resampled = resampling(step, target, report);
  if (resampled) return resampled;
  const list = furtherNamed(ordered(step.arguments, target, step, report), target, step, report);
  const reader = new ArgumentReader(list, target, report);
  const meant = reader.read();
  return { step: meant === step.arguments ? step : { ...step, arguments: meant }, target };
}

function tell(
  report: Report,
  where: Span,
  found: string,
  meant: string,
  reason: Reason,
  edits?: Edits,
): void {
  const relative = edits?.map((edit) => ({ span: shift(edit.span, -where.line), text: edit.text }));
  report(problem("other-spelling", where, { found, meant, reason, ...(relative && { edits: relative }) }));
}

/** `conv 3x3 64` has its count and kernel swapped; `depthwise 8 3x3` has a count that it does not take. */
function ordered(
  given: readonly Argument[],
  kind: LayerKind,
  step: Step,
  report: Report,
): readonly Argument[] {
  const [first, second] = given;
  if (first?.type !== "value" || second?.type !== "value") return given;
  const types = tablesOf(kind).positions.map((name) => kind.signature[name]!.type);
  const rest = given.slice(2);
  const [one, other] = [first.value.type, second.value.type];
  if (types[0] === "count" && types[1] === "size" && one === "size" && other === "number") {
    const [a, b] = [textOf(first.value), textOf(second.value)];
    tell(report, cover(first.span, second.span), `${a} ${b}`, `${b} ${a}`, "order");
    return [second, first, ...rest];
  }
  if (types.length === 1 && types[0] === "size" && one === "number" && other === "size") {
    tell(report, first.span, textOf(first.value), "", "own-channels");
    return [second, ...rest];
  }
  const named = /(^|\.)(Conv(Transpose)?[123]d|Linear)$/.test(step.name.text) || step.name.text === "linear";
  const third = given[types.length];
  const counts = given
    .slice(0, types.length + 1)
    .every((each) => each.type === "value" && each.value.type !== "size");
  const kernelNamed = given.some((each) => each.type === "option" && each.name.text === "kernel_size");
  const computed = one === "binary" && types.length === 1;
  const plain = (one === "number" || computed) && other === "number";
  if (
    named &&
    plain &&
    (kernelNamed ||
      (third?.type === "value" && (counts || types.length > 1)) ||
      (types.length === 1 && counts))
  ) {
    // What is computed has been told at its own place.
    const upTo = { ...first.span, endLine: second.span.line, end: second.span.start };
    tell(report, computed ? upTo : first.span, textOf(first.value), "", "input-channels");
    return given.slice(1);
  }
  return given;
}

/** `resize scale=2` is an `upsample`, and `upsample size=64` a `resize`. */
function resampling(step: Step, kind: LayerKind, report: Report): Respelled | null {
  if (kind.kind !== "resize" && kind.kind !== "upsample") return null;
  const [wrong, other]: [RegExp, string] =
    kind.kind === "resize"
      ? [/^(scale|factor|scale_factor)$/, "upsample"]
      : [/^(size|output_size|target_size)$/, "resize"];
  const index = step.arguments.findIndex((each) => each.type === "option" && wrong.test(each.name.text));
  const option = step.arguments[index] as Option | undefined;
  const target = layerNamed(other);
  if (!option || !target) return null;
  if (other === "resize" && !isOutputSize(option.value)) return null;
  const value = textOf(option.value);
  const where = cover(step.name.span, option.span);
  const reason = other === "resize" ? "out-of-size" : "factor";
  tell(report, option.span, textOf(option.value, option.name.text), `${other} ${value}`, reason, [
    { span: step.name.span, text: other },
    { span: { ...option.span, endLine: option.value.span.line, end: option.value.span.start }, text: "" },
  ]);
  const list = [...step.arguments];
  list[index] = { type: "value", value: option.value, span: option.value.span };
  return { step: { ...step, arguments: list, span: where }, target };
}

/** Keras' `size=2` is a factor; nobody scales by eight at once. */
function isOutputSize(value: Expression): boolean {
  const sizes = value.type === "tuple" ? value.items : [value];
  return sizes.some((each) => Number(/\d+/.exec(textOf(each))?.[0] ?? 0) >= 8);
}

/** Goes through the arguments; the list is only made anew where something is written otherwise. */
class ArgumentReader {
  private current: LayerKind;
  private filled = 0;
  private result: Argument[] | null = null;
  /** Whether the layers that follow have begun. */
  private trailing = false;
  /** An activation that belongs before them. */
  private waiting: Argument | null = null;

  constructor(
    private readonly given: readonly Argument[],
    kind: LayerKind,
    private readonly report: Report,
  ) {
    this.current = kind;
  }

  read(): readonly Argument[] {
    const { given } = this;
    for (let at = 0; at < given.length; at++) {
      const argument = given[at]!;
      const next = given[at + 1];
      if (argument.type === "option") this.option(argument, at);
      else if (argument.type === "word" && !argument.member) {
        if (this.isOptionBeforeItsWord(argument.word.text, next)) {
          const word = (next as Extract<Argument, { type: "word" }>).word.text;
          const where = cover(argument.span, next!.span);
          tell(this.report, where, `${argument.word.text} ${word}`, word, "word");
          this.changed(at);
        } else this.word(argument, at);
      } else this.keep(argument);
      if (argument.type === "value") this.filled++;
    }
    if (this.waiting) this.result?.push(this.waiting);
    return this.result ?? given;
  }

  /** From here on the list differs from what is given. */
  private changed(at: number): Argument[] {
    this.result ??= this.given.slice(0, at);
    return this.result;
  }

  private keep(argument: Argument): void {
    this.result?.push(argument);
  }

  private word(argument: Extract<Argument, { type: "word" }>, at: number): void {
    const { text } = argument.word;
    const own = tablesOf(this.current).flags.has(text) || optionOf(this.current, text);
    const layer = own ? undefined : layerNamed(text);
    if (layer?.trails) {
      if (this.waiting) this.changed(at).push(this.waiting);
      this.waiting = null;
      this.trailing = true;
      this.current = layer;
      this.filled = 0;
    }
    this.keep(argument);
  }

  /** `pad same`: the option's name before a word that sets it by itself. */
  private isOptionBeforeItsWord(text: string, next: Argument | undefined): boolean {
    const name = optionOf(this.current, text);
    if (name === null || next?.type !== "word" || next.member) return false;
    return tablesOf(this.current).flags.get(next.word.text) === name;
  }

  private option(argument: Option, at: number): void {
    const name = argument.name.text;
    const kind = this.current;
    const position = positionOf(kind, name);
    if (position && tablesOf(kind).positions.indexOf(position) === this.filled) this.filled++;
    if (name === "x" || position || optionOf(kind, name)) return this.keep(argument);
    const found = textOf(argument.value, name);
    if (ACTIVATION_OPTIONS.has(name)) return this.activation(argument, found, at);
    if (name === "return_sequences" && argument.value.type === "truth" && optionOf(kind, "output")) {
      const list = this.changed(at);
      if (!argument.value.value) return tell(this.report, argument.span, found, "", "default");
      tell(this.report, argument.span, found, "sequence", "word");
      list.push(wordAt("sequence", argument.span));
      return;
    }
    const own = OTHER_OPTIONS.get(name)?.find((each) => Object.hasOwn(kind.signature, each));
    if (own) return this.renamed(argument, own, found, at);
    if (IDLE_OPTIONS.test(name)) {
      this.changed(at);
      return tell(this.report, argument.span, found, "", "setting");
    }
    this.keep(argument);
  }

  /** `kernel_size=3`: just `3` where its place has come, else `kernel=3`. */
  private renamed(argument: Option, own: string, found: string, at: number): void {
    const value = textOf(argument.value);
    const place = tablesOf(this.current).positions.indexOf(own);
    const list = this.changed(at);
    const simple =
      argument.value.type === "number" || argument.value.type === "size" || argument.value.type === "tuple";
    if (place >= 0 && place === this.filled && simple) {
      this.filled++;
      tell(this.report, argument.span, found, value, "positional", [{ span: before(argument), text: "" }]);
      list.push({ type: "value", value: argument.value, span: argument.span });
      return;
    }
    tell(this.report, argument.span, found, `${own}=${value}`, "option", [
      { span: argument.name.span, text: own },
    ]);
    list.push({ ...argument, name: { text: own, span: argument.name.span } });
  }

  /** `activation=relu`: the activation follows the layer, behind all that is the layer's own. */
  private activation(argument: Option, found: string, at: number): void {
    const { value } = argument;
    const name = value.type === "string" ? value.value : value.type === "name" ? value.name.text : "";
    const layer = layerNamed(name) ?? kindMeant(name);
    if (name === "linear" || name === "None") {
      this.changed(at);
      return tell(this.report, argument.span, found, "", "setting");
    }
    const list = this.changed(at);
    if (!layer?.trails) {
      const nearest = nearestNames(name, trailingNames());
      this.report(problem("unknown-name", value.span, { name: textOf(value), nearest }));
      return;
    }
    const word = layerNamed(name) ? name : layer.kind;
    const last = this.trailing ? null : this.lastOwn(at);
    const edits = last && [
      { span: argument.span, text: "" },
      { span: endOf(last.span), text: ` ${word}` },
    ];
    tell(this.report, argument.span, found, word, "trailing", edits ?? undefined);
    const moved = wordAt(word, argument.span);
    if (this.trailing) list.push(moved);
    else this.waiting = moved;
  }

  /** The last argument behind this one that is the layer's own; null where there is none. */
  private lastOwn(at: number): Argument | null {
    let last: Argument | null = null;
    for (const argument of this.given.slice(at + 1)) {
      if (argument.type === "word" && !argument.member && layerNamed(argument.word.text)?.trails) {
        if (!tablesOf(this.current).flags.has(argument.word.text)) break;
      }
      last = argument;
    }
    return last;
  }
}

const wordAt = (text: string, span: Span): Argument => ({
  type: "word",
  word: { text, span },
  member: null,
  span,
});

const endOf = (span: Span): Span => ({
  line: span.endLine,
  start: span.end,
  endLine: span.endLine,
  end: span.end,
});

/** The name and the sign of an option. */
const before = ({ name, value }: Option): Span => ({
  ...name.span,
  endLine: value.span.line,
  end: value.span.start,
});

/** A value as it would be written; with a name, the whole option. */
function textOf(value: Expression, name = ""): string {
  const prefix = name === "" ? "" : `${name}=`;
  switch (value.type) {
    case "number":
    case "size":
      return prefix + value.text;
    case "string":
      return `${prefix}"${value.value}"`;
    case "truth":
      return prefix + String(value.value);
    case "name":
      return prefix + value.name.text + (value.member ? `.${value.member.text}` : "");
    case "tuple":
      return `${prefix}(${value.items.map((item) => textOf(item)).join(", ")})`;
    default:
      return `${prefix}…`;
  }
}
