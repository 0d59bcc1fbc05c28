// Where `frozen` may stand: behind a layer with parameters, or a block.

import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Step } from "../syntax/ast";
import type { Draft } from "./draft";
import { isBlock } from "./segment";
import { kindName } from "./signature";

/** A `frozen` that freezes nothing, with the layer before it on the line that it may be meant for; null where it does. */
export function idleFrozen(drafts: readonly Draft[], draft: Draft, step: Step, span: Span): Problem | null {
  const hasParameters = ({ target }: Draft): boolean =>
    isBlock(target) || target.weights !== undefined || step.body !== null;
  if (hasParameters(draft)) return null;
  const index = drafts.slice(0, drafts.indexOf(draft)).findLastIndex(hasParameters);
  const [owner, follower] = [drafts[index], drafts[index + 1]];
  const meant = owner && follower && { kind: kindName(owner.target), before: follower.word.span };
  return problem("idle-frozen", span, { kind: kindName(draft.target), meant: meant ?? null });
}
