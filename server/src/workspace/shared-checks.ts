// Budgets and expectations that stand above the networks of a file, outside of all of them: they hold for each.

import { checkProblem, quantityOf } from "../analysis/checks";
import type { Check, LocatedProblem } from "../analysis/run";
import { problem } from "../base/problem";
import type { Size } from "../base/whole";
import { costOf } from "./costs";
import type { Network, Program } from "./program";

export interface SharedCheck {
  readonly check: Check;
  /** The line of its statement. */
  readonly line: number;
  /** What each network has of its quantity, in order; null where that is not known. */
  readonly uses: readonly SharedUse[];
}

interface SharedUse {
  readonly network: Network;
  readonly actual: Size;
}

/** The checks of a file that is no network itself; none where it is one, and they are its own. */
export function sharedChecks(program: Program): readonly SharedCheck[] {
  const { followed, networks } = program;
  if (networks.some(({ statement }) => statement === null)) return [];
  return followed.eventful.indices.flatMap((index) =>
    followed.outcomes.at(index)!.checks.map((check): SharedCheck => {
      const uses = networks.map((network) => ({ network, actual: usedBy(program, network, check) }));
      return { check, line: followed.sequence.lines[index]!, uses };
    }),
  );
}

function usedBy(program: Program, network: Network, check: Check): Size {
  // A receptive field is one of a place, and there is none here.
  if (check.what === "receptive_field") return null;
  const known = quantityOf(check.what, network.run.totals);
  return known === undefined ? costOf(program, network, 0, check) : known;
}

/** The use that comes nearest to a budget; null where one is not known. */
export function largestUse({ uses }: SharedCheck): { readonly name: string; readonly actual: number } | null {
  let largest: { name: string; actual: number } | null = null;
  for (const { network, actual } of uses) {
    if (actual === null) return null;
    if (largest === null || actual > largest.actual) largest = { name: nameOf(network), actual };
  }
  return largest;
}

/** What a shared check tells at its own place, and the problem of each network that it does not hold for. */
export function sharedProblems({ check, uses }: SharedCheck): {
  readonly told: LocatedProblem | null;
  readonly of: readonly { readonly network: Network; readonly problem: LocatedProblem }[];
} {
  if (check.what === "receptive_field") {
    const data = { what: `${check.kind} ${check.what}`, into: "network" } as const;
    return { told: problem("misplaced-statement", check.span, data), of: [] };
  }
  const failed = uses.flatMap(({ network, actual }) => {
    const found = checkProblem(check, network.run.totals, actual);
    return found && actual !== null ? [{ network, actual, problem: found }] : [];
  });
  if (failed.length === 0) return { told: null, of: [] };
  const worst =
    check.kind === "expect"
      ? failed[0]!
      : failed.reduce((most, each) => (each.actual > most.actual ? each : most));
  const also = failed.filter((each) => each !== worst).map(({ network }) => nameOf(network));
  return { told: inNetwork(worst.problem, nameOf(worst.network), also), of: failed };
}

/** The same problem, with the network that it is in. */
function inNetwork(found: LocatedProblem, network: string, also: readonly string[]): LocatedProblem {
  const { fact, span } = found;
  if (fact.code === "over-budget") return problem("over-budget", span, { ...fact.data, network, also });
  if (fact.code === "expect-failed") return problem("expect-failed", span, { ...fact.data, network });
  return found;
}

function nameOf({ name }: Network): string {
  return name ?? "";
}
