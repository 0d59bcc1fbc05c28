// The name at a place inside expressions and arguments.

import { type Position, type Span, touches } from "../base/span";
import type { Argument, Expression, Word } from "../syntax/ast";

export interface NameAt {
  readonly word: Word;
  readonly member: Word | null;
  readonly span: Span;
}

/** The name at a position in the expression; null where something else stands there. */
export function nameAt(expression: Expression, at: Position): NameAt | null {
  if (!touches(expression.span, at)) return null;
  switch (expression.type) {
    case "name":
      return { word: expression.name, member: expression.member, span: expression.span };
    case "call":
      return firstOf(expression.arguments, at);
    case "tuple":
      return firstOf(expression.items, at);
    case "pair":
      return firstOf([expression.before, expression.after], at);
    case "negative":
    case "not":
      return nameAt(expression.operand, at);
    case "binary":
      return firstOf([expression.left, expression.right], at);
    case "choice":
      return firstOf([expression.condition, expression.yes, expression.no], at);
    default:
      return null;
  }
}

function firstOf(expressions: readonly Expression[], at: Position): NameAt | null {
  for (const expression of expressions) {
    const found = nameAt(expression, at);
    if (found) return found;
  }
  return null;
}

/** The name at a position in an argument; a bare word is left to whoever knows what it is there. */
export function nameInArgument(argument: Argument, at: Position): NameAt | null {
  if (argument.type !== "word") return nameAt(argument.value, at);
  return argument.member ? { word: argument.word, member: argument.member, span: argument.span } : null;
}
