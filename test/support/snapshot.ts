// A program as plain data, so that two ways of arriving at it can be compared: every shape, count, problem and place.

import type { Outcome, Part } from "../../server/src/analysis/run";
import { formatShape } from "../../server/src/catalogue/shape";
import { problemsOf } from "../../server/src/workspace/problems";
import type { Program } from "../../server/src/workspace/program";

export function snapshot(program: Program): unknown {
  return {
    statements: program.document.sequence.statements.map((statement, index) => ({
      line: program.document.sequence.lines[index],
      type: statement.type,
      words: [...statement.words],
      span: statement.span,
    })),
    outcomes: program.followed.outcomes.map(outcomeData),
    networks: program.networks.map((network) => ({
      name: network.name,
      output: formatShape(network.run.output?.shape ?? null),
      totals: { ...network.run.totals },
    })),
    problems: problemsOf(program).map(({ fact, severity, message, span }) => ({
      fact,
      severity,
      message,
      span,
    })),
  };
}

export function outcomeData(outcome: Outcome): unknown {
  return {
    after: formatShape(outcome.after?.shape ?? null),
    names: outcome.defines.map((entry) => entry.name),
    totals: { ...outcome.totals },
    parts: outcome.parts.map(partData),
    problems: outcome.problems.map(({ fact, span }) => ({ fact, span })),
  };
}

function partData(part: Part): string {
  if (part.type === "layer")
    return `${part.kind.kind} ${formatShape(part.result.output)} ${part.label ?? ""}`;
  if (part.type === "call") return `call ${part.block.name} ${formatShape(part.run.output?.shape ?? null)}`;
  return part.type;
}
