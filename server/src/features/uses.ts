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
  const uses = usesOf(program).get(block);
  if (!uses || block.type !== "block") return undefined;
  return uses.runs[(chosen.get(block.name.text) ?? 0) % uses.runs.length];
}

interface Call {
  readonly block: Statement;
  readonly run: Run;
  readonly times: number;
}

/** Counts flow from callers to callees, each run once, so that a folded graph is never unfolded. */
function collect(program: Program): ReadonlyMap<Statement, Uses> {
  const calls = new Map<Run | null, readonly Call[]>();
  const order: { run: Run; block: Statement }[] = [];
  const visit = (key: Run | null, direct: readonly Call[]): void => {
    calls.set(key, direct);
    for (const { run, block } of direct) {
      if (calls.has(run)) continue;
      visit(run, callsOf(run.outcomes));
      order.push({ run, block });
    }
  };
  const roots = program.networks.flatMap(({ run }) => callsOf(run.outcomes));
  visit(null, roots);
  const counts = new Map<Run | null, number>([[null, 1]]);
  for (const key of [null, ...order.reverse().map(({ run }) => run)]) {
    const times = counts.get(key) ?? 0;
    for (const call of calls.get(key) ?? [])
      counts.set(call.run, (counts.get(call.run) ?? 0) + times * call.times);
  }
  const uses = new Map<Statement, Gathered>();
  const seen = new Set<Run>();
  for (const { block, run } of [...calls.values()].flat()) {
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

function callsOf(outcomes: List<Outcome>): Call[] {
  const direct: Call[] = [];
  const parts = (list: readonly Part[], times: number): void => {
    for (const part of list) {
      if (part.type === "call") direct.push({ block: part.block.statement, run: part.run, times });
      else if (part.type === "arm") run(part.run, times);
      else if (part.type === "branches") for (const branch of part.runs) run(branch, times);
      else if (part.type === "repeat") {
        for (const iteration of part.iterations) {
          parts(iteration.parts, times * iteration.times);
          if (iteration.run) run(iteration.run, times * iteration.times);
        }
      }
    }
  };
  const run = (inner: Run, times: number): void => {
    for (const outcome of inner.outcomes) parts(outcome.parts, times);
  };
  for (const outcome of outcomes) parts(outcome.parts, 1);
  return direct;
}
