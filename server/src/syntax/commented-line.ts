// A line with a comment: what stands before it, read once however often it is commented, and the comment.

import type { IToken, TokenType } from "chevrotain";
import type { Problem } from "../base/problem";
import { span } from "../base/span";
import type { Statement } from "./ast";
import type { Line } from "./lines";
import { NO_READINGS, type Reading } from "./readings";

export class CommentedLine implements Line {
  /** Its own: what stands on further lines may be told with a place behind the comment. */
  readings: readonly Reading[] = NO_READINGS;

  constructor(
    readonly text: string,
    /** The same line without it, and without the blanks before it. */
    readonly bare: Line,
  ) {}

  get comment(): NonNullable<Line["comment"]> {
    const { text, bare } = this;
    const column = text.indexOf("#", bare.text.length);
    return { text: text.slice(column), span: span(0, column, text.length) };
  }

  get tokens(): readonly IToken[] {
    return this.bare.tokens;
  }

  get blank(): boolean {
    return this.bare.blank;
  }

  get first(): TokenType | undefined {
    return this.bare.first;
  }

  get last(): TokenType | undefined {
    return this.bare.last;
  }

  get problems(): readonly Problem[] {
    return this.bare.problems;
  }

  get braces(): boolean {
    return this.bare.braces;
  }

  get plain(): boolean {
    return this.bare.plain;
  }

  get leftover(): boolean {
    return this.bare.leftover;
  }

  get continues(): boolean {
    return this.bare.continues;
  }

  get indentation(): number {
    return this.blank ? this.text.length : this.bare.indentation;
  }

  get statement(): Statement {
    return this.bare.statement;
  }
}
