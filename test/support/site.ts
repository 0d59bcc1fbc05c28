// Runs a catalogue entry by itself: typed arguments in, facts and results out, without any text.

import type { Code, Fact } from "../../server/src/base/problem";
import { type Size, sum } from "../../server/src/base/whole";
import type { Framework } from "../../server/src/catalogue/framework";
import { layerNamed } from "../../server/src/catalogue/index";
import type { LayerKind, Site } from "../../server/src/catalogue/layer";
import { type Shape, shapeOf } from "../../server/src/catalogue/shape";
import { textsOf } from "../../server/src/catalogue/texts";
import { DIAGNOSTICS } from "../../server/src/diagnostics/index";

export type Arguments = Readonly<Record<string, unknown>>;

export interface Run {
  readonly facts: readonly Fact[];
  readonly codes: readonly Code[];
  /** Whether any fact is an error. */
  readonly refused: boolean;
  readonly output: Shape;
  /** Sums by role. */
  readonly learned: Size;
  readonly state: Size;
  readonly macs: Size;
  readonly working: string | undefined;
  readonly site: Site<Arguments>;
}

/** The entry of a kind. */
export function kindOf(name: string): LayerKind {
  const kind = layerNamed(name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

/** All arguments of a kind: those given, then defaults, lists of one expanded to the rank. */
function complete(kind: LayerKind, given: Arguments, rank: number): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(kind.signature)) {
    const fallback = parameter.defaultFrom === undefined ? parameter.default : args[parameter.defaultFrom];
    args[name] = expanded(name in given ? given[name] : fallback, rank);
  }
  return args;
}

function expanded(value: unknown, rank: number): unknown {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === "number"
    ? Array.from({ length: rank }, () => value[0])
    : value;
}

/** Runs a kind on its inputs. */
export function run(
  name: string | LayerKind,
  inputs: Shape | readonly Shape[],
  given: Arguments = {},
  framework: Framework | null = null,
): Run {
  const kind = typeof name === "string" ? kindOf(name) : name;
  const all = "channels" in inputs ? [inputs] : inputs;
  const facts: Fact[] = [];
  const site: Site<Arguments> = {
    input: all[0]!,
    inputs: all,
    nameOf: (input) => `input ${input + 1}`,
    args: complete(kind, given, all[0]!.spatial.length),
    framework,
    given: (parameter) => given[parameter] !== undefined,
    report: (code, _, data) => facts.push({ code, data } as unknown as Fact),
  };
  const typed = site as never;
  kind.check?.(typed);
  const output = kind.shape(typed);
  const weights = Object.values(kind.weights?.(typed, output) ?? {});
  const countOf = (state: boolean) =>
    sum(weights.filter((weight) => (weight.role === "state") === state).map((weight) => weight.count));
  const severities = DIAGNOSTICS as Readonly<Record<string, { severity: string }>>;
  return {
    facts,
    codes: facts.map((fact) => fact.code),
    refused: facts.some((fact) => severities[fact.code]?.severity === "error"),
    output,
    learned: countOf(false),
    state: countOf(true),
    macs: kind.macs?.(typed, output) ?? (kind.macs === undefined ? 0 : null),
    working: textsOf(kind).working?.(typed, output),
    site,
  };
}

/** `tensor(32, 32, 3)`: sizes with the channels last. */
export function tensor(...sizes: readonly Size[]): Shape {
  return shapeOf(sizes.slice(0, -1), sizes[sizes.length - 1] ?? null);
}
