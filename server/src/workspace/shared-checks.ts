// Budgets and expectations that stand above the networks of a file, outside of all of them: they hold for each.

import { checkProblem, missOf, quantityOf } from "../analysis/checks";
import type { Check, LocatedProblem } from "../analysis/run";
import { problem } from "../base/problem";
import type { Size } from "../base/whole";
import { costOf } from "./costs";
import type { Network, Program } from "./program";
import { Ranking } from "./ranking";

/** So many networks are named with the one that exceeds a budget most. */
const MOST_NAMED = 3;

export interface SharedCheck {
  readonly check: Check;
  /** The line of its statement. */
  readonly line: number;
  /** What each network has of its quantity; one for all checks of the same. */
  readonly uses: Uses;
}

/** What the networks of a file have of one quantity. */
export class Uses {
  private ranked: Ranking | null = null;
  private knownLargest: { readonly name: string; readonly actual: number } | null | undefined;

  constructor(
    readonly networks: readonly Network[],
    /** In their order; null where it is not known. */
    readonly actual: readonly Size[],
  ) {}

  get ranking(): Ranking {
    this.ranked ??= new Ranking(this.actual, MOST_NAMED + 1);
    return this.ranked;
  }

  /** The one that comes nearest to a budget; null where one is not known. */
  get largest(): { readonly name: string; readonly actual: number } | null {
    if (this.knownLargest === undefined) {
      const { last } = this.ranking;
      const known = last !== null && this.actual.every((actual) => actual !== null);
      this.knownLargest = known ? { name: nameOf(this.networks[last]!), actual: this.actual[last]! } : null;
    }
    return this.knownLargest;
  }
}

/** By program: diagnostics and every answer of hints ask for them. */
const known = new WeakMap<Program, readonly SharedCheck[]>();

/** The checks of a file that is no network itself; none where it is one, and they are its own. */
export function sharedChecks(program: Program): readonly SharedCheck[] {
  let shared = known.get(program);
  if (shared === undefined) {
    shared = checksAbove(program);
    known.set(program, shared);
  }
  return shared;
}

function checksAbove(program: Program): readonly SharedCheck[] {
  const { followed, networks } = program;
  if (networks.some(({ statement }) => statement === null)) return [];
  const quantities = new Map<Check["what"], Uses>();
  return followed.eventful.indices.flatMap((index) =>
    followed.outcomes.at(index)!.checks.map((check): SharedCheck => {
      let uses = quantities.get(check.what);
      if (uses === undefined) {
        const actual = networks.map((network) => usedBy(program, network, check));
        uses = new Uses(networks, actual);
        quantities.set(check.what, uses);
      }
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

/** What a shared check tells at its own place; null where it holds for every network, or that cannot be told. */
export function sharedProblem({ check, uses }: SharedCheck): LocatedProblem | null {
  if (check.what === "receptive_field") {
    const data = { what: `${check.kind} ${check.what}`, into: "network" } as const;
    return problem("misplaced-statement", check.span, data);
  }
  const missing = uses.ranking.missing((actual) => missOf(check, actual));
  if (missing === null) return null;
  const worst = check.kind === "expect" ? missing.first[0]! : missing.largest;
  const found = checkProblem(check, uses.networks[worst]!.run.totals, uses.actual[worst]!);
  const others = missing.first.filter((index) => index !== worst).slice(0, MOST_NAMED);
  const names = others.map((index) => nameOf(uses.networks[index]!));
  return found && inNetwork(found, nameOf(uses.networks[worst]!), { names, count: missing.count - 1 });
}

/** The same problem, with the network that it is in. */
function inNetwork(
  found: LocatedProblem,
  network: string,
  also: { readonly names: readonly string[]; readonly count: number },
): LocatedProblem {
  const { fact, span } = found;
  if (fact.code === "over-budget") return problem("over-budget", span, { ...fact.data, network, also });
  if (fact.code === "expect-failed") return problem("expect-failed", span, { ...fact.data, network });
  return found;
}

function nameOf({ name }: Network): string {
  return name ?? "";
}
