// The grammar of one statement, for Chevrotain. Bodies in braces have been read by the outline and arrive as one
// token. The rules build the tree as they go, so that what stands before a fault is kept.

import { EOF, type IToken, type TokenType } from "chevrotain";
import { cover, span } from "../base/span";
import type { Argument, Body, Expression } from "./ast";
import { type Draft, type LineToken, type StepDraft, spanOf, wordOf } from "./drafts";
import { ExpressionParser } from "./expression-grammar";
import * as T from "./tokens";

const NOWHERE = span(0, 0, 0);

export class StatementParser extends ExpressionParser {
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

  /** Reads the tokens; what was read before a fault is in `draft`. Returns the token at fault, or null. */
  read(tokens: IToken[]): { token: IToken | null; expected: string; message: string } | null {
    this.draft = { type: "line", label: null, steps: [] };
    this.input = tokens;
    // Chevrotain throws its errors: with where in the program they arise, one takes ten times as long.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      this.statement();
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
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
