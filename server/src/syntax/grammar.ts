// The grammar of one statement, for Chevrotain. Bodies in braces have been read by the outline and arrive as one
// token. The rules build the tree as they go, so that what stands before a fault is kept.

import { EmbeddedActionsParser, EOF, type IToken, type TokenType } from "chevrotain";
import { readDecimal } from "../base/exact";
import { cover, type Span, span } from "../base/span";
import type { Size } from "../base/whole";
import type { Argument, Body, Expression, ParameterDefinition, SizePart, Step, Word } from "./ast";
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

/** A step being read. */
export interface StepDraft {
  name: Word;
  arguments: Argument[];
  first: Argument[] | null;
  body: Body | null;
}

/** A statement being read: the parts that have been seen so far. */
export type Draft =
  | { type: "line"; label: Word | null; steps: StepDraft[] }
  | { type: "let"; name?: Word; value?: Expression }
  | { type: "import"; path?: string; pathSpan?: Span }
  | { type: "block"; name?: Word; parameters: ParameterDefinition[]; body?: Body }
  | { type: "network"; name?: Word; body?: Body }
  | { type: "if"; condition?: Expression; taken?: Body; otherwise?: Body }
  | { type: "repeat"; count?: Expression; index?: Word; body?: Body };

/** A token whose line, counted from the statement's first, is `startLine` (0 where absent), or a body. */
export type LineToken = IToken & { payload?: { body: Body } };

export function spanOf(token: IToken): Span {
  const body = (token as LineToken).payload?.body;
  if (body) return body.span;
  return span(token.startLine ?? 0, token.startOffset, token.endOffset! + 1);
}

const wordOf = (token: IToken): Word => ({ text: token.image, span: spanOf(token) });

const NOWHERE = span(0, 0, 0);
const NOTHING: Expression = { type: "truth", value: false, span: NOWHERE };

export class StatementParser extends EmbeddedActionsParser {
  draft: Draft = { type: "line", label: null, steps: [] };

  constructor() {
    super(T.VOCABULARY, { maxLookahead: 2, recoveryEnabled: false, skipValidations: true });
    this.performSelfAnalysis();
  }

