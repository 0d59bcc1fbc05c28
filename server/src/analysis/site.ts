// Where a layer stands, as its catalogue entry sees it: its inputs, and its arguments expanded to their axes.

import type { Code, Fact, Facts } from "../base/problem";
import type { Framework } from "../catalogue/framework";
import type { LayerKind, Site } from "../catalogue/layer";
import type { Margins, Padding, Parameter } from "../catalogue/parameter";
import type { Shape } from "../catalogue/shape";
import type { LayerResult } from "./run";

type Arguments = Readonly<Record<string, unknown>>;

/** A layer with typed arguments: what `LayerSegment` holds, without its place in a text. */
export interface Layer {
  readonly kind: LayerKind;
  readonly args: Arguments;
  readonly spans: { has(parameter: string): boolean };
  /** The labels that a merge takes. */
  readonly operands: readonly { readonly tensor: { readonly reference: string } }[];
  readonly complete: boolean;
  /** The sizes of its output are not to be known: an argument that they depend on is at fault. */
  readonly doubtful?: boolean;
  /** What is kept of its answers, the last one first. */
  answers: unknown;
}

/** Facts while they are gathered, each with the parameter at fault (null: the kind's name). */
export type FoundFacts = LayerResult["facts"][number][];

/**
 * The site that a catalogue entry sees; null where an argument or an input is missing, and (with facts) where the
 * arguments do not fit the rank of the input.
 */
export function siteOf(
  layer: Layer,
  inputs: readonly (Shape | null)[],
  framework: Framework | null,
  facts: FoundFacts,
): Site<Arguments> | null {
  const { kind } = layer;
  const input = inputs[0];
  if (!layer.complete || !input || !areKnown(inputs)) return null;
  const rank = input.spatial.length;
  if (kind.ranks && !kind.ranks.includes(rank)) {
    add(facts, "wrong-rank", null, { kind: kind.kind, rank, accepts: kind.ranks });
    return null;
  }
  const args = expandedArguments(layer, rank, facts);
  return args && new LayerSite(layer, inputs, args, framework, facts);
}

/** One for each layer of a file: a class, as closures for all that is asked of it would take more room than its answer. */
class LayerSite implements Site<Arguments> {
  readonly input: Shape;
  readonly report: Site<Arguments>["report"];

  constructor(
    private readonly layer: Layer,
    readonly inputs: readonly Shape[],
    readonly args: Arguments,
    readonly framework: Framework | null,
    facts: FoundFacts,
  ) {
    this.input = inputs[0]!;
    this.report = (code, at, data) => add(facts, code, at, data);
  }

  given(parameter: string): boolean {
    return this.layer.spans.has(parameter);
  }

  nameOf(input: number): string {
    const { kind, operands } = this.layer;
    if (!kind.merges) return "the input";
    if (operands.length === 0) return `branch ${input + 1}`;
    const operand = operands[input - (this.inputs.length - operands.length)];
    return operand ? `\`${operand.tensor.reference}\`` : "the current tensor";
  }
}

function add<C extends Code>(facts: FoundFacts, code: C, at: string | null, data: Facts[C]): void {
  facts.push({ fact: { code, data } as Fact, at });
}

function areKnown(inputs: readonly (Shape | null)[]): inputs is readonly Shape[] {
  for (let index = 0; index < inputs.length; index++) if (inputs[index] === null) return false;
  return true;
}

/** The arguments of a layer with a size for every axis; null, with a fact, where one has neither one nor as many. */
function expandedArguments(layer: Layer, rank: number, facts: FoundFacts): Arguments | null {
  const sized = sizedParameters(layer.kind);
  if (sized.length === 0) return layer.args;
  const own: Record<string, unknown> = { ...layer.args };
  for (let index = 0; index < sized.length; index++) {
    const { name, parameter } = sized[index]!;
    const value = own[name];
    if (value === undefined) continue;
    const expanded = expand(value, parameter, rank);
    if (expanded === null) {
      add(facts, "kernel-rank", name, { parameter: name, parts: partsOf(value), rank });
      return null;
    }
    own[name] = expanded;
  }
  return own;
}

interface NamedParameter {
  readonly name: string;
  readonly parameter: Parameter;
}

/** The parameters of a kind that have a size an axis, as they are once the axes are known. */
function sizedParameters({ signature }: LayerKind): readonly NamedParameter[] {
  let known = sized.get(signature);
  if (known === undefined) {
    known = Object.entries(signature).flatMap(([name, parameter]) =>
      SIZED.has(parameter.type) ? [{ name, parameter }] : [],
    );
    sized.set(signature, known);
  }
  return known;
}

const SIZED: ReadonlySet<Parameter["type"]> = new Set(["size", "scale", "padding", "margins"]);
const sized = new Map<LayerKind["signature"], readonly NamedParameter[]>();

/** Sizes for every axis; null where there are neither one nor as many as axes. */
function expand(value: unknown, parameter: Parameter, rank: number): unknown {
  switch (parameter.type) {
    case "size":
    case "scale":
      return expandList(value as readonly number[], rank);
    case "padding": {
      const padding = value as Padding;
      if (padding.mode !== "explicit") return padding;
      const margins = expandMargins(padding, rank);
      return margins && { mode: "explicit", ...margins };
    }
    case "margins":
      return expandMargins(value as Margins, rank);
    default:
      return value;
  }
}

function expandList(list: readonly number[], rank: number): readonly number[] | null {
  if (list.length === rank) return list;
  return list.length === 1 ? filledList(list[0]!, rank) : null;
}

/** Most are small, and many layers have the same. */
const filled: (readonly number[])[][] = [];
const MOST_FILLED = 32;

function filledList(value: number, rank: number): readonly number[] {
  if (!Number.isInteger(value) || value < 0 || value > MOST_FILLED)
    return new Array<number>(rank).fill(value);
  filled[rank] ??= [];
  const lists = filled[rank];
  lists[value] ??= new Array<number>(rank).fill(value);
  return lists[value];
}

function expandMargins(margins: Margins, rank: number): Margins | null {
  const before = expandList(margins.before, rank);
  const after = expandList(margins.after, rank);
  return before && after && { before, after };
}

function partsOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return (value as Margins).before?.length ?? 1;
}
