// What stands in the braces of a statement.

import type { Body, Statement } from "./ast";

/** The bodies of a statement, those of its steps included. */
export function bodiesOf(statement: Statement): readonly Body[] {
  switch (statement.type) {
    case "line":
      return statement.steps.flatMap((step) => step.body ?? []);
    case "block":
    case "network":
    case "repeat":
      return [statement.body];
    case "if":
      return statement.otherwise ? [statement.taken, statement.otherwise] : [statement.taken];
    default:
      return [];
  }
}
