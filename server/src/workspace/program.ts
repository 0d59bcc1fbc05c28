// A file as the features see it: its statements, what they do, and everything that is wrong, kept up to date at the
// cost of what an edit changes. Equal to reading the file anew, as everything kept is a pure function's answer.

import { fileContext } from "../analysis/context";
import { DTYPES } from "../analysis/directives";
import { runSequence, runStatement } from "../analysis/evaluate";
import type { Outcome, Run, State } from "../analysis/run";
import { sumTotals, type Totals } from "../analysis/totals";
import { inferenceTotals } from "../analysis/training";
import { type Selection, select } from "../base/selection";
import { type Framework, isFramework } from "../catalogue/framework";
import type { Home } from "../model/definition";
import { Scope, sameEntry, sameScope } from "../model/scope";
import { sameTensor } from "../model/value";
import type { Sequence, Statement, StatementOf } from "../syntax/ast";
import { HEADER } from "../syntax/build";
import type { SourceDocument } from "../syntax/document";
import { homeOf, type Imports, importedLets, NO_IMPORTS } from "./home";

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
}

/** What the file (or the host) says of the whole: what counts as a byte, and how much at once. */
export interface Header {
  readonly framework: Framework | null;
  readonly dtype: string;
  readonly batch: number;
  readonly optimizer: string;
}

/** One network: a whole file, or one `network NAME { … }` of it. */
export interface Network {
  /** null for the network that is the file itself. */
  readonly name: string | null;
  readonly statement: StatementOf<"network"> | null;
  readonly run: Run;
}

export interface Program {
  readonly uri: string;
  readonly document: SourceDocument;
  readonly settings: Settings;
  readonly header: Header;
  readonly home: Home;
  readonly imports: Imports;
  /** What each top-level statement does; parallel to the document's sequence. */
  readonly outcomes: readonly Outcome[];
  /** The statements that need more than to be run: definitions, bodies, faults in their text. */
  readonly notable: Selection<Statement>;
  /** The outcomes that are more than layers and their shapes: problems, checks, calls, branches, outputs. */
  readonly eventful: Selection<Outcome>;
  /** The networks in order; the file itself is one unless it only holds `network`s and definitions. */
  readonly networks: readonly Network[];
}

const NOTHING: State = { current: null, scope: Scope.EMPTY };

/** What holds before the first line: the `let`s that imports bring. */
function startOf(home: Home): State {
  const scope = importedLets(home);
  return scope.empty ? NOTHING : { current: null, scope };
}

/** Analyses a document; what is unchanged since `previous` is taken from it. */
export function analyse(
  uri: string,
  document: SourceDocument,
  settings: Settings = {},
  imports: Imports = NO_IMPORTS,
  previous: Program | null = null,
): Program {
  const notable = select(document.sequence.statements, isNotable, previous?.notable);
  const definitions = selected(notable).filter((statement) => statement.defines);
  const header = headerOf(definitions, settings);
  const home = homeOf(uri, definitions, imports, previous?.home ?? null);
  const kept = previous && previous.header.framework === header.framework ? previous : null;
  const outcomes = runFile(document.sequence, home, header, kept);
  const eventful = select(outcomes, isEventful, previous?.eventful);
  const networks = networksOf(document.sequence, definitions, eventful, home, header, kept);
  return { uri, document, settings, header, home, imports, outcomes, notable, eventful, networks };
}

function isNotable(statement: Statement): boolean {
  if (statement.defines || statement.type !== "line" || statement.problems.length > 0) return true;
  return statement.steps.some((step) => step.body !== null);
}

function isEventful({ problems, checks, parts }: Outcome): boolean {
  return problems.length > 0 || checks.length > 0 || parts.some((part) => part.type !== "layer");
}

function selected<T>({ list, indices }: Selection<T>): T[] {
  return indices.map((index) => list[index]!);
}

function headerOf(definitions: readonly Statement[], settings: Settings): Header {
  const said = new Map<string, string>();
  for (const statement of definitions) {
    if (statement.type !== "line") continue;
    for (const step of statement.steps) {
      const [argument] = step.arguments;
      if (!HEADER.has(step.name.text) || said.has(step.name.text) || !argument) continue;
      if (argument.type === "word") said.set(step.name.text, argument.word.text);
      else if (argument.type === "value" && argument.value.type === "number")
        said.set(step.name.text, argument.value.text);
    }
  }
  const own = said.get("framework") ?? "";
  const written = isFramework(own) ? own : (settings.defaultFramework ?? null);
  const dtype = settings.dtype ?? said.get("dtype") ?? "float32";
  const batch = settings.batch ?? Number((said.get("batch") ?? "1").replaceAll("_", ""));
  return {
    framework: settings.framework === undefined ? written : settings.framework,
    dtype: dtype in DTYPES ? dtype : "float32",
    batch: Number.isSafeInteger(batch) && batch >= 1 ? batch : 1,
    optimizer: said.get("optimizer") ?? "sgd",
  };
}

