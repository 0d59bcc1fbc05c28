// The repairs of a problem, as edits of the file.

import { computeLayer } from "../analysis/layer";
import type { Subject } from "../analysis/run";
import { siteOf } from "../analysis/site";
import type { Code } from "../base/problem";
import { type Span, sameSpan, shift } from "../base/span";
import { positionsOfSignature } from "../catalogue/layer";
import type { Edit, Fix, FixContext, LayerContext, Probe } from "../diagnostics/diagnostic";
import { diagnosticOf, severityOf } from "../diagnostics/lookup";
import { adapt } from "./adapted";
import { callRepair } from "./folded";
import { type FileProblem, problemsOf } from "./problems";
import type { Program } from "./program";
import { renamed } from "./renamed";

/** The fixes of a problem, best first; spans are absolute. Applied, the problem is gone. */
export function fixesOf(program: Program, problem: FileProblem): readonly Fix[] {
  if (!problem.within) return isToRespell(program, problem) ? [] : ownFixes(program, problem);
  const edits = [problem, ...problem.within].flatMap((each) => ownFixes(program, each)[0]?.edits ?? []);
  return [callRepair(program.document.lines.at(problem.span.line)?.text ?? "", problem.span, edits)];
}

/** Whether what is at fault is to be written otherwise first: then its words have no places of their own. */
function isToRespell(program: Program, { code, span }: FileProblem): boolean {
  if (code === "other-spelling" || code === "no-input") return false;
  const all = problemsOf(program);
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { line, start } = all[middle]!.span;
    if (line < span.line || (line === span.line && start < span.start)) low = middle + 1;
    else high = middle;
  }
  for (let at = low; all[at]?.span.line === span.line && all[at]?.span.start === span.start; at++)
    if (all[at]!.code === "other-spelling" && sameSpan(all[at]!.span, span)) return true;
  return false;
}

function ownFixes(program: Program, problem: FileProblem): readonly Fix[] {
  const diagnostic = diagnosticOf(problem.code);
  if (!diagnostic.fixes || problem.elsewhere) return [];
  const span = shift(problem.span, -problem.line);
  const context: FixContext = {
    span,
    text: textOf(program, problem.span),
    rename: (name, other) => renamed(program.document.lines, problem, name, other),
    layer: problem.subject && layerContext(problem.subject),
  };
  return diagnostic.fixes(problem.fact.data as never, context).map(({ title, edits }) => ({
    title,
    edits: edits.map((edit) => tidied(program, { span: shift(edit.span, problem.line), text: edit.text })),
  }));
}

function textOf(program: Program, span: Span): string {
  const lines = program.document.lines;
  if (span.line === span.endLine) return lines.at(span.line)?.text.slice(span.start, span.end) ?? "";
  const first = lines.at(span.line)?.text.slice(span.start) ?? "";
  const last = lines.at(span.endLine)?.text.slice(0, span.end) ?? "";
  const between = lines.slice(span.line + 1, span.endLine).map((line) => line.text);
  return [first, ...between, last].join("\n");
}

/** A word that is taken away takes the space before it along, unless another word begins where it ended. */
function tidied(program: Program, edit: Edit): Edit {
  const { lines } = program.document;
  const before = lines.at(edit.span.line)?.text[edit.span.start - 1];
  const after = lines.at(edit.span.endLine)?.text[edit.span.end];
  if (edit.text !== "" || before !== " " || (after !== undefined && /[^\s,;)]/.test(after))) return edit;
  return { ...edit, span: { ...edit.span, start: edit.span.start - 1 } };
}

function layerContext(subject: Subject): LayerContext | null {
  const { segment, inputs, framework } = subject;
  const input = inputs[0];
  if (!input || inputs.some((each) => each === null)) return null;
  const site = siteOf(segment, inputs, framework, []);
  return {
    kind: segment.kind,
    args: site?.args ?? segment.args,
    input,
    framework,
    probe: (changes) => probe(subject, changes),
    write: (parameter, text) => write(subject, parameter, text),
    adapt: (index, text) => adapt(subject, index, text),
    remove: (parameter) => ({ span: segment.spans.get(parameter) ?? segment.word.span, text: "" }),
  };
}

function probe({ segment, inputs, framework }: Subject, changes: Readonly<Record<string, unknown>>): Probe {
  const args: Record<string, unknown> = { ...segment.args, ...changes };
  // What takes another parameter's value unless given changes with it: a pool's stride with its kernel.
  const entries = Object.entries(segment.kind.signature);
  for (const [name, { defaultFrom }] of entries)
    if (defaultFrom !== undefined && defaultFrom in changes && !(name in changes || segment.spans.has(name)))
      args[name] = changes[defaultFrom];
  const layer = {
    kind: segment.kind,
    args,
    spans: { has: (name: string) => name in changes || segment.spans.has(name) },
    complete: entries.every(([name, { required }]) => !required || args[name] !== undefined),
    operands: segment.operands,
    answers: null,
  };
  const result = computeLayer(layer, inputs, framework);
  const codes = new Set<Code>(result.facts.map(({ fact }) => fact.code));
  const refusals = new Set<Code>();
  for (const { fact } of result.facts) if (severityOf(fact) === "error") refusals.add(fact.code);
  return { output: refusals.size > 0 ? null : result.output, codes, refusals };
}

/** Replaces the argument, or adds it behind the positional ones. */
function write({ segment }: Subject, parameter: string, text: string): Edit {
  const known = segment.spans.get(parameter);
  if (known) return { span: known, text };
  let last = segment.word.span;
  for (const [name] of positionsOfSignature(segment.kind.signature)) {
    const span = segment.spans.get(name);
    if (span && (span.endLine > last.endLine || (span.endLine === last.endLine && span.end > last.end)))
      last = span;
  }
  const at: Span = { line: last.endLine, start: last.end, endLine: last.endLine, end: last.end };
  return { span: at, text: ` ${text}` };
}
