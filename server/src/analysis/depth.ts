// How deep calls and bodies stand in each other. What a block did before is known with how deep it went, so that a call is
// refused at the same place whatever has been run before.

import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";

/** Block calls, and lines that are run again, nest at most this deep. */
export const MAX_CALLS = 64;
/** So many bodies (of blocks, repeats, arms and branches) may be open where a block is called or a line is run again. */
export const MAX_BODIES = 160;

/** How deep the innermost call stands. */
export interface Depth {
  /** The calls, and lines that are run again, that are around it. */
  readonly calls: number;
  /** The bodies that are open. */
  readonly bodies: number;
}

const NO_DEPTH: Depth = { calls: 0, bodies: 0 };

/** Where an analysis is. */
export class Nesting {
  /** How many bodies are open. */
  private open = 0;
  /** How deep the calls have come that stand in the body of the block that is being run. */
  private deepest = NO_DEPTH;

  get bodies(): number {
    return this.open;
  }

  openBody(): void {
    this.open++;
  }

  closeBody(): void {
    this.open--;
  }

  /** Something is called with so many calls around it. What is told where there is too much; null else. */
  call(around: number, at: Span): Problem | null {
    if (around >= MAX_CALLS) return problem("too-deep", at, { what: "calls", limit: MAX_CALLS });
    if (this.open >= MAX_BODIES) return problem("too-deep", at, { what: "bodies", limit: MAX_BODIES });
    this.reach(around, NO_DEPTH);
    return null;
  }

  /** Whether what was run elsewhere would come as far here. */
  hasRoom(around: number, { calls, bodies }: Depth): boolean {
    return around + calls < MAX_CALLS && this.open + bodies < MAX_BODIES;
  }

  /** Counts what stands inside of a call with so many around it. */
  reach(around: number, { calls, bodies }: Depth): void {
    const { deepest, open } = this;
    if (around + calls <= deepest.calls && open + bodies <= deepest.bodies) return;
    this.deepest = {
      calls: Math.max(deepest.calls, around + calls),
      bodies: Math.max(deepest.bodies, open + bodies),
    };
  }

  /** Runs what a call with so many around it runs. Returns what that gives, and how deep it went, counted from there. */
  within<T>(around: number, body: () => T): { readonly given: T; readonly depth: Depth } {
    const { deepest, open } = this;
    this.deepest = { calls: around, bodies: open };
    const given = body();
    const depth = { calls: this.deepest.calls - around, bodies: this.deepest.bodies - open };
    this.deepest = deepest;
    this.reach(around, depth);
    return { given, depth };
  }
}
