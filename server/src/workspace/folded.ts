// A call that is pasted from another tool, `nn.Conv2d(3, 64, kernel_size=3)`, is one fault: what is foreign inside of it is
// not told apart, and one repair writes all of it anew.

import type { Fact } from "../base/problem";
import { lowerBound } from "../base/selection";
import type { Span } from "../base/span";
import type { Edit, Fix } from "../diagnostics/diagnostic";
import type { FileProblem } from "./problems";

/** Without the problems inside of a pasted call; each such call knows its own. The problems are in order. */
export function folded(
  problems: readonly FileProblem[],
  textOf: (line: number) => string,
  messageOf: (fact: Fact) => string,
): readonly FileProblem[] {
  const rows = rowsOf(problems);
  if (rows.size === 0) return problems;
  const inside = new Map<FileProblem, FileProblem[]>();
  const apart = problems.filter((problem) => {
    const call = isForeign(problem) ? rows.get(problem.span.line)?.around(problem) : undefined;
    if (call === undefined) return true;
    const within = inside.get(call);
    if (within) within.push(problem);
    else inside.set(call, [problem]);
    return false;
  });
  return apart.map((problem) => {
    const within = inside.get(problem);
    if (within === undefined) return problem;
    const message = messageWith(problem, within, textOf(problem.span.line), messageOf);
    return { ...problem, within, message, shown: null };
  });
}

/** The calls of a line, in order. */
class Row {
  private readonly calls: FileProblem[] = [];
  /** How far each call and those before it reach. */
  private readonly reach: number[] = [];

  add(call: FileProblem): void {
    this.calls.push(call);
    this.reach.push(Math.max(call.span.end, this.reach.at(-1) ?? 0));
  }

  /** The first other call that a problem stands in. */
  around(problem: FileProblem): FileProblem | undefined {
    const { span } = problem;
    // The first that reaches so far begins before it, or none does that reaches so far.
    for (let at = lowerBound(this.reach, span.end); at < this.calls.length; at++) {
      const call = this.calls[at]!;
      if (call.span.start > span.start) return undefined;
      if (call !== problem && holds(call.span, span)) return call;
    }
    return undefined;
  }
}

/** The lines that hold calls. */
function rowsOf(problems: readonly FileProblem[]): ReadonlyMap<number, Row> {
  const rows = new Map<number, Row>();
  for (const problem of problems) {
    if (!isCall(problem)) continue;
    const row = rows.get(problem.span.line) ?? new Row();
    row.add(problem);
    rows.set(problem.span.line, row);
  }
  return rows;
}

/** What was told last of a call, and what for. */
interface Worded {
  readonly text: string;
  readonly within: readonly Fact[];
  readonly message: string;
}

/** A fact is the same from version to version while its statement is: most calls of a file are not worded anew at a key. */
const worded = new WeakMap<Fact, Worded>();

/** The message of a call, which names what the repair writes. */
function messageWith(
  call: FileProblem,
  within: readonly FileProblem[],
  line: string,
  messageOf: (fact: Fact) => string,
): string {
  const { fact, span } = call;
  if (fact.code !== "other-spelling") return call.message;
  const text = line.slice(span.start, span.end);
  const known = worded.get(fact);
  if (known?.text === text && sameFacts(known.within, within)) return known.message;
  const edits = [call, ...within].flatMap(editsOf);
  const { text: meant } = callRepair(line, span, edits).edits[0]!;
  const message = messageOf({ code: "other-spelling", data: { ...fact.data, meant } });
  worded.set(fact, { text, within: within.map((each) => each.fact), message });
  return message;
}

function sameFacts(facts: readonly Fact[], problems: readonly FileProblem[]): boolean {
  return facts.length === problems.length && problems.every(({ fact }, index) => fact === facts[index]);
}

/** The edits of what is foreign, in columns of its line. */
function editsOf({ fact, span }: FileProblem): readonly Edit[] {
  if (fact.code === "unknown-kind") return [{ span, text: fact.data.nearest[0] ?? "" }];
  if (fact.code !== "other-spelling") return [];
  return fact.data.edits ?? [{ span, text: fact.data.meant }];
}

function isCall({ fact }: FileProblem): boolean {
  return fact.code === "other-spelling" && fact.data.reason === "call";
}

function isForeign({ fact }: FileProblem): boolean {
  if (fact.code === "other-spelling") return true;
  return fact.code === "unknown-kind" && fact.data.nearest.length === 1;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.line === inner.line && outer.start <= inner.start && inner.end <= outer.end;
}

/** One repair for a call and all that is inside of it: `conv 64 3 padding=1`. */
export function callRepair(line: string, { start, end, line: number }: Span, edits: readonly Edit[]): Fix {
  let text = "";
  let at = start;
  for (const edit of [...edits].sort(
    (a, b) => a.span.start - b.span.start || a.text.length - b.text.length,
  )) {
    if (edit.span.start < at) continue;
    text += line.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  text = `${text}${line.slice(at, end)}`.replace(/ {2,}/g, " ").trimEnd();
  return {
    title: `Write \`${text}\``,
    edits: [{ span: { line: number, start, endLine: number, end }, text }],
  };
}
