// A statement while it is read: what has been seen of it so far, so that what stands before a fault is kept.

import type { IToken } from "chevrotain";
import { cover, type Span, span } from "../base/span";
import type { Argument, Body, Expression, ParameterDefinition, Step, Word } from "./ast";

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
  // While Chevrotain learns the grammar, its tokens stand at NaN; one such span, and engines box the numbers of all.
  return span((token.startLine ?? 0) | 0, token.startOffset | 0, (token.endOffset! + 1) | 0);
}

export const wordOf = (token: IToken): Word => ({ text: token.image, span: spanOf(token) });

/** The step as the tree has it. */
export function finishStep(draft: StepDraft): Step {
  let whole = draft.name.span;
  for (const argument of draft.arguments) whole = cover(whole, argument.span);
  for (const argument of draft.first ?? []) whole = cover(whole, argument.span);
  if (draft.body) whole = cover(whole, draft.body.span);
  const { name, first, body } = draft;
  // A copy has no room to grow, which a list that was added to keeps for good.
  return { name, arguments: draft.arguments.slice(), first, body, span: whole, twin: null, memo: null };
}
