// `let width = width*2` in a repeat starts from the same `width` each time.

import { problem } from "../base/problem";
import { shift } from "../base/span";
import type { Sequence, Word } from "../syntax/ast";
import type { Context } from "./context";
import type { Progress } from "./progress";

/** Tells the `let`s of a repeat's body that start from a name of their own which is known before it. */
export function tellLostLets(
  sequence: Sequence,
  { state, problems }: Progress,
  { depth, spending }: Context,
): void {
  const names = selfNamed(sequence);
  // They are looked up even where the body is not run.
  if (depth > 0) spending.add(names.length >> 4);
  for (const { text, span } of names)
    if (state.scope.lookup(text)) problems.push(problem("lost-let", span, { name: text }));
}

/** The names of `let`s that use the same name, at lines of the sequence: looked for once, as a repeat may be met often. */
function selfNamed(sequence: Sequence): readonly Word[] {
  let names = known.get(sequence);
  if (names === undefined) {
    names = [];
    for (const [index, inner] of sequence.statements.entries()) {
      if (inner.type !== "let" || !inner.words.has(inner.name.text)) continue;
      names.push({ text: inner.name.text, span: shift(inner.name.span, sequence.lines[index]!) });
    }
    known.set(sequence, names);
  }
  return names;
}

const known = new WeakMap<Sequence, Word[]>();
