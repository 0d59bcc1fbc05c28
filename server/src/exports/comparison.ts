// What changed between two files: networks by their names, layers by their structure, totals side by side.

import { macsOf, parametersOf } from "../analysis/totals";
import type { Size } from "../base/whole";
import { peakBytes } from "../workspace/costs";
import type { Network, Program } from "../workspace/program";
import { Allowance, align, type Likeness } from "./align";
import { bytesOf, hasParts, type Naming, nameOf, type ShapeJson, shapeJson, totalsJson } from "./report";
import { Keys, type Node, structureOf } from "./structure";

/** A file that is compared. */
export interface Side {
  readonly program: Program;
  readonly naming: Naming;
}

export interface Comparison {
  readonly schema: number;
  readonly old: string;
  readonly new: string;
  readonly networks: readonly NetworkChange[];
}

export interface NetworkChange {
  readonly name: string;
  readonly change: "added" | "removed" | "changed" | "same";
  readonly layers: readonly LayerChange[];
  readonly truncated?: true;
  readonly totals: Readonly<Record<TotalName, { readonly old: Size; readonly new: Size }>>;
}

export type TotalName = (typeof TOTAL_NAMES)[number];

export const TOTAL_NAMES = [
  "layers",
  "params",
  "trainable",
  "macs",
  "paramBytes",
  "activationBytes",
  "peakActivationBytes",
] as const;

export interface LayerChange {
  readonly change: "added" | "removed" | "changed";
  /** What it is inside of, outermost first. */
  readonly inside: readonly string[];
  readonly old: LayerFacts | null;
  readonly new: LayerFacts | null;
}

/** A layer, a call of a block or a repetition; what is repeated has the sums of all repetitions. */
export interface LayerFacts {
  readonly text: string;
  readonly kind: string;
  readonly times: number;
  readonly output: ShapeJson;
  readonly params: Size;
  readonly macs: Size;
  /** Bytes of all outputs in it. */
  readonly outputBytes: Size;
}

export const COMPARISON_SCHEMA = 1;

/** More changes of one network are not listed. */
const MOST_CHANGES = 10_000;

export function compare(old: Side, now: Side): Comparison {
  const networks: NetworkChange[] = [];
  const [before, after] = [old.program.networks.filter(hasParts), now.program.networks.filter(hasParts)];
  const alone = before.length === 1 && after.length === 1;
  // Of several with one name, the first.
  const named = new Map(before.toReversed().map((network) => [network.name, network]));
  const matched = new Set<Network>();
  const allowance = new Allowance();
  for (const network of after) {
    const twin = alone ? before[0] : named.get(network.name);
    if (twin) matched.add(twin);
    networks.push(networkChange(old, twin ?? null, now, network, allowance));
  }
  for (const network of before)
    if (!matched.has(network)) networks.push(networkChange(old, network, now, null, allowance));
  return { schema: COMPARISON_SCHEMA, old: old.naming.file, new: now.naming.file, networks };
}

function networkChange(
  old: Side,
  before: Network | null,
  now: Side,
  after: Network | null,
  allowance: Allowance,
): NetworkChange {
  const changes = new Changes(old, now, allowance);
  const keys = new Keys();
  const trees = [
    before ? structureOf(old.program, before, keys) : [],
    after ? structureOf(now.program, after, keys) : [],
  ] as const;
  changes.lists(trees[0], trees[1], []);
  const sums = [before && totalsOf(old.program, before), after && totalsOf(now.program, after)] as const;
  // A network that is not there costs nothing; what is not known of one that is, is null.
  const total = (sum: (typeof sums)[number], name: TotalName): Size => (sum ? sum[name] : 0);
  const totals = Object.fromEntries(
    TOTAL_NAMES.map((name) => [name, { old: total(sums[0], name), new: total(sums[1], name) }]),
  ) as NetworkChange["totals"];
  const same =
    changes.found.length === 0 && TOTAL_NAMES.every((name) => totals[name].old === totals[name].new);
  return {
    name: after ? nameOf(after, now.naming) : nameOf(before!, old.naming),
    change: !before ? "added" : !after ? "removed" : same ? "same" : "changed",
    layers: changes.found,
    ...(changes.truncated ? { truncated: true } : {}),
    totals,
  };
}

function totalsOf(program: Program, network: Network) {
  return totalsJson(network.run.totals, program.header, peakBytes(program, network));
}

/** The same before what is only written alike, and that before what is of one kind only. */
const LIKENESSES: readonly Likeness<Node>[] = [
  { weight: 6, of: ({ id }) => id },
  { weight: 5, of: ({ key }) => key },
  { weight: 2, of: ({ kind }) => kind },
];

class Changes {
  readonly found: LayerChange[] = [];
  truncated = false;
  /** Pairs whose insides have been told. */
  private readonly told = new Set<string>();

  constructor(
    private readonly old: Side,
    private readonly now: Side,
    private readonly allowance: Allowance,
  ) {}

  lists(old: readonly Node[], now: readonly Node[], inside: readonly string[]): void {
    for (const [before, after] of align(old, now, LIKENESSES, this.allowance)) {
      if (this.found.length >= MOST_CHANGES) {
        this.truncated = true;
        return;
      }
      if (before && after) this.pair(before, after, inside);
      else if (after) this.add("added", null, after, inside);
      else if (before) this.add("removed", before, null, inside);
    }
  }

  private pair(before: Node, after: Node, inside: readonly string[]): void {
    if (before.id === after.id || isIdentity(before, after)) return;
    const at = this.found.length;
    this.add("changed", before, after, inside);
    const change = this.found[at]!;
    const both = `${before.id} ${after.id}`;
    if (before.children.length > 0 && after.children.length > 0 && !this.told.has(both)) {
      this.told.add(both);
      this.lists(before.children, after.children, [...inside, after.text]);
    }
    // Another way to write the same costs nothing.
    const own = before.key === after.key || before.children.length > 0;
    if (own && this.found.length === at + 1 && sameFacts(change.old!, change.new!)) this.found.pop();
  }

  private add(
    change: LayerChange["change"],
    old: Node | null,
    now: Node | null,
    inside: readonly string[],
  ): void {
    this.found.push({
      change,
      inside,
      old: old && factsOf(old, this.old.program),
      new: now && factsOf(now, this.now.program),
    });
  }
}

function factsOf({ text, kind, times, output, totals }: Node, { header }: Program): LayerFacts {
  const scaled = (size: Size): Size => (size === null ? null : safe(size * times));
  const elements = totals.unknownElements > 0 ? null : totals.elements;
  return {
    text,
    kind,
    times,
    output: shapeJson(output),
    params: scaled(parametersOf(totals)),
    macs: scaled(macsOf(totals)),
    outputBytes: scaled(bytesOf(elements, header, header.batch)),
  };
}

/** Two branches without a layer: what they hand on has been told. */
function isIdentity(...nodes: readonly Node[]): boolean {
  return nodes.every(({ kind, children }) => kind === "|" && children.length === 0);
}

function safe(value: number): Size {
  return Number.isSafeInteger(value) ? value : null;
}

function sameFacts(a: LayerFacts, b: LayerFacts): boolean {
  const numbers = ({ times, output, params, macs, outputBytes }: LayerFacts): string =>
    JSON.stringify([times, output, params, macs, outputBytes]);
  return numbers(a) === numbers(b);
}
