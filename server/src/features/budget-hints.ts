// What is used of each budget, behind the line that sets it: `params 4.2M of 5M, 84%`.

import { quantityOf } from "../analysis/checks";
import type { Check } from "../analysis/run";
import { formatBytes, formatDecimalBytes, quantity } from "../base/amount";
import { OVERFLOW, type Size } from "../base/whole";
import { costOf } from "../workspace/costs";
import { baseOf } from "../workspace/places";
import type { Program } from "../workspace/program";
import { sharedChecks } from "../workspace/shared-checks";
import type { LineRange } from "./line-results";
import { type Chosen, FIRST_USES, shownUse } from "./uses";

/** The texts of the budgets in a range of lines, by line; those inside of a block are of the use that is shown. */
export function budgetTexts(
  program: Program,
  { from, to }: LineRange,
  chosen: Chosen = FIRST_USES,
): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  const { sequence, declarations } = program.document;
  const { statements, lines } = sequence;
  for (const at of declarations.indices) {
    const statement = statements.at(at)!;
    if (statement.type !== "block" || lines[at]! > to || lines[at]! + statement.span.endLine < from) continue;
    const run = shownUse(program, statement, chosen);
    for (const [index, outcome] of (run?.outcomes ?? []).entries()) {
      for (const check of outcome.checks)
        if (check.kind === "budget")
          texts.set(
            lines[at]! + run!.sequence.lines[index]! + check.span.line,
            budgetText(check, quantityOf(check.what, run!.totals) ?? null),
          );
    }
  }
  for (const network of program.networks) {
    const { outcomes, sequence, totals } = network.run;
    const base = baseOf(program, network);
    for (const index of network.followed.eventful.indices) {
      const { checks } = outcomes.at(index)!;
      for (const check of checks) {
        const line = base + sequence.lines[index]! + check.span.line;
        if (check.kind !== "budget" || line < from || line > to) continue;
        const known = quantityOf(check.what, totals);
        texts.set(
          line,
          budgetText(check, known === undefined ? costOf(program, network, index, check) : known),
        );
      }
    }
  }
  for (const shared of sharedChecks(program)) {
    const line = shared.line + shared.check.span.line;
    if (shared.check.kind !== "budget" || line < from || line > to) continue;
    const { largest } = shared.uses;
    const text = budgetText(shared.check, largest?.actual ?? null);
    texts.set(line, largest ? `${text} in \`${largest.name}\`` : text);
  }
  return texts;
}

/** `params 4.2M of 5M, 84%`; `params ? of 5M` where it cannot be told. */
export function budgetText({ what, value, text }: Check, used: Size): string {
  if (used === null) return `${what} ? of ${text}`;
  if (used === OVERFLOW) return `${what} over 2⁵³ of ${text}`;
  const inBytes = what === "memory" || what === "size";
  const format = !inBytes ? quantity : /iB$/.test(text) ? formatBytes : formatDecimalBytes;
  const amount = format(used)
    .replace(/(\.\d*?)0+(?=\D|$)/, "$1")
    .replace(/\.(?=\D|$)/, "");
  return `${what} ${amount} of ${text}, ${percent(used, value)}`;
}

/** Never 100% for what is over or under: the last step is the one that counts. */
function percent(used: number, budget: number): string {
  const share = Math.round((100 * used) / budget);
  if (share === 100 && used !== budget) return used > budget ? "over 100%" : "just under 100%";
  return `${share}%`;
}