/** Runs the top-level statements, from where something changed to where nothing differs any more. */
function runFile(
  sequence: Sequence,
  home: Home,
  header: Header,
  previous: Program | null,
): readonly Outcome[] {
  const { statements } = sequence;
  const old = previous?.document.sequence.statements ?? [];
  const oldOutcomes = previous?.outcomes ?? [];
  const sameHome = previous?.home === home;
  let prefix = 0;
  if (sameHome) {
    const most = Math.min(statements.length, old.length);
    while (prefix < most && statements[prefix] === old[prefix]) prefix++;
    if (prefix === statements.length && prefix === old.length) return oldOutcomes;
  }
  let suffix = 0;
  const most = Math.min(statements.length, old.length) - prefix;
  while (suffix < most && statements[statements.length - 1 - suffix] === old[old.length - 1 - suffix])
    suffix++;
  const outcomes = oldOutcomes.slice(0, prefix);
  const context = fileContext(header.framework, home);
  let state = prefix > 0 ? outcomes[prefix - 1]!.after : startOf(home);
  // Lines that repeat are one statement: from where the tensor has settled, it does what it did.
  const latest = new Map<Statement, { readonly before: State; readonly outcome: Outcome }>();
  for (let i = prefix; i < statements.length; i++) {
    const statement = statements[i]!;
    const twin = i - statements.length + old.length;
    if (i >= statements.length - suffix) {
      const before = twin > 0 ? oldOutcomes[twin - 1]!.after : startOf(previous!.home);
      if (sameHome && sameTensor(before.current, state.current) && sameScope(before.scope, state.scope)) {
        return outcomes.concat(oldOutcomes.slice(twin));
      }
      const kept = rebased(oldOutcomes[twin]!, before, statement, state, previous!.home, home);
      if (kept) {
        outcomes.push(kept);
        state = kept.after;
        continue;
      }
    }
    const last = latest.get(statement);
    const outcome =
      last && last.before.scope === state.scope && sameTensor(last.before.current, state.current)
        ? last.outcome
        : runStatement(statement, state, context);
    latest.set(statement, { before: state, outcome });
    outcomes.push(outcome);
    state = outcome.after;
  }
  return outcomes;
}

/** The old outcome of a statement in a new state, if nothing that it depends on differs; else null. */
function rebased(
  outcome: Outcome,
  before: State,
  statement: Statement,
  state: State,
  oldHome: Home,
  home: Home,
): Outcome | null {
  if (!sameTensor(before.current, state.current)) return null;
  // Problems may name what else is in scope.
  if (outcome.problems.length > 0 && before.scope !== state.scope) return null;
  if (statement.defines && statement.type !== "block" && statement.type !== "network") return null;
  for (const word of statement.words) {
    if (!sameEntry(before.scope.lookup(word), state.scope.lookup(word))) return null;
    if (oldHome !== home && oldHome.block(word) !== home.block(word)) return null;
  }
  // An `if` may leave labels behind: it is run again.
  if (statement.type === "if" || outcome.after.scope !== before.scope) return null;
  return { ...outcome, after: { current: outcome.after.current, scope: state.scope } };
}

function networksOf(
  sequence: Sequence,
  definitions: readonly Statement[],
  eventful: Selection<Outcome>,
  home: Home,
  header: Header,
  previous: Program | null,
): Network[] {
  const outcomes = eventful.list;
  const named = definitions.filter((statement) => statement.type === "network");
  const networks: Network[] = named.map((statement) => {
    const known = previous?.networks.find((network) => network.statement === statement);
    if (known && previous?.home === home) return known;
    const state: State = { current: null, scope: home.lets };
    const body = statement.body.branches[0] ?? { statements: [], lines: [] };
    return {
      name: statement.name.text,
      statement,
      run: runSequence(body, state, fileContext(header.framework, home)),
    };
  });
  if (named.length > 0 && outcomes.every((outcome) => outcome.parts.length === 0)) return networks;
  return [{ name: null, statement: null, run: fileRun(sequence, eventful, startOf(home)) }, ...networks];
}

/** A function of its own: what its getter holds on to must not be the program before, and the one before that. */
function fileRun(sequence: Sequence, eventful: Selection<Outcome>, before: State): Run {
  const outcomes = eventful.list;
  const after = outcomes[outcomes.length - 1]?.after ?? before;
  return {
    sequence,
    outcomes,
    before,
    after,
    output: after.current,
    get totals(): Totals {
      return totalsOf(eventful);
    },
    start: null,
    checkProblems: [],
  };
}

/** Sums of a file's outcomes, made when first asked for. */
const sums = new WeakMap<readonly Outcome[], Totals>();

function totalsOf(eventful: Selection<Outcome>): Totals {
  const outcomes = eventful.list;
  let totals = sums.get(outcomes);
  if (totals === undefined) {
    totals = sumTotals(outcomes.map((outcome) => outcome.totals));
    const outputs = selected(eventful).some(({ parts }) => parts.some((part) => part.type === "output"));
    if (outputs)
      totals = inferenceTotals(
        outcomes.flatMap((outcome) => outcome.parts),
        totals,
      );
    sums.set(outcomes, totals);
  }
  return totals;
}
