// A file as the features see it: its statements, what they do, and everything that is wrong, kept up to date at the
// cost of what an edit changes. Equal to reading the file anew, as everything kept is a pure function's answer.

import { fileContext } from "../analysis/context";
import { Spending, Tally } from "../analysis/effort";
import { type Followed, follow } from "../analysis/follow";
import { isOpen } from "../analysis/opened";
import type { Outcome, Run, State } from "../analysis/run";
import type { Totals } from "../analysis/totals";
import { inferenceTotals } from "../analysis/training";
import type { List } from "../base/list";
import type { Change } from "../base/selection";
import type { Framework } from "../catalogue/framework";
import type { Tensor } from "../model/value";
import type { Sequence, StatementOf } from "../syntax/ast";
import type { SourceDocument } from "../syntax/document";
import { frameworkOf, type Header, headerOf, type Saying, sayingsOf } from "./header";
import { changedBlocks, type FileHome, homeOf, type Imports, importedLets, NO_IMPORTS } from "./home";
import { type NameReport, nameReport } from "./names";
import type { FileProblem } from "./problems";

/** What the host decides: the framework of the setting or flag, and figures that memory is computed for. */
export interface Settings {
  /** Overrides the file's `framework`; undefined: the file decides. */
  readonly framework?: Framework | null;
  /** Holds where neither the file nor an override says one. */
  readonly defaultFramework?: Framework | null;
  readonly batch?: number;
  readonly dtype?: string;
  /** Whether what differs between PyTorch and Keras is told, layer by layer. */
  readonly portable?: boolean;
  /** Whether activations write over their input, where figures of memory are concerned. */
  readonly inPlace?: boolean;
}

/** One network: a whole file, or one `network NAME { … }` of it. */
export interface Network {
  /** null for the network that is the file itself. */
  readonly name: string | null;
  readonly statement: StatementOf<"network"> | null;
  readonly run: Run;
  /** What its statements do. */
  readonly followed: Followed;
  /**
   * Whether nothing is to be told of it, whatever else the file says. Filled by the collection of problems: of many networks,
   * nearly all are what they were at the key before.
   */
  quiet: boolean | null;
}

export type { Header };

export interface Program {
  readonly uri: string;
  readonly document: SourceDocument;
  readonly settings: Settings;
  readonly header: Header;
  /** The steps that say it. */
  readonly sayings: readonly Saying[];
  readonly home: FileHome;
  readonly imports: Imports;
  /** What the top-level statements do. */
  readonly followed: Followed;
  /** The networks in order; the file itself is one unless it only holds `network`s and definitions. */
  readonly networks: readonly Network[];
  /** What is wrong with its names. */
  readonly names: NameReport;
  /** Whether it asks for more than is run at once. */
  readonly refused: boolean;
  /** Filled by `problemsOf`. Kept here, as what a weak map holds outlives the collector of young objects. */
  told: readonly FileProblem[] | null;
}

/** Analyses a document; what is unchanged since `previous` is taken from it. */
export function analyse(
  uri: string,
  document: SourceDocument,
  settings: Settings = {},
  imports: Imports = NO_IMPORTS,
  previous: Program | null = null,
): Program {
  const { sequence } = document;
  const { indices } = document.declarations;
  const declarations = indices.map((index) => sequence.statements.at(index)!);
  const declared = previous?.document.declarations.indices === indices && previous.imports === imports;
  const sayings = declared ? previous.sayings : sayingsOf(document);
  const framework = frameworkOf(sayings, settings);
  const home = declared ? previous.home : homeOf(uri, declarations, imports, previous?.home ?? null);
  const kept = previous?.header.framework === framework ? previous : null;
  const change = changeSince(document, previous);
  const statements = declarations.filter((statement) => statement.type === "network");
  const inferred = inferredWithin({ sequence, statements, framework, home, change }, kept);
  const { followed, networks } = inferred;
  const header = headerOf(sayings, framework, settings, followed, home, previous?.header ?? null);
  const empty = networks.length > 0 && followed.outcomes.every(runsNothing);
  const all = empty ? networks : [networkOf(null, followed), ...networks];
  const names = nameReport(sequence, previous?.names ?? null, change);
  const { refused } = inferred;
  return {
    uri,
    document,
    settings,
    header,
    sayings,
    home,
    imports,
    followed,
    networks: all,
    names,
    refused,
    told: null,
  };
}

/** Whether a statement makes no network of its file: it only says something, under a condition or not. */
function runsNothing({ parts }: Outcome): boolean {
  return parts.every((part) => isOpen(part) && part.run.outcomes.every(runsNothing));
}

