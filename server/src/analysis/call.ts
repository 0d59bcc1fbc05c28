// A block's call: analysed once for each different block, arguments and incoming shape, and counted for every use.

import { type Code, problem } from "../base/problem";
import type { BlockDefinition } from "../model/definition";
import { evaluate } from "../model/expression";
import type { Entry, Scope } from "../model/scope";
import type { CallSegment } from "../model/segment";
import { type Tensor, valueKey } from "../model/value";
import type { Step } from "../syntax/ast";
import { bindingAt, type Context, MAX_CALLS, MAX_LAYERS, noEntries, noEntry } from "./context";
import type { Use } from "./effort";
import { becomeUnknown, isOver, type Progress, plainSequence, runSequence } from "./evaluate";
import type { LocatedProblem, Part, Run, State } from "./run";

/** The uses of a block, by what they depend on besides the block's own definition. */
const recorded = new WeakMap<BlockDefinition, Map<string, Use>>();

/** So many uses of a block are kept, before it begins anew. */
const KEPT = 2000;

/** Blocks inside of which something has been found wrong. */
const faulty = new WeakSet<BlockDefinition>();

/** Whether anything has been found wrong inside of a block: what is told of it may name what is in scope. */
export function hasMetFault(block: BlockDefinition): boolean {
  return faulty.has(block);
}

export function runCall(segment: CallSegment, step: Step, progress: Progress, context: Context): void {
  const { block, word } = segment;
  const { spending } = context;
  spending.calls++;
  const input = progress.state.current;
  const fail = (found: LocatedProblem | null): void => {
    if (found) progress.problems.push(found);
    becomeUnknown(progress);
  };
  if (!segment.complete) return fail(null);
  if (context.calls.includes(block)) {
    const chain = [...context.calls.slice(context.calls.indexOf(block)), block].map((each) => each.name);
    return fail(problem("recursion", word.span, { chain }));
  }
  if (context.calls.length >= MAX_CALLS)
    return fail(problem("too-deep", word.span, { what: "calls", limit: MAX_CALLS }));
  if (isOver(word.span, progress, context)) return;
  const start = input && { shape: input.shape, reference: "in", biased: false };
  const tensors = new Map<string, string>();
  const scope = parameterScope(segment, start, tensors, context);
  const key = callKey(block, scope, input, context);
  const all = spending.apart ?? recorded;
  const known = all.get(block);
  const uses = known ?? new Map<string, Use>();
  if (!known) all.set(block, uses);
  // What is wrong with how deep a call stands holds where the same calls are around it.
  const deep = `${key}|${context.calls.map(({ id }) => id).join(" ")}`;
  let use = uses.get(key) ?? uses.get(deep);
  if (use === undefined) {
    const inner: Context = {
      ...context,
      home: block.home,
      calls: [...context.calls, block],
      depth: context.depth + 1,
      again: [],
      others: noEntries,
      named: noEntry,
      start,
      startOf: "block",
    };
    const before: State = { current: start && { ...start, reference: "" }, scope };
    use = spending.within(() => runSequence(plainSequence(block.statement.body, []), before, inner));
    const { run } = use;
    if (run.faulty) faulty.add(block);
    if (!spending.over) {
      if (uses.size > KEPT && spending.apart === null) uses.clear();
      uses.set(hasCode(run, "recursion", "too-deep") ? deep : key, use);
    }
    if (run.totals.layers > MAX_LAYERS && !hasCode(run, "too-many-layers")) {
      progress.problems.push(problem("too-many-layers", word.span, { limit: MAX_LAYERS }));
    }
  }
  spending.use(use);
  const { run } = use;
  const { frozen, reused } = context;
  progress.parts.push({
    type: "call",
    block,
    segment,
    step,
    word,
    run,
    tensors,
    input: input?.shape ?? null,
    label: null,
    frozen,
    reused,
    totals: run.totals,
  });
  const output = run.output;
  progress.state = { ...progress.state, current: output && { ...output, reference: "" } };
}

function hasCode(run: Run, ...codes: Code[]): boolean {
  if (!run.faulty) return false;
  const found = codesOf(run);
  return codes.some((code) => found.has(code));
}

/** The codes met inside a run, found once: blocks that call blocks would else be walked over and over. */
const codes = new WeakMap<Run, ReadonlySet<Code>>();

function codesOf(run: Run): ReadonlySet<Code> {
  const known = codes.get(run);
  if (known) return known;
  const found = new Set<Code>();
  for (const outcome of run.outcomes) {
    for (const { fact } of outcome.problems) found.add(fact.code);
    for (const part of outcome.parts) addCodes(part, found);
  }
  codes.set(run, found);
  return found;
}

function addCodes(part: Part, found: Set<Code>): void {
  const addRun = (run: Run): void => {
    for (const code of codesOf(run)) found.add(code);
  };
  switch (part.type) {
    case "call":
    case "arm":
      addRun(part.run);
      break;
    case "branches":
      part.runs.forEach(addRun);
      break;
    case "repeat":
      for (const { parts, run } of part.iterations) {
        for (const inner of parts) addCodes(inner, found);
        if (run) addRun(run);
      }
      break;
  }
}

/** The names that the body sees: the `let`s of its own file, then its parameters. */
function parameterScope(
  segment: CallSegment,
  start: Tensor | null,
  tensors: Map<string, string>,
  context: Context,
): Scope {
  let scope = segment.block.home.lets;
  for (const { name, default: expression } of segment.block.statement.parameters) {
    const given = segment.values.get(name.text);
    let value = given;
    if (!value) {
      // Faults in a default are told at the definition, not at every call.
      const at = bindingAt({ current: null, scope }, { ...context, home: segment.block.home, start }, []);
      value = evaluate(expression!, at);
    }
    if (value.type === "tensor") {
      const { reference } = value.tensor;
      // A default speaks of the block's own `in`, the current tensor here, and of the parameters before it.
      const own = reference === "in" ? "" : (tensors.get(reference) ?? reference);
      tensors.set(name.text, given ? reference : own);
      value = { type: "tensor", tensor: { ...value.tensor, reference: name.text } };
    }
    const entry: Entry = { name: name.text, role: "parameter", value, line: null };
    scope = scope.with(entry);
  }
  return scope;
}

function callKey(block: BlockDefinition, scope: Scope, input: Tensor | null, context: Context): string {
  let key = `${context.framework ?? ""}|${context.frozen ? "f" : ""}${context.reused ? "r" : ""}|`;
  key += input ? valueKey({ type: "tensor", tensor: input }) : "none";
  for (const { name } of block.statement.parameters) {
    key += `|${valueKey(scope.lookup(name.text)!.value)}`;
  }
  return key;
}
