// Layers put between one input of a merge and the merge, wherever that input comes from: a branch, the current tensor, a
// label, or what a `residual` adds by itself.

import type { Subject } from "../analysis/run";
import { type Span, shift } from "../base/span";
import type { Edit } from "../diagnostics/diagnostic";

const at = (line: number, column: number): Span => ({ line, start: column, endLine: line, end: column });

/** The edits that do it; null where none can. */
export function adapt(subject: Subject, index: number, text: string): readonly Edit[] | null {
  const { segment, step, inputs } = subject;
  if (!step.body) {
    const { line, start } = step.name.span;
    if (segment.operands.length >= inputs.length) return null;
    return index === 0 ? [{ span: at(line, start), text: `${text} -> ` }] : behindLabel(subject, index, text);
  }
  const branch = step.body.branches[index];
  const last = branch?.statements.at(branch.statements.length - 1);
  if (branch && last) {
    const end = shift(last.span, branch.lines[branch.lines.length - 1]!);
    return last.type === "line" ? [{ span: at(end.endLine, end.end), text: ` -> ${text}` }] : null;
  }
  const bar = step.body.bars[index];
  if (bar) return [{ span: at(bar.endLine, bar.end), text: ` ${text}` }];
  return step.name.text === "residual" ? besideResidual(subject, text) : null;
}

/** `add skip` becomes `add { | in | from skip -> conv … }`. */
function behindLabel({ segment, step }: Subject, index: number, text: string): readonly Edit[] | null {
  const operand = segment.operands[index - 1];
  if (!operand || segment.operands.length > 1 || step.first) return null;
  const { endLine, end } = step.span;
  const body = ` { | in | from ${operand.tensor.reference} -> ${text} }`;
  if (operand.span.endLine === endLine && operand.span.end === end)
    return [{ span: { ...operand.span, start: operand.span.start - 1 }, text: body }];
  return [
    { span: operand.span, text: "" },
    { span: at(endLine, end), text: body },
  ];
}

/** `residual { … }` becomes `add { | … | conv … }`. */
function besideResidual({ step }: Subject, text: string): readonly Edit[] | null {
  const body = step.body!;
  if (body.barred || step.arguments.some((argument) => argument.type === "option")) return null;
  const { line, start, endLine, end } = body.span;
  // Without its `}`, the body may end where a line begins.
  if (end === 0) return null;
  const column = end - 1;
  const shortcut = line === endLine ? `| ${text} ` : `  | ${text}\n${" ".repeat(column)}`;
  return [
    { span: step.name.span, text: "add" },
    { span: at(line, start + 1), text: " |" },
    { span: at(endLine, column), text: shortcut },
  ];
}