/** What is to be run. */
interface Task {
  readonly sequence: Sequence;
  readonly statements: readonly StatementOf<"network">[];
  readonly framework: Framework | null;
  readonly home: FileHome;
  /** How the sequence differs from the one before. */
  readonly change: Change | null;
}

/** What came of it. */
interface Inferred {
  readonly followed: Followed;
  readonly networks: readonly Network[];
  /** Whether that is all there was time for. */
  readonly refused: boolean;
}

/** Runs a file and its networks; what asks for more than is run at once ends where it would end in a file just read. */
function inferredWithin(task: Task, previous: Program | null): Inferred {
  if (!previous?.refused) {
    const spending = Spending.again();
    const inferred = infer(task, previous, spending);
    if (!spending.over && !Tally.exceed(talliesOf(inferred))) return inferred;
  }
  return infer(task, null, Spending.anew());
}

const talliesOf = ({ followed, networks }: Inferred): Tally[] => [
  followed.tally,
  ...networks.map((network) => network.followed.tally),
];

function infer(task: Task, kept: Program | null, spending: Spending): Inferred {
  const { sequence, statements, framework, home, change } = task;
  const blocks = kept ? changedBlocks(kept.home, home) : NO_NAMES;
  const context = fileContext(framework, home, spending);
  const before = kept && { followed: kept.followed, change, blocks };
  const followed = follow(sequence, importedLets(home), context, before);
  if (statements.length === 0) return { followed, networks: [], refused: spending.over };
  const twins = new Twins(kept?.networks ?? []);
  const networks = statements.map((statement, index): Network => {
    const twin = twins.of(statement, index);
    if (twin?.statement === statement && kept?.home === home) return twin;
    const body = statement.body.branches[0] ?? { statements: [], lines: [] };
    const inner = twin ? { followed: twin.followed, change: null, blocks } : null;
    return networkOf(statement, follow(body, home.lets, { ...context, startOf: "network" }, inner));
  });
  return { followed, networks, refused: spending.over };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The networks of the program before, by what they are called. */
class Twins {
  private named: ReadonlyMap<string | null, Network> | null = null;
  /** The first that is not the file itself. */
  private readonly first: number;

  constructor(private readonly networks: readonly Network[]) {
    this.first = networks[0]?.statement === null ? 1 : 0;
  }

  /** The one that a statement was before: mostly at the same place. */
  of({ name: { text } }: StatementOf<"network">, index: number): Network | undefined {
    const same = this.networks[this.first + index];
    if (same?.name === text) return same;
    this.named ??= new Map(this.networks.map((network) => [network.name, network]));
    return this.named.get(text);
  }
}

/** How the statements differ from those of the program before; null where only a comparison can tell. */
function changeSince({ since }: SourceDocument, previous: Program | null): Change | null {
  return since !== null && since.version === previous?.document.version ? since.change : null;
}

function networkOf(statement: Network["statement"], followed: Followed): Network {
  return {
    name: statement?.name.text ?? null,
    statement,
    run: new NetworkRun(followed),
    followed,
    quiet: null,
  };
}

/** A class, for its getter: one in an object literal is kept with the object's shape, which the collector of young objects never lets go. */
class NetworkRun implements Run {
  readonly sequence: Sequence;
  readonly outcomes: List<Outcome>;
  readonly before: State;
  readonly output: Tensor | null;
  readonly start = null;
  readonly faulty: boolean;
  readonly trained: boolean;
  readonly checkProblems = NO_PROBLEMS;
  /** Made when first asked for. */
  private sums: Totals | null = null;

  constructor(private readonly followed: Followed) {
    const { sequence, outcomes, start, eventful } = followed;
    this.sequence = sequence;
    this.outcomes = outcomes;
    this.before = { current: null, scope: start };
    this.output = outcomes.at(outcomes.length - 1)?.after ?? null;
    this.faulty = eventful.indices.some((index) => outcomes.at(index)!.faulty);
    this.trained = marksTraining(followed);
  }

  get totals(): Totals {
    this.sums ??= totalsOf(this.followed);
    return this.sums;
  }
}

const NO_PROBLEMS: Run["checkProblems"] = [];

function marksTraining({ outcomes, eventful }: Followed): boolean {
  return eventful.indices.some((index) => outcomes.at(index)!.trained);
}

/** The sums of a network: without what only training needs. */
function totalsOf(followed: Followed): Totals {
  const { outcomes, totals } = followed;
  if (!marksTraining(followed)) return totals;
  const parts = outcomes.flatMap((outcome) => outcome.parts);
  return inferenceTotals(parts, totals, false);
}