  statement = this.RULE("statement", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.letStatement) },
      { ALT: () => this.SUBRULE(this.importStatement) },
      { ALT: () => this.SUBRULE(this.blockStatement) },
      { ALT: () => this.SUBRULE(this.networkStatement) },
      { ALT: () => this.SUBRULE(this.ifStatement) },
      { ALT: () => this.SUBRULE(this.repeatStatement) },
      { ALT: () => this.SUBRULE(this.line) },
    ]);
  });

  private line = this.RULE("line", () => {
    const draft: Draft = { type: "line", label: null, steps: [] };
    this.draft = draft;
    this.OPTION(() => {
      const label = this.CONSUME(T.Name);
      this.CONSUME(T.Colon);
      this.ACTION(() => {
        draft.label = wordOf(label);
      });
    });
    this.SUBRULE(this.step, { ARGS: [draft] });
    this.MANY(() => {
      this.CONSUME(T.Arrow);
      this.SUBRULE1(this.step, { ARGS: [draft] });
    });
  });

  private step = this.RULE("step", (line: Extract<Draft, { type: "line" }>) => {
    const name = this.OR([{ ALT: () => this.CONSUME(T.Name) }, { ALT: () => this.CONSUME(T.In) }]);
    const step: StepDraft = { name: wordOf(name), arguments: [], first: null, body: null };
    this.ACTION(() => line.steps.push(step));
    this.MANY(() => {
      const argument = this.SUBRULE(this.argument);
      this.ACTION(() => step.arguments.push(argument));
    });
    this.OPTION(() => {
      this.CONSUME(T.First);
      const first: Argument[] = [];
      step.first = first;
      this.AT_LEAST_ONE(() => {
        const argument = this.SUBRULE1(this.argument);
        this.ACTION(() => first.push(argument));
      });
    });
    this.OPTION1(() => {
      const body = this.SUBRULE(this.body);
      this.ACTION(() => {
        step.body = body;
      });
    });
  });

  private body = this.RULE("body", (): Body => {
    const token = this.CONSUME(T.BodyToken) as LineToken;
    return token.payload?.body ?? { branches: [], barred: false, bars: [], span: NOWHERE };
  });

  private argument = this.RULE("argument", (): Argument => {
    return this.OR<Argument>([
      {
        GATE: () => this.LA(2).tokenType === T.Assign,
        ALT: () => {
          const name = this.OR1([{ ALT: () => this.CONSUME(T.Name) }, { ALT: () => this.CONSUME(T.Times) }]);
          this.CONSUME(T.Assign);
          const value = this.SUBRULE(this.expression);
          return this.ACTION(() => ({
            type: "option" as const,
            name: wordOf(name),
            value,
            span: cover(spanOf(name), value.span),
          })) as Argument;
        },
      },
      {
        GATE: () => this.startsCall(),
        ALT: () => {
          const value = this.SUBRULE(this.call);
          return { type: "value", value, span: value.span };
        },
      },
      { ALT: () => this.SUBRULE(this.bareWord) },
      {
        ALT: () => {
          const value = this.OR2([
            { ALT: () => this.SUBRULE(this.literal) },
            { ALT: () => this.SUBRULE(this.parenthesised) },
            {
              ALT: () => {
                const minus = this.CONSUME(T.Minus);
                const operand = this.SUBRULE(this.numberLiteral);
                return {
                  type: "negative",
                  operand,
                  span: this.ACTION(() => cover(spanOf(minus), operand.span)),
                } as Expression;
              },
            },
          ]);
          return { type: "value", value, span: value.span };
        },
      },
      {
        ALT: () => {
          const operator = this.CONSUME(T.Comparison);
          const value = this.SUBRULE1(this.literal);
          return {
            type: "comparison",
            operator: operator.image,
            value,
            span: this.ACTION(() => cover(spanOf(operator), value.span)),
          } as Argument;
        },
      },
    ]);
  });

  private bareWord = this.RULE("bareWord", (): Argument => {
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

  private letStatement = this.RULE("letStatement", () => {
    const draft: Draft = { type: "let" };
    this.draft = draft;
    this.CONSUME(T.Let);
    const name = this.CONSUME(T.Name);
    draft.name = wordOf(name);
    this.CONSUME(T.Assign);
    draft.value = this.SUBRULE(this.expression);
  });

  private importStatement = this.RULE("importStatement", () => {
    const draft: Draft = { type: "import" };
    this.draft = draft;
    this.CONSUME(T.Import);
    const path = this.CONSUME(T.StringLiteral);
    this.ACTION(() => {
      draft.path = path.image.slice(1, -1);
      draft.pathSpan = spanOf(path);
    });
  });

  private blockStatement = this.RULE("blockStatement", () => {
    const draft: Draft = { type: "block", parameters: [] };
    this.draft = draft;
    this.CONSUME(T.Block);
    const name = this.CONSUME(T.Name);
    draft.name = wordOf(name);
    this.CONSUME(T.LeftParenthesis);
    this.MANY_SEP({
      SEP: T.Comma,
      DEF: () => {
        // A trailing comma leaves an empty parameter.
        this.OPTION(() => {
          const parameter = this.CONSUME1(T.Name);
          let value: Expression | null = null;
          this.OPTION1(() => {
            this.CONSUME(T.Assign);
            value = this.SUBRULE(this.expression);
          });
          this.ACTION(() => draft.parameters.push({ name: wordOf(parameter), default: value }));
        });
      },
    });
    this.CONSUME(T.RightParenthesis);
    draft.body = this.SUBRULE(this.body);
  });

  private networkStatement = this.RULE("networkStatement", () => {
    const draft: Draft = { type: "network" };
    this.draft = draft;
    this.CONSUME(T.Network);
    const name = this.CONSUME(T.Name);
    draft.name = wordOf(name);
    draft.body = this.SUBRULE(this.body);
  });

  private ifStatement = this.RULE("ifStatement", () => {
    const draft: Extract<Draft, { type: "if" }> = { type: "if" };
    this.draft = draft;
    this.CONSUME(T.If);
    draft.condition = this.SUBRULE(this.expression);
    draft.taken = this.SUBRULE(this.body);
    this.OPTION(() => {
      this.CONSUME(T.Else);
      this.OR([
        {
          // `else if …` is an `else` whose body is that `if`.
          ALT: () => {
            this.SUBRULE(this.ifStatement);
            this.ACTION(() => {
              draft.otherwise = this.nested(this.draft);
              this.draft = draft;
            });
          },
        },
        {
          ALT: () => {
            const body = this.SUBRULE1(this.body);
            draft.otherwise = body;
          },
        },
      ]);
    });
  });

  /** How an `else if` becomes a body; set by the builder, which makes statements of drafts. */
  nested: (draft: Draft) => Body = () => ({ branches: [], barred: false, bars: [], span: NOWHERE });

  private repeatStatement = this.RULE("repeatStatement", () => {
    const draft: Draft = { type: "repeat" };
    this.draft = draft;
    this.CONSUME(T.Repeat);
    draft.count = this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(T.As);
      const index = this.CONSUME(T.Name);
      draft.index = wordOf(index);
    });
    draft.body = this.SUBRULE(this.body);
  });

  private expression = this.RULE("expression", (): Expression => {
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

  private literal = this.RULE("literal", (): Expression => {
    return this.OR<Expression>([
      { ALT: () => this.SUBRULE(this.numberLiteral) },
      { ALT: () => sizeOf(this.CONSUME(T.SizeLiteral)) },
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

  private numberLiteral = this.RULE(
    "numberLiteral",
    (): Expression => numberOf(this.CONSUME(T.NumberLiteral)),
  );

  private call = this.RULE("call", (): Expression => {
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
  private parenthesised = this.RULE("parenthesised", (): Expression => {
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

  private startsCall(): boolean {
    const [name, open] = [this.LA(1), this.LA(2)];
    return (
      open.tokenType === T.LeftParenthesis &&
      open.startOffset === name.endOffset! + 1 &&
      open.startLine === name.startLine
    );
  }

  /** Reads the tokens; what was read before a fault is in `draft`. Returns the token at fault, or null. */
  read(tokens: IToken[]): { token: IToken | null; expected: string; message: string } | null {
    this.draft = { type: "line", label: null, steps: [] };
    this.input = tokens;
    this.statement();
    const error = this.errors[0];
    if (!error) return null;
    const token = error.token.tokenType === EOF ? null : error.token;
    const expected = (error as { expected?: TokenType }).expected;
    return { token, expected: expected ? labelOf(expected) : "", message: error.name };
  }
}

function labelOf(type: TokenType): string {
  return type.LABEL ?? type.name;
}

function numberOf(token: IToken): Expression {
  const unit = /[A-Za-z%]+$/.exec(token.image.replace(/[eE][+-]?\d+/, ""))?.[0] ?? "";
  const digits = unit ? token.image.slice(0, -unit.length) : token.image;
  return { type: "number", value: readDecimal(digits), unit, text: token.image, span: spanOf(token) };
}

function sizeOf(token: IToken): Expression {
  const text = token.image.replaceAll("_", "").replaceAll("×", "x");
  const at = text.indexOf("@");
  const parts = (at < 0 ? text : text.slice(at + 1)).split("x").map((part): SizePart => {
    const [value, after] = part.split(":");
    return after === undefined
      ? { value: sizeNumber(value!) }
      : { value: sizeNumber(value!), after: Number(after) };
  });
  const channelsFirst = at < 0 ? undefined : sizeNumber(text.slice(0, at));
  return { type: "size", parts, channelsFirst, text: token.image, span: spanOf(token) };
}

function sizeNumber(text: string): Size {
  return text === "?" ? null : Number(text);
}

/** The step as the tree has it. */
export function finishStep(draft: StepDraft): Step {
  let whole = draft.name.span;
  for (const argument of draft.arguments) whole = cover(whole, argument.span);
  for (const argument of draft.first ?? []) whole = cover(whole, argument.span);
  if (draft.body) whole = cover(whole, draft.body.span);
  const { name, first, body } = draft;
  // A copy has no room to grow, which a list that was added to keeps for good.
  return { name, arguments: draft.arguments.slice(), first, body, span: whole, memo: null };
}
