// The words of the language, as Chevrotain token types, and the lexer that cuts one physical line into them.

import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";

/** What tokens begin with is told to Chevrotain: it would take their patterns apart to find out, at every start. */
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
const DIGITS = [..."0123456789"];

export const Name = createToken({
  name: "Name",
  label: "a name",
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  start_chars_hint: LETTERS,
});

const keyword = (word: string): TokenType =>
  createToken({ name: `Keyword_${word}`, label: `\`${word}\``, pattern: word, longer_alt: Name });
const sign = (name: string, text: string): TokenType =>
  createToken({ name, label: `\`${text}\``, pattern: text });

export const Let = keyword("let");
export const Import = keyword("import");
export const Block = keyword("block");
export const Network = keyword("network");
export const If = keyword("if");
export const Else = keyword("else");
export const Repeat = keyword("repeat");
export const As = keyword("as");
export const And = keyword("and");
export const Or = keyword("or");
export const Not = keyword("not");
export const True = keyword("true");
export const False = keyword("false");
export const In = keyword("in");
export const First = keyword("first");
export const Times = keyword("x");

/** A word with a value that no name can be: `pad1:2`, `stride2×1`. (`stride2x1` lexes as a name.) */
export const Glued = createToken({
  name: "Glued",
  label: "an option",
  pattern: /[A-Za-z_]+\d+(?:[x×]\d+|:\d+)*(?:×\d+|:\d+)(?:[x×]\d+|:\d+)*/,
  start_chars_hint: LETTERS,
});
export const SizeLiteral = createToken({
  name: "SizeLiteral",
  label: "a size",
  pattern:
    /(?:(?:\d[\d_]*|\?)@(?:\d[\d_]*|\?)|(?:\d[\d_]*(?:\.\d+)?|\?)(?=[x×][\d?]|:\d)|\?)(?::\d+)?(?:[x×](?:\d[\d_]*(?:\.\d+)?|\?)(?::\d+)?)*/,
  start_chars_hint: ["?", ...DIGITS],
});
export const NumberLiteral = createToken({
  name: "NumberLiteral",
  label: "a number",
  pattern:
    /\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?(?:(?:KiB|MiB|GiB|KB|MB|GB|B|K|M|G|T)(?![A-Za-z0-9_])|%(?![\w(]))?/,
  start_chars_hint: DIGITS,
});
export const StringLiteral = createToken({
  name: "StringLiteral",
  label: "a text in quotes",
  pattern: /"[^"]*"/,
  start_chars_hint: ['"'],
});

export const Arrow = sign("Arrow", "->");
export const LeftBrace = sign("LeftBrace", "{");
export const RightBrace = sign("RightBrace", "}");
export const Bar = sign("Bar", "|");
export const LeftParenthesis = sign("LeftParenthesis", "(");
export const RightParenthesis = sign("RightParenthesis", ")");
export const Comma = sign("Comma", ",");
export const Colon = sign("Colon", ":");
export const Dot = sign("Dot", ".");
const comparison = (name: string, text: string) =>
  createToken({ name, label: `\`${text}\``, pattern: text, categories: [Comparison] });
export const Comparison = createToken({ name: "Comparison", label: "a comparison", pattern: Lexer.NA });
const Equal = comparison("Equal", "==");
const NotEqual = comparison("NotEqual", "!=");
const LessOrEqual = comparison("LessOrEqual", "<=");
const MoreOrEqual = comparison("MoreOrEqual", ">=");
const Less = comparison("Less", "<");
export const More = comparison("More", ">");
export const Assign = sign("Assign", "=");
export const Plus = sign("Plus", "+");
export const Minus = sign("Minus", "-");
export const Product = createToken({ name: "Product", label: "an operator", pattern: Lexer.NA });
const product = (name: string, text: string) =>
  createToken({ name, label: `\`${text}\``, pattern: text, categories: [Product] });
export const Power = sign("Power", "**");
export const FloorDivide = product("FloorDivide", "//");
export const Divide = product("Divide", "/");
export const Multiply = product("Multiply", "*");
export const Remainder = product("Remainder", "%");

/** What other languages write and this one does not: read so that what was meant can be told (see slips/). */
export const Foreign = createToken({
  name: "Foreign",
  label: "a foreign sign",
  pattern: /'[^']*'|[[\];→⇒×✕✖]|[хХ](?=\d)/,
  start_chars_hint: ["'", "[", "]", ";", "→", "⇒", "×", "✕", "✖", "х", "Х"],
});

/** Stands for a `{ … }` that the outline has read; its payload is the Body. Never lexed. */
export const BodyToken = createToken({ name: "BodyToken", label: "`{`", pattern: Lexer.NA });

