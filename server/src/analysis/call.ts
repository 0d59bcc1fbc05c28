// A block's call: analysed once for each different block, arguments and incoming shape, and counted for every use.

import { type Code, problem } from "../base/problem";
import type { BlockDefinition } from "../model/definition";
import { evaluate, noOthers } from "../model/expression";
import type { Entry } from "../model/scope";
import type { CallSegment } from "../model/segment";
import { type Tensor, valueKey } from "../model/value";
import type { Step } from "../syntax/ast";
import { comesBack } from "./comes-back";
import { bindingAt, type Context, MAX_LAYERS, noEntry } from "./context";
import { type BoundParameters, type Calls, type Effort, weightOfBinding } from "./effort";
import { becomeUnknown, isOver, plainSequence, runSequence } from "./evaluate";
import type { Progress } from "./progress";
import type { LocatedProblem, Part, Run, State } from "./run";

/** So many uses of a block are kept, before it begins anew; fewer where it has many parameters. */
const KEPT = 2000;

export function runCall(segment: CallSegment, step: Step, progress: Progress, context: Context): void {
  const { block, word } = segment;
  const { spending } = context;
  const { nesting } = spending;
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
  const around = context.calls.length;
  const tooDeep = nesting.call(around, word.span);
  if (tooDeep) return fail(tooDeep);
  if (isOver(word.span, progress, context)) return;
  const start = input && { shape: input.shape, reference: "in", biased: false };
  const done = callsOf(block, spending);
  const { uses } = done;
  const bound = boundBefore(segment, start, done, context);
  const { scope, tensors } = bound;
  const within = context.calls.map(({ id }) => id).join(" ");
  // What may come back to a block around it holds where the same are; a block that is given may do so.
  const back = within !== "" && (context.givenBlock || comesBack(block)) ? `|${within}` : "";
  const key = `${keyOf(input, context)}${bound.key}${back}`;
  // Likewise what is wrong with how deep a call stands.
  const deep = `${key}|${nesting.bodies}|${within}`;
  let use = uses.get(key);
  if (use === undefined || !nesting.hasRoom(around, use.depth)) use = uses.get(deep);
  if (use) nesting.reach(around, use.depth);
  else {
    const inner: Context = {
      ...context,
      home: block.home,
      calls: [...context.calls, block],
      givenBlock: context.givenBlock || bound.holdsBlock,
      depth: context.depth + 1,
      again: [],
      others: noOthers,
      named: noEntry,
      start,
      startOf: "block",
    };
    const before: State = { current: start && { ...start, reference: "" }, scope };
    use = spending.within(around, () => runSequence(plainSequence(block.statement.body, []), before, inner));
    const { run } = use;
    if (run.faulty) block.faulty = true;
    if (!spending.over) {
      if (uses.size * (1 + done.weight) > KEPT && spending.apart === null) uses.clear();
      uses.set(hasCode(run, "recursion", "too-deep") ? deep : key, use);
    }
    if (run.totals.layers > MAX_LAYERS && !hasCode(run, "too-many-layers")) {
      progress.problems.push(problem("too-many-layers", word.span, { limit: MAX_LAYERS }));
    }
  }
  spending.use(use);
  if (bound.effort) spending.use(bound.effort);
  const { run } = use;
  const { frozen, reused } = context;
  progress.add({
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
  progress.become(output && { ...output, reference: "" });
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

/** What calls of a block came to: before, or in what is run apart. */
function callsOf(block: BlockDefinition, { apart }: Context["spending"]): Calls {
  const known = apart === null ? (block.calls as Calls | null) : apart.get(block);
  if (known) return known;
  const calls: Calls = { uses: new Map(), weight: weightOfBinding(block), bound: new Map(), keys: new Map() };
  if (apart === null) block.calls = calls;
  else apart.set(block, calls);
  return calls;
}

/** The parameters of a call: of many, what the same arguments came to before. */
function boundBefore(
  segment: CallSegment,
  start: Tensor | null,
  { weight, bound, keys }: Calls,
  context: Context,
): BoundParameters {
  const { spending } = context;
  if (weight === 0) return parametersOf(segment, start, null, context);
  let key = start ? valueKey({ type: "tensor", tensor: start }) : "none";
  for (const [name, value] of segment.values) key += `|${name}=${valueKey(value)}`;
  let known = bound.get(key);
  if (known === undefined) {
    if (bound.size * (1 + weight) > KEPT && spending.apart === null) {
      bound.clear();
      keys.clear();
    }
    const own = parametersOf(segment, start, spending.once(weight), context);
    const short = keys.get(own.key) ?? `#${++shortKeys}`;
    keys.set(own.key, short);
    known = { ...own, key: short };
    bound.set(key, known);
  }
  return known;
}

/** None is given twice, so that what is forgotten is taken for nothing else. */
let shortKeys = 0;

function parametersOf(
  segment: CallSegment,
  start: Tensor | null,
  effort: Effort | null,
  context: Context,
): BoundParameters {
  const { home, statement } = segment.block;
  const tensors = new Map<string, string>();
  let scope = home.lets;
  let key = "";
  let holdsBlock = false;
  for (const { name, default: expression } of statement.parameters) {
    const given = segment.values.get(name.text);
    let value = given;
    if (!value) {
      // Faults in a default are told at the definition, not at every call.
      const within: Context = { ...context, home, start, others: noOthers };
      value = evaluate(expression!, bindingAt({ current: null, scope }, within, []));
    }
    if (value.type === "tensor") {
      const { reference } = value.tensor;
      // A default speaks of the block's own `in`, the current tensor here, and of the parameters before it.
      const own = reference === "in" ? "" : (tensors.get(reference) ?? reference);
      tensors.set(name.text, given ? reference : own);
      value = { type: "tensor", tensor: { ...value.tensor, reference: name.text } };
    }
    holdsBlock ||= value.type === "layer" && value.block !== null;
    const entry: Entry = { name: name.text, role: "parameter", value, line: null };
    scope = scope.with(entry);
    key += `|${valueKey(value)}`;
  }
  return { scope, tensors, key, holdsBlock, effort };
}

function keyOf(input: Tensor | null, { framework, frozen, reused }: Context): string {
  const key = `${framework ?? ""}|${frozen ? "f" : ""}${reused ? "r" : ""}|`;
  return key + (input ? valueKey({ type: "tensor", tensor: input }) : "none");
}
