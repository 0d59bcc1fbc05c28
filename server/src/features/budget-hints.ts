// What is used of each budget, behind the line that sets it: `params 4.2M of 5M, 84%`.

import { quantityOf } from "../analysis/checks";
import type { Check, Run } from "../analysis/run";
import { formatBytes, formatDecimalBytes, quantity } from "../base/amount";
import { lowerBound } from "../base/selection";
import { OVERFLOW, type Size } from "../base/whole";
import type { Sequence } from "../syntax/ast";
import { costOf } from "../workspace/costs";
import { networkAt } from "../workspace/places";
import type { Network, Program } from "../workspace/program";
import { sharedChecks } from "../workspace/shared-checks";
import type { LineRange } from "./line-results";
import { type Chosen, FIRST_USES, shownUse } from "./uses";

/** The texts of the budgets in a range of lines, by line; those inside of a block are of the use that is shown. */
export function budgetTexts(
  program: Program,
  range: LineRange,
  chosen: Chosen = FIRST_USES,
): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  const { sequence, declarations } = program.document;
  for (const at of reaching(sequence, declarations.indices, 0, range)) {
    const statement = sequence.statements.at(at)!;
    const line = sequence.lines[at]!;
    if (statement.type === "block") addUse(shownUse(program, statement, chosen), line, texts);
    const network = statement.type === "network" && networkAt(program, statement);
    if (network) addNetwork(program, network, line, range, texts);
  }
  const own = networkAt(program, null);
  if (own) addNetwork(program, own, 0, range, texts);
  for (const shared of sharedChecks(program)) {
    const line = shared.line + shared.check.span.line;
    if (shared.check.kind !== "budget" || line < range.from || line > range.to) continue;
    const { largest } = shared.uses;
    const text = budgetText(shared.check, largest?.actual ?? null);
    texts.set(line, largest ? `${text} in \`${largest.name}\`` : text);
  }
  return texts;
}

/** Which of the statements with these indices reach into a range; the lines of their sequence count from `base`. */
function reaching(
  { statements, lines }: Sequence,
  indices: readonly number[],
  base: number,
  { from, to }: LineRange,
): readonly number[] {
  const found: number[] = [];
  // The last statements that begin above the range, or where it begins, may reach it; several may begin on one line.
  const last = lines[lowerBound(lines, from - base + 1) - 1] ?? 0;
  for (let at = lowerBound(indices, lowerBound(lines, last)); at < indices.length; at++) {
    const index = indices[at]!;
    const line = base + lines[index]!;
    if (line > to) break;
    if (line + statements.at(index)!.span.endLine >= from) found.push(index);
  }
  return found;
}

/** All budgets of a block, as they hold in a use of it; its lines count from `base`. */
function addUse(run: Run | undefined, base: number, texts: Map<number, string>): void {
  for (const [index, outcome] of (run?.outcomes ?? []).entries()) {
    for (const check of outcome.checks)
      if (check.kind === "budget")
        texts.set(
          base + run!.sequence.lines[index]! + check.span.line,
          budgetText(check, quantityOf(check.what, run!.totals) ?? null),
        );
  }
}

/** The budgets of a network in a range; its lines count from `base`. */
function addNetwork(
  program: Program,
  network: Network,
  base: number,
  range: LineRange,
  texts: Map<number, string>,
): void {
  const { outcomes, sequence, totals } = network.run;
  for (const index of reaching(sequence, network.followed.eventful.indices, base, range)) {
    for (const check of outcomes.at(index)!.checks) {
      const line = base + sequence.lines[index]! + check.span.line;
      if (check.kind !== "budget" || line < range.from || line > range.to) continue;
      const known = quantityOf(check.what, totals);
      texts.set(
        line,
        budgetText(check, known === undefined ? costOf(program, network, index, check) : known),
      );
    }
  }
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
