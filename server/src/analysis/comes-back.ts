// Whether a block may come back to itself, by what it names and what that names in turn: then what a call came to holds only
// where the same calls are around it.

import type { BlockDefinition } from "../model/definition";

/** A block whose names are being followed. */
interface Entered {
  readonly block: BlockDefinition;
  readonly named: Iterator<BlockDefinition>;
  comesBack: boolean;
}

/** Found for all that the block leads to at once, and kept with each: a block is another one when what it names is. */
export function comesBack(first: BlockDefinition): boolean {
  if (first.comesBack !== null) return first.comesBack;
  const open = new Set<BlockDefinition>();
  const path: Entered[] = [];
  const enter = (block: BlockDefinition): void => {
    open.add(block);
    path.push({ block, named: blocksNamedIn(block), comesBack: false });
  };
  enter(first);
  for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
    const { value: next, done } = at.named.next();
    if (done) {
      path.pop();
      open.delete(at.block);
      at.block.comesBack = at.comesBack;
      const caller = path.at(-1);
      if (caller) caller.comesBack ||= at.comesBack;
    } else if (open.has(next)) at.comesBack = true;
    else if (next.comesBack === null) enter(next);
    else at.comesBack ||= next.comesBack;
  }
  return first.comesBack!;
}

function* blocksNamedIn({ statement, home }: BlockDefinition): Generator<BlockDefinition, undefined> {
  for (const word of statement.words) {
    const block = home.block(word);
    if (block) yield block;
  }
}
