// A call that is pasted from another tool, `nn.Conv2d(3, 64, kernel_size=3)`, is one fault: what is foreign inside of it is
// not told apart, and one repair writes all of it anew.

import type { Fact } from "../base/problem";
import type { Span } from "../base/span";
import type { Edit, Fix } from "../diagnostics/diagnostic";
import type { FileProblem } from "./problems";

/** Without the problems inside of a pasted call; each such call knows its own. */
export function folded(
  problems: readonly FileProblem[],
  textOf: (line: number) => string,
  messageOf: (fact: Fact) => string,
): readonly FileProblem[] {
  const calls = problems.filter(isCall);
  if (calls.length === 0) return problems;
  const inside = new Map<FileProblem, FileProblem>();
  /** The message names what the repair writes. */
  const messageWith = (call: FileProblem, within: readonly FileProblem[]): string => {
    if (call.fact.code !== "other-spelling") return call.message;
    const edits = [call, ...within].flatMap(editsOf);
    const { text: meant } = callRepair(textOf(call.span.line), call.span, edits).edits[0]!;
    return messageOf({ code: "other-spelling", data: { ...call.fact.data, meant } });
  };
  for (const problem of problems) {
    const call = calls.find(
      (each) => each !== problem && isForeign(problem) && holds(each.span, problem.span),
    );
    if (call) inside.set(problem, call);
  }
  return problems
    .filter((problem) => !inside.has(problem))
    .map((problem) => {
      const within = [...inside].filter(([, call]) => call === problem).map(([each]) => each);
      return within.length > 0
        ? { ...problem, within, message: messageWith(problem, within), shown: null }
        : problem;
    });
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
