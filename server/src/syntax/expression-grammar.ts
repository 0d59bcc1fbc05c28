// The grammar of expressions, for Chevrotain: numbers, sizes, names, and what is computed from them.

import { EarlyExitException, EmbeddedActionsParser, type IToken, NoViableAltException } from "chevrotain";
import { cover, span } from "../base/span";
import type { Argument, Expression } from "./ast";
import { spanOf, wordOf } from "./drafts";
import { numberOf, sizeOf } from "./literals";
import * as T from "./tokens";

/** The functions of expressions. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  "min",
  "max",
  "floor",
  "ceil",
  "round",
  "abs",
  "round_to",
]);

const NOTHING: Expression = { type: "truth", value: false, span: span(0, 0, 0) };

export abstract class ExpressionParser extends EmbeddedActionsParser {
  /** Chevrotain's own, which its types leave out. */
  declare SAVE_ERROR: (error: Error) => Error;

  /** Chevrotain would word all that could stand here, which nobody reads: a file may be full of faults. */
  protected raiseNoAltException(): never {
    throw this.SAVE_ERROR(new NoViableAltException("", this.LA(1), this.LA(0)));
  }

  protected raiseEarlyExitException(): never {
    throw this.SAVE_ERROR(new EarlyExitException("", this.LA(1), this.LA(0)));
  }

  protected bareWord = this.RULE("bareWord", (): Argument => {
    const token = this.OR([
      { ALT: () => this.CONSUME(T.Name) },
      { ALT: () => this.CONSUME(T.Glued) },
      { ALT: () => this.CONSUME(T.In) },
    ]);
    let member: IToken | undefined;
    this.OPTION(() => {
      this.CONSUME(T.Dot);
      member = this.CONSUME1(T.Name);
    });
    return this.ACTION(() => ({
      type: "word" as const,
      word: wordOf(token),
      member: member ? wordOf(member) : null,
      span: member ? cover(spanOf(token), spanOf(member)) : spanOf(token),
    })) as Argument;
  });

  protected expression = this.RULE("expression", (): Expression => {
    const yes = this.SUBRULE(this.disjunction);
    let result = yes;
    this.OPTION(() => {
      this.CONSUME(T.If);
      const condition = this.SUBRULE1(this.disjunction);
      this.CONSUME(T.Else);
      const no = this.SUBRULE(this.expression);
      result = this.ACTION(
        () => ({ type: "choice", condition, yes, no, span: cover(yes.span, no.span) }) as Expression,
      );
    });
    return result;
  });

  private disjunction = this.RULE("disjunction", (): Expression => {
    let left = this.SUBRULE(this.conjunction);
    this.MANY(() => {
      this.CONSUME(T.Or);
      const right = this.SUBRULE1(this.conjunction);
      left = this.binary("or", left, right);
    });
    return left;
  });

  private conjunction = this.RULE("conjunction", (): Expression => {
    let left = this.SUBRULE(this.negation);
    this.MANY(() => {
      this.CONSUME(T.And);
      const right = this.SUBRULE1(this.negation);
      left = this.binary("and", left, right);
    });
    return left;
  });

  private negation = this.RULE("negation", (): Expression => {
    return this.OR<Expression>([
      {
        ALT: () => {
          const not = this.CONSUME(T.Not);
          const operand = this.SUBRULE(this.negation);
          return {
            type: "not",
            operand,
            span: this.ACTION(() => cover(spanOf(not), operand.span)),
          } as Expression;
        },
      },
      { ALT: () => this.SUBRULE(this.comparison) },
    ]);
  });

  private comparison = this.RULE("comparison", (): Expression => {
    let left = this.SUBRULE(this.sum);
    this.OPTION(() => {
      const operator = this.CONSUME(T.Comparison);
      const right = this.SUBRULE1(this.sum);
      left = this.binary(operator.image, left, right);
    });
    return left;
  });

  private sum = this.RULE("sum", (): Expression => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(T.Plus) }, { ALT: () => this.CONSUME(T.Minus) }]);
      const right = this.SUBRULE1(this.product);
      left = this.binary(operator.image, left, right);
    });
    return left;
  });

  private product = this.RULE("product", (): Expression => {
    let left = this.SUBRULE(this.unary);
    this.MANY(() => {
      const operator = this.CONSUME(T.Product);
      const right = this.SUBRULE1(this.unary);
      left = this.binary(operator.image, left, right);
    });
    return left;
  });

  private unary = this.RULE("unary", (): Expression => {
    return this.OR<Expression>([
      {
        ALT: () => {
          const minus = this.CONSUME(T.Minus);
          const operand = this.SUBRULE(this.unary);
          return {
            type: "negative",
            operand,
            span: this.ACTION(() => cover(spanOf(minus), operand.span)),
          } as Expression;
        },
      },
      { ALT: () => this.SUBRULE(this.power) },
    ]);
  });

  /** `2**i`; it binds more tightly than a sign before it, less than one after it. */
  private power = this.RULE("power", (): Expression => {
    let left = this.SUBRULE(this.operand);
    this.OPTION(() => {
      this.CONSUME(T.Power);
      const right = this.SUBRULE(this.unary);
      left = this.binary("**", left, right);
    });
    return left;
  });

  private operand = this.RULE("operand", (): Expression => {
    return this.OR<Expression>([
      { ALT: () => this.SUBRULE(this.literal) },
      { GATE: () => this.startsCall(), ALT: () => this.SUBRULE(this.call) },
      { ALT: () => this.SUBRULE(this.nameExpression) },
      { ALT: () => this.SUBRULE(this.parenthesised) },
    ]);
  });

  private nameExpression = this.RULE("nameExpression", (): Expression => {
    const word = this.SUBRULE(this.bareWord) as Extract<Argument, { type: "word" }>;
    return { type: "name", name: word.word, member: word.member, span: word.span };
  });

  protected literal = this.RULE("literal", (): Expression => {
    return this.OR<Expression>([
      { ALT: () => this.SUBRULE(this.numberLiteral) },
      { ALT: () => sizeLiteral(this.CONSUME(T.SizeLiteral)) },
      {
        ALT: () => {
          const token = this.CONSUME(T.StringLiteral);
          return { type: "string", value: token.image.slice(1, -1), span: spanOf(token) };
        },
      },
      { ALT: () => ({ type: "truth", value: true, span: spanOf(this.CONSUME(T.True)) }) },
      { ALT: () => ({ type: "truth", value: false, span: spanOf(this.CONSUME(T.False)) }) },
    ]);
  });

  protected numberLiteral = this.RULE(
    "numberLiteral",
    (): Expression => numberLiteral(this.CONSUME(T.NumberLiteral)),
  );

  protected call = this.RULE("call", (): Expression => {
    const name = this.CONSUME(T.Name);
    this.CONSUME(T.LeftParenthesis);
    const list: Expression[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        list.push(this.SUBRULE(this.expression));
      },
    });
    const close = this.CONSUME(T.RightParenthesis);
    return this.ACTION(() => ({
      type: "call" as const,
      name: wordOf(name),
      arguments: list,
      span: cover(spanOf(name), spanOf(close)),
    })) as Expression;
  });

  /** `(e)`, `(a, b)` sizes per axis, `(p:q)` a pair; the items of a list may be pairs too. */
  protected parenthesised = this.RULE("parenthesised", (): Expression => {
    const open = this.CONSUME(T.LeftParenthesis);
    const items: Expression[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        let item = this.SUBRULE(this.expression);
        this.OPTION(() => {
          this.CONSUME(T.Colon);
          const after = this.SUBRULE1(this.expression);
          const before = item;
          item = this.ACTION(
            () => ({ type: "pair", before, after, span: cover(before.span, after.span) }) as Expression,
          );
        });
        items.push(item);
      },
    });
    const close = this.CONSUME(T.RightParenthesis);
    return this.ACTION(() => {
      const whole = cover(spanOf(open), spanOf(close));
      return items.length === 1
        ? { ...items[0]!, span: whole }
        : { type: "tuple" as const, items, span: whole };
    }) as Expression;
  });

  private binary(operator: string, left: Expression, right: Expression): Expression {
    return (this.ACTION(() => ({
      type: "binary",
      operator,
      left,
      right,
      span: cover(left.span, right.span),
    })) ?? NOTHING) as Expression;
  }

  protected startsCall(): boolean {
    const [name, open] = [this.LA(1), this.LA(2)];
    return (
      open.tokenType === T.LeftParenthesis &&
      open.startOffset === name.endOffset! + 1 &&
      open.startLine === name.startLine
    );
  }
}

const numberLiteral = (token: IToken): Expression => numberOf(token.image, spanOf(token));

const sizeLiteral = (token: IToken): Expression => sizeOf(token.image, spanOf(token));
