// Where in a network a budget is first exceeded: at the line that takes a sum past it, or at the layer that holds most.

import { checkProblem } from "../analysis/checks";
import type { Check, LocatedProblem } from "../analysis/run";
import type { Totals } from "../analysis/totals";
import { inferredByStatement } from "../analysis/training";
import { RangeMinimum } from "../base/range-minimum";
import { lowerBound } from "../base/selection";
import type { Span } from "../base/span";
import { bytesPerNumber, costsOf } from "./costs";
import { baseOf } from "./places";
import type { Network, Program } from "./program";
import type { SharedCheck, Uses } from "./shared-checks";

type What = Check["what"];

/** A place: its span counts from its line. */
export interface Crossing {
  readonly line: number;
  readonly span: Span;
}

export type { Crossings };

/** Where the networks of a program cross budgets. */
export function crossingsOf(program: Program): Crossings {
  return new Crossings(program);
}

/** Finds where budgets are crossed; what is added up for one serves the others. */
class Crossings {
  private readonly sums = new Map<Network, Map<What, readonly number[]>>();

  constructor(private readonly program: Program) {}

  /** Where a budget that a network exceeds is crossed; null where that is at no line of its own. */
  of(network: Network, check: Check): Crossing | null {
    const { what, value } = check;
    if (!isBound(check)) return null;
    return what === "memory" ? this.atPeak(network) : this.past(network, what, value);
  }

  /** The line that takes a sum past a value; null where none does. */
  past(network: Network, what: What, value: number): Crossing | null {
    const sums = this.sumsOf(network, what);
    const index = lowerBoundAbove(sums, value);
    return index < sums.length ? this.at(network, index) : null;
  }

  /** Each place where some of these budgets are crossed that a network exceeds, with the first of them. */
  *ofAny(
    network: Network,
    what: What,
    actual: number,
    budgets: Budgets,
  ): Generator<{ readonly at: Crossing; readonly budget: number }> {
    if (!(actual > budgets.least)) return;
    if (what === "memory") {
      const [at, budget] = [this.atPeak(network), budgets.first(0, actual)];
      if (at && budget !== null) yield { at, budget };
      return;
    }
    let before = 0;
    for (const [index, sum] of this.sumsOf(network, what).entries()) {
      if (before >= actual) return;
      if (sum === before) continue;
      const budget = budgets.first(before, Math.min(sum, actual));
      if (budget !== null) yield { at: this.at(network, index), budget };
      before = sum;
    }
  }

  private at(network: Network, index: number): Crossing {
    const { sequence } = network.run;
    const line = baseOf(this.program, network) + sequence.lines[index]!;
    return { line, span: sequence.statements.at(index)!.span };
  }

  private atPeak(network: Network): Crossing | null {
    const costs = costsOf(this.program, network);
    const { peak } = costs;
    const layer = peak && costs.graph.instances[peak.layer];
    if (!layer || layer.block) return null;
    const start = layer.column;
    const end = start + layer.part.word.text.length;
    return { line: layer.line, span: { line: 0, start, endLine: 0, end } };
  }

  /** What a quantity comes to with each statement; of operations, those of inference, as they alone are told. */
  private sumsOf(network: Network, what: What): readonly number[] {
    let known = this.sums.get(network);
    if (known === undefined) {
      known = new Map();
      this.sums.set(network, known);
    }
    let sums = known.get(what);
    if (sums === undefined) {
      const scale = what === "size" ? bytesPerNumber(this.program) : 1;
      const { outcomes } = network.run;
      const all = what === "macs" ? inferredByStatement(outcomes) : outcomes.map(({ totals }) => totals);
      let sum = 0;
      sums = all.map((totals) => {
        sum += amountOf(what, totals) * scale;
        return sum;
      });
      known.set(what, sums);
    }
    return sums;
  }
}

/** Where networks cross budgets that stand above them: at each place, the first of those that they exceed. */
export function sharedCrossings(
  checks: readonly SharedCheck[],
  crossings: Crossings,
): readonly { readonly over: LocatedProblem; readonly at: Crossing }[] {
  const quantities = new Map<Uses, { value: number; place: number }[]>();
  for (const [place, { check, uses }] of checks.entries()) {
    if (check.kind !== "budget" || !isBound(check)) continue;
    const known = quantities.get(uses);
    if (known) known.push({ value: check.value, place });
    else quantities.set(uses, [{ value: check.value, place }]);
  }
  const met: { place: number; network: Network; actual: number; at: Crossing }[] = [];
  for (const [{ networks, actual }, list] of quantities) {
    const { what } = checks[list[0]!.place]!.check;
    const budgets = new Budgets(list);
    for (const [index, network] of networks.entries())
      for (const { at, budget } of crossings.ofAny(network, what, actual[index] ?? 0, budgets))
        met.push({ place: budget, network, actual: actual[index]!, at });
  }
  met.sort((a, b) => a.place - b.place);
  return met.flatMap(({ place, network, actual, at }) => {
    const over = checkProblem(checks[place]!.check, network.run.totals, actual);
    return over ? [{ over, at }] : [];
  });
}

/** Whether a quantity may be too large for it. */
function isBound({ operator }: Check): boolean {
  return operator !== ">" && operator !== ">=";
}

function amountOf(what: What, { macs, trainable, nonTrainable }: Totals): number {
  if (what === "macs") return macs;
  return what === "trainable" ? trainable : trainable + nonTrainable;
}

/** Budgets of one quantity, by how much they allow. */
class Budgets {
  private readonly values: readonly number[];
  private readonly places: RangeMinimum;

  constructor(budgets: readonly { readonly value: number; readonly place: number }[]) {
    const sorted = [...budgets].sort((a, b) => a.value - b.value);
    this.values = sorted.map(({ value }) => value);
    this.places = new RangeMinimum(sorted.map(({ place }) => place));
  }

  /** The least that one allows. */
  get least(): number {
    return this.values[0] ?? Number.POSITIVE_INFINITY;
  }

  /** The first, by its place, that allows so much or more, but less than another amount. */
  first(from: number, below: number): number | null {
    return this.places.among(lowerBound(this.values, from), lowerBound(this.values, below));
  }
}

/** The index of the first of ascending numbers that is above a value. */
function lowerBoundAbove(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
