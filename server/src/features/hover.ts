// What is told of the word under the cursor: what it is, and how its numbers arise.

import type { Hover, Position as LspPosition } from "vscode-languageserver-types";
import { DIRECTIVE_NAMES } from "../analysis/directive-names";
import type { CallPart, LayerPart } from "../analysis/run";
import { type Span, sameSpan, shift, touches } from "../base/span";
import { grouped } from "../base/whole";
import { layerNamed } from "../catalogue";
import { statementWord } from "../catalogue/statements";
import type { Argument, Expression, Statement, StatementOf, Step, Word } from "../syntax/ast";
import type { Program } from "../workspace/program";
import { definedWords } from "./definitions";
import { nameAt, nameInArgument } from "./expression-names";
import { fieldText } from "./field-hover";
import { kindText, layerText } from "./layer-hover";
import { expressionsOf, flat, placeAt, stepAt } from "./locate";
import { blockText, callText, type NameContext, nameText } from "./name-hover";
import { parameterText } from "./parameter-hover";
import { rangeOf } from "./protocol";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";
import { type Chosen, FIRST_USES } from "./uses";

export interface HoverOptions {
  readonly settings?: EditorSettings;
  readonly chosen?: Chosen;
}

/** A text about something, and where that stands (relative to its statement). */
interface Told {
  readonly text: string;
  readonly span: Span;
}

/** The hover at a position; null where there is nothing to tell. */
export function hoverAt(program: Program, position: LspPosition, options: HoverOptions = {}): Hover | null {
  const { settings = DEFAULT_SETTINGS, chosen = FIRST_USES } = options;
  const place = placeAt(program, { line: position.line, column: position.character }, chosen);
  if (!place) return null;
  const told = tell({ program, place, chosen, style: settings.shapeStyle });
  if (!told || told.text === "") return null;
  return {
    contents: { kind: "markdown", value: told.text },
    range: rangeOf(shift(told.span, place.line)),
  };
}

function tell(context: NameContext): Told | null {
  const { statement, at } = context.place;
  if (statement.type === "line") return tellLine(statement, context);
  for (const word of definedWords(statement)) if (touches(word.span, at)) return tellName(word, context);
  for (const expression of expressionsOf(statement)) {
    const told = tellExpression(expression, context);
    if (told) return told;
  }
  return tellKeyword(statement, context);
}

function tellLine(line: StatementOf<"line">, context: NameContext): Told | null {
  const { at, outcome } = context.place;
  if (line.label && touches(line.label.span, at)) return tellName(line.label, context);
  const found = stepAt(line, outcome, at);
  if (!found) return null;
  const { step, parts } = found;
  const own = [...flat(parts)].filter((part) => part.type === "layer" || part.type === "call");
  for (const part of own) {
    if (part.step !== step || !touches(part.word.span, at)) continue;
    const text =
      part.type === "layer"
        ? layerText(part, parts, context.style, fieldText(part, context.place.line, context.program))
        : callText(part, parts, context);
    return { text, span: part.word.span };
  }
  if (touches(step.name.span, at)) return tellStepName(step, context);
  const argument = [...step.arguments, ...(step.first ?? [])].find((each) => touches(each.span, at));
  return argument ? tellArgument(argument, own, step, context) : null;
}

function tellStepName({ name }: Step, context: NameContext): Told | null {
  if (DIRECTIVE_NAMES.has(name.text)) return { text: wordText(name.text), span: name.span };
  const kind = layerNamed(name.text);
  if (kind) return { text: kindText(kind), span: name.span };
  const block = context.program.home.block(name.text);
  return block ? { text: blockText(block, context), span: name.span } : tellName(name, context);
}

type OwnPart = LayerPart | CallPart;

function tellArgument(
  argument: Argument,
  parts: readonly OwnPart[],
  step: Step,
  context: NameContext,
): Told | null {
  const { at } = context.place;
  const name = nameInArgument(argument, at);
  const inside = name && nameText(name.word.text, name.member?.text ?? null, context);
  if (name && inside) return { text: inside, span: name.span };
  const { span } = argument;
  const variable = argument.type === "word" && context.place.lookup(argument.word.text);
  for (const part of parts) {
    for (const [parameter, given] of part.segment.spans) {
      if (!sameSpan(given, span)) continue;
      const text = parameterText(part, parameter, context.style);
      const named = variable ? tellName(argument.word, context)?.text : undefined;
      return { text: named ? `${named}\n\n---\n\n${text}` : text, span };
    }
  }
  if (argument.type !== "word") return null;
  const word = argument.word.text;
  for (const part of parts) {
    const parameter = part.step === step ? optionNamed(part, word) : null;
    if (parameter) return { text: parameterText(part, parameter, context.style), span };
  }
  const plain = plainWord(word);
  if (plain) return { text: plain, span };
  const named = tellName(argument.word, context);
  const kind = layerNamed(word);
  return named ?? (kind ? { text: kindText(kind), span } : null);
}

/** The option that a word names: in `stride 2` the value stands apart. */
function optionNamed(part: OwnPart, word: string): string | null {
  if (part.type === "call") return part.block.options.includes(word) ? word : null;
  for (const [name, parameter] of Object.entries(part.kind.signature))
    if (name === word || parameter.aliases.includes(word)) return name;
  return null;
}

function plainWord(word: string): string | null {
  if (/^x\d+$/.test(word)) return `Runs the step ${grouped(Number(word.slice(1)))} times, one after another.`;
  return word === "frozen" ? wordText(word) : null;
}

/** What a word of the language does; "" where it is none. */
function wordText(word: string): string {
  const entry = statementWord(word);
  return entry ? [`**${entry.word}**`, entry.summary, ...entry.notes.slice(0, 1)].join("\n\n") : "";
}

function tellName(word: Word, context: NameContext): Told | null {
  const text = nameText(word.text, null, context);
  return text === null ? null : { text, span: word.span };
}

function tellExpression(expression: Expression, context: NameContext): Told | null {
  const found = nameAt(expression, context.place.at);
  const text = found && nameText(found.word.text, found.member?.text ?? null, context);
  return found && text !== null ? { text, span: found.span } : null;
}

/** The word that begins a statement: `let`, `block`, …. */
function tellKeyword(statement: Statement, { place }: NameContext): Told | null {
  const { line, start } = statement.span;
  const span: Span = { line, start, endLine: line, end: start + statement.type.length };
  return touches(span, place.at) ? { text: wordText(statement.type), span } : null;
}
