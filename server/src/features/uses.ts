// Where the blocks of a file are used, and which of the different uses the editor shows inside each.

import type { Outcome, Part, Run } from "../analysis/run";
import { addTotals, NO_TOTALS, scaleTotals, type Totals } from "../analysis/totals";
import type { List } from "../base/list";
import { formatShape } from "../catalogue/shape";
import { valueKey } from "../model/value";
import type { Statement } from "../syntax/ast";
import type { Program } from "../workspace/program";

/** The uses of one block. */
export interface Uses {
  /** Those that differ, in the order in which they are met. */
  readonly runs: readonly Run[];
  /** Executions of all of them. */
  readonly count: number;
  readonly totals: Totals;
}

/** By name of the block (in the file whose blocks are asked about): which of its different uses is shown. */
export type Chosen = ReadonlyMap<string, number>;

export const FIRST_USES: Chosen = new Map();

const found = new WeakMap<Program, ReadonlyMap<Statement, Uses>>();

/** The uses of every block that the program calls, by the block's statement. */
export function usesOf(program: Program): ReadonlyMap<Statement, Uses> {
  let uses = found.get(program);
  if (uses === undefined) {
    uses = collect(program);
    found.set(program, uses);
  }
  return uses;
}

/** The use of a block that is shown; undefined where it has none. */
export function shownUse(program: Program, block: Statement, chosen: Chosen): Run | undefined {
  if (block.type !== "block") return undefined;
  const place = chosen.get(block.name.text) ?? 0;
  // As nearly always, and at every key where a block is in sight: its first use mostly stands near the beginning.
  const first = place === 0 ? firstUse(program, block) : undefined;
  if (first) return first;
  const uses = usesOf(program).get(block);
  return uses?.runs[place % uses.runs.length];
}

/** The first use of a block by a network itself; undefined where others alone call it. */
function firstUse(program: Program, block: Statement): Run | undefined {
  let uses = firstUses.get(program);
  if (uses === undefined) {
    uses = new FirstUses(program);
    firstUses.set(program, uses);
  }
  return uses.of(block);
}

/** The first use of each block by a network, found as far as has been asked for: all calls are gone through once. */
class FirstUses {
  private readonly found = new Map<Statement, Run>();
  private readonly rest: Generator<Call>;

  constructor({ networks }: Program) {
    this.rest = callsIn(networks.map(({ run }) => run));
  }

  of(block: Statement): Run | undefined {
    while (!this.found.has(block)) {
      const { value: call } = this.rest.next();
      if (!call) return undefined;
      if (!this.found.has(call.block)) this.found.set(call.block, call.run);
    }
    return this.found.get(block);
  }
}

const firstUses = new WeakMap<Program, FirstUses>();

interface Call {
  readonly block: Statement;
  readonly run: Run;
  times: number;
}

/** The calls of each run that differ, by what they run, in order. */
type Calls = ReadonlyMap<Run, Call>;

/** Counts flow from callers to callees, each run once, so that a folded graph is never unfolded. */
function collect(program: Program): ReadonlyMap<Statement, Uses> {
  const calls = new Map<Run | null, Calls>();
  const order: Run[] = [];
  const visit = (key: Run | null, direct: Calls): void => {
    calls.set(key, direct);
    for (const run of direct.keys()) {
      if (calls.has(run)) continue;
      visit(run, callsOf([run]));
      order.push(run);
    }
  };
  visit(null, callsOf(program.networks.map(({ run }) => run)));
  const counts = new Map<Run | null, number>([[null, 1]]);
  for (const key of [null, ...order.reverse()]) {
    const times = counts.get(key) ?? 0;
    for (const call of calls.get(key)?.values() ?? [])
      counts.set(call.run, (counts.get(call.run) ?? 0) + times * call.times);
  }
  const uses = new Map<Statement, Gathered>();
  const seen = new Set<Run>();
  for (const { block, run } of [...calls.values()].flatMap((direct) => [...direct.values()])) {
    if (seen.has(run)) continue;
    seen.add(run);
    let own = uses.get(block);
    if (!own) {
      own = { runs: [], keys: new Set(), count: 0, totals: NO_TOTALS };
      uses.set(block, own);
    }
    const times = counts.get(run) ?? 0;
    own.count += times;
    own.totals = addTotals(own.totals, scaleTotals(run.totals, times));
    const key = useKey(block, run);
    if (own.keys.has(key)) continue;
    own.keys.add(key);
    own.runs.push(run);
  }
  return uses;
}

interface Gathered {
  readonly runs: Run[];
  readonly keys: Set<string>;
  count: number;
  totals: Totals;
}

/** Uses that a reader cannot tell apart are one: the analysis also knows whether a bias comes before. */
function useKey(block: Statement, run: Run): string {
  let key = formatShape(run.start?.shape ?? null);
  if (block.type !== "block") return key;
  for (const { name } of block.parameters) {
    const value = run.before.scope.lookup(name.text)?.value;
    key += `|${value?.type === "tensor" ? formatShape(value.tensor.shape) : value ? valueKey(value) : ""}`;
  }
  return key;
}

/** The calls of runs, those of one run together. */
function callsOf(runs: readonly Run[]): Calls {
  const direct = new Map<Run, Call>();
  for (const call of callsIn(runs)) {
    const known = direct.get(call.run);
    if (known) known.times += call.times;
    else direct.set(call.run, call);
  }
  return direct;
}

/** The calls of runs in order, what they call apart. */
function* callsIn(runs: readonly Run[]): Generator<Call> {
  for (const { outcomes } of runs) yield* eachCall(outcomes, 1);
}

function* eachCall(outcomes: List<Outcome>, times: number): Generator<Call> {
  for (let index = 0; index < outcomes.length; index++) {
    const { parts } = outcomes.at(index)!;
    // Nearly every line is a layer.
    if (parts.length > 1 || (parts.length === 1 && parts[0]!.type !== "layer"))
      yield* eachCallOf(parts, times);
  }
}

function* eachCallOf(parts: readonly Part[], times: number): Generator<Call> {
  for (const part of parts) {
    if (part.type === "call") yield { block: part.block.statement, run: part.run, times };
    else if (part.type === "arm") yield* eachCall(part.run.outcomes, times);
    else if (part.type === "branches") for (const run of part.runs) yield* eachCall(run.outcomes, times);
    else if (part.type === "repeat")
      for (const each of part.iterations) {
        yield* eachCallOf(each.parts, times * each.times);
        if (each.run) yield* eachCall(each.run.outcomes, times * each.times);
      }
  }
}