const Comment = createToken({
  name: "Comment",
  pattern: /#[\s\S]*/,
  start_chars_hint: ["#"],
  line_breaks: true,
  group: "comments",
});
const Space = createToken({
  name: "Space",
  pattern: /[ \t\u00a0\ufeff]+/,
  start_chars_hint: [" ", "\t", "\u00a0", "\ufeff"],
  group: Lexer.SKIPPED,
});

const KEYWORDS = [
  Let,
  Import,
  Block,
  Network,
  If,
  Else,
  Repeat,
  As,
  And,
  Or,
  Not,
  True,
  False,
  In,
  First,
  Times,
];

/** How many parentheses are opened and not closed; negative where more are closed. */
export function openParentheses(tokens: readonly IToken[]): number {
  let open = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LeftParenthesis) open++;
    else if (tokenType === RightParenthesis) open--;
  }
  return open;
}

/** Whether a token is a word of the language. */
export function isKeyword({ tokenType }: IToken): boolean {
  return KEYWORDS.includes(tokenType);
}

/** Words that cannot name anything. */
export const RESERVED: ReadonlySet<string> = new Set(KEYWORDS.map((token) => String(token.PATTERN)));

export const VOCABULARY: TokenType[] = [
  Space,
  Comment,
  Glued,
  ...KEYWORDS,
  Name,
  SizeLiteral,
  NumberLiteral,
  StringLiteral,
  Arrow,
  LeftBrace,
  RightBrace,
  Bar,
  LeftParenthesis,
  RightParenthesis,
  Comma,
  Colon,
  Dot,
  Comparison,
  Equal,
  NotEqual,
  LessOrEqual,
  MoreOrEqual,
  Less,
  More,
  Assign,
  Plus,
  Minus,
  Power,
  Product,
  FloorDivide,
  Divide,
  Multiply,
  Remainder,
  Foreign,
  BodyToken,
];

const lexer = new Lexer(VOCABULARY, {
  positionTracking: "onlyOffset",
  ensureOptimizations: true,
  skipValidations: true,
});

export interface LexedLine {
  readonly tokens: IToken[];
  readonly comment: IToken | null;
  /** Places that no token fits, as column and text. */
  readonly strays: readonly { readonly start: number; readonly text: string }[];
}

/**
 * Cuts a physical line (without its line break) into tokens; offsets are columns. A stray inside of a word is left out, as
 * its repair would: `6!4` is 64, in three columns.
 */
export function lexLine(text: string): LexedLine {
  const whole = lexed(text);
  const inside = whole.strays.filter((stray) => standsInWord(text, stray));
  if (inside.length === 0) return whole;
  let rest = text;
  for (const { start, text: stray } of [...inside].reverse())
    rest = rest.slice(0, start) + rest.slice(start + stray.length);
  const column = (at: number): number =>
    inside.reduce((moved, stray) => (stray.start <= moved ? moved + stray.text.length : moved), at);
  const placed = (token: IToken): IToken => ({
    ...token,
    startOffset: column(token.startOffset),
    endOffset: column(token.endOffset ?? token.startOffset),
  });
  const { tokens, comment } = lexed(rest);
  return { tokens: tokens.map(placed), comment: comment && placed(comment), strays: whole.strays };
}

function lexed(text: string): LexedLine {
  const result = lexer.tokenize(text);
  // "onlyOffset" leaves the end to be derived.
  for (const token of result.tokens) token.endOffset = token.startOffset + token.image.length - 1;
  return {
    tokens: result.tokens,
    comment: result.groups.comments?.[0] ?? null,
    strays: result.errors.map((error) => ({
      start: error.offset,
      text: text.slice(error.offset, error.offset + error.length),
    })),
  };
}

/** Whether letters or digits touch it on both sides. A quote is none: what follows it may be all of a text. */
function standsInWord(text: string, stray: LexedLine["strays"][number]): boolean {
  const { start, text: found } = stray;
  return (
    !found.startsWith('"') && /\w/.test(text[start - 1] ?? "") && /\w/.test(text[start + found.length] ?? "")
  );
}

/** Whether a token is a size or may begin one. */
export function isSize({ tokenType }: IToken): boolean {
  return tokenType === SizeLiteral || tokenType === NumberLiteral;
}

/** Whether two neighbouring tokens need a space between them: names, numbers, sizes and texts do. */
export function needsSpace(a: IToken, b: IToken): boolean {
  // What a mended line has more than its text stands nowhere.
  if (a.endOffset! < a.startOffset || b.endOffset! < b.startOffset) return false;
  return a.endOffset! + 1 === b.startOffset && isWordLike(a.tokenType) && isWordLike(b.tokenType);
}

const WORD_LIKE = new Set<TokenType>([...KEYWORDS, Name, Glued, SizeLiteral, NumberLiteral, StringLiteral]);

function isWordLike(type: TokenType): boolean {
  return WORD_LIKE.has(type);
}
