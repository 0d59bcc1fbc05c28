// What a statement does, step by step, while it is evaluated.

import type { Shape } from "../catalogue/shape";
import type { Entry } from "../model/scope";
import type { Tensor } from "../model/value";
import { labelled } from "./layer-part";
import type { Check, LocatedProblem, Part, State, StepEnd } from "./run";
import { NO_TOTALS } from "./totals";

/** Most statements make one part, of which nothing is told: the lists for more are made when they are needed. */
export class Progress {
  private made: Part[] = NO_PARTS;
  private found: LocatedProblem[] | null = null;
  private claims: Check[] | null = null;
  private stepEnds: StepEnd[] | null = null;
  private names: Entry[] | null = null;

  /** Nothing yet, from a state. */
  constructor(public state: State) {}

  get parts(): readonly Part[] {
    return this.made;
  }

  get problems(): LocatedProblem[] {
    this.found ??= [];
    return this.found;
  }

  get checks(): Check[] {
    this.claims ??= [];
    return this.claims;
  }

  get ends(): StepEnd[] {
    this.stepEnds ??= [];
    return this.stepEnds;
  }

  get defines(): readonly Entry[] {
    return this.names ?? NO_ENTRIES;
  }

  /** Whether nothing has been told or asked for beside the parts. */
  get quiet(): boolean {
    return this.found === null && this.claims === null && this.stepEnds === null && this.names === null;
  }

  add(part: Part): void {
    // A list that grows takes room for many.
    if (this.made.length === 0) this.made = [part];
    else this.made.push(part);
  }

  /** Takes the last part back. */
  takeLast(): Part | undefined {
    return this.made.pop();
  }

  /** Labels the last part; where there is none, what has been selected. */
  label(label: string, shape: Shape | null): void {
    const last = this.made.length - 1;
    if (last >= 0) this.made[last] = labelled(this.made[last]!, label);
    else this.add({ type: "select", reads: "", shape, label, totals: NO_TOTALS });
  }

  /** Makes a tensor the current one. */
  become(current: Tensor | null): void {
    this.state = { current, scope: this.state.scope };
  }

  /** Names what the progress has come to, or a value: known from here on. */
  define(entry: Entry): void {
    this.names ??= [];
    this.names.push(entry);
    const { current, scope } = this.state;
    this.state = { current, scope: scope.with(entry) };
  }
}

/** Never added to. */
const NO_PARTS: Part[] = [];
const NO_ENTRIES: readonly Entry[] = [];
