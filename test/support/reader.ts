// A tiny reader of plain files, `kind argument option…` a line, that stands in for binding where only the catalogue
// is tested: it knows no blocks, labels or expressions.

import type { Code, Facts } from "../../server/src/base/problem";
import type { Size } from "../../server/src/base/whole";
import { type Framework, isFramework } from "../../server/src/catalogue/framework";
import { layerNamed } from "../../server/src/catalogue/index";
import { type LayerKind, positionsOfSignature, type Site } from "../../server/src/catalogue/layer";
import type { Padding, Parameter } from "../../server/src/catalogue/parameter";
import { type Shape, shapeOf } from "../../server/src/catalogue/shape";

export interface Reported {
  readonly code: Code | "number-range" | "kernel-rank" | "wrong-type" | "unknown";
  readonly at: string | null;
  readonly data: unknown;
}

export interface ReadLayer {
  readonly kind: LayerKind;
  readonly site: Site<never>;
  readonly output: Shape;
  readonly reported: readonly Reported[];
  /** What stands behind `# →` on the line. */
  readonly comment: string | undefined;
}

export interface ReadFile {
  readonly framework: Framework | null;
  readonly input: Shape;
  readonly layers: readonly ReadLayer[];
}

/** Reads a file of one chain; null where a line is not in its reach. */
export function readFile(text: string): ReadFile | null {
  let framework: Framework | null = null;
  let current: Shape | null = null;
  let input: Shape | null = null;
  const layers: ReadLayer[] = [];
  for (const line of text.split("\n")) {
    const [code = "", comment] = line.split(/#\s*→?/);
    const words = splitWords(code);
    const [head, ...rest] = words;
    if (head === undefined) continue;
    if (head === "framework") framework = isFramework(rest[0] ?? "") ? (rest[0] as Framework) : null;
    else if (head === "input") input = current = readShape(rest[0] ?? "");
    else {
      const kind = layerNamed(head);
      if (kind === undefined || current === null || kind.merges) return null;
      const layer = apply(kind, rest, current, framework, comment?.trim());
      layers.push(layer);
      current = layer.output;
    }
  }
  return input === null ? null : { framework, input, layers };
}

function splitWords(code: string): string[] {
  return code.match(/[^\s(]*\([^)]*\)|\S+/g) ?? [];
}

function readShape(text: string): Shape {
  const [first = "", second] = text.split("@");
  const sizes = (second ?? first).split("x").map(readSize);
  if (second !== undefined) return shapeOf(sizes, readSize(first));
  return shapeOf(sizes.slice(0, -1), sizes[sizes.length - 1] ?? null);
}

function readSize(text: string): Size {
  return text === "?" ? null : Number(text);
}

/** Runs a kind with arguments as words. */
export function apply(
  kind: LayerKind,
  words: readonly string[],
  input: Shape,
  framework: Framework | null,
  comment?: string,
): ReadLayer {
  const reported: Reported[] = [];
  const fault = (code: Reported["code"], at: string | null, data: unknown) =>
    reported.push({ code, at, data });
  const given = bind(kind, words, fault);
  return run(kind, given, input, framework, reported, comment);
}

/** Runs a kind with typed arguments, those that are given. */
export function run(
  kind: LayerKind,
  given: Readonly<Record<string, unknown>>,
  input: Shape,
  framework: Framework | null,
  reported: Reported[] = [],
  comment?: string,
): ReadLayer {
  const rank = input.spatial.length;
  if (kind.ranks !== undefined && !kind.ranks.includes(rank))
    reported.push({ code: "kernel-rank", at: null, data: rank });
  const args: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(kind.signature)) {
    const value = given[name] ?? (parameter.defaultFrom ? given[parameter.defaultFrom] : parameter.default);
    args[name] = expand(parameter, value, rank, (code) => reported.push({ code, at: name, data: value }));
    for (const number of numbersIn(args[name]))
      if (number < parameter.min || number > parameter.max)
        reported.push({ code: "number-range", at: name, data: number });
  }
  const site = {
    input,
    inputs: [input],
    args,
    framework,
    given: (name: string) => given[name] !== undefined,
    report: <C extends Code>(code: C, at: string | null, data: Facts[C]) => {
      reported.push({ code, at, data });
    },
  } as unknown as Site<never>;
  kind.check?.(site);
  const output = kind.shape(site);
  return { kind, site, output, reported, comment };
}

function bind(
  kind: LayerKind,
  words: readonly string[],
  fault: (code: Reported["code"], at: string | null, data: unknown) => void,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  const positions = positionsOfSignature(kind.signature);
  const options = new Map<string, [string, Parameter]>();
  const flags = new Map<string, [string, unknown]>();
  for (const [name, parameter] of Object.entries(kind.signature)) {
    for (const spelling of [name, ...parameter.aliases]) options.set(spelling, [name, parameter]);
    for (const [word, value] of Object.entries(parameter.words)) flags.set(word, [name, value]);
  }
  for (const word of words) {
    const flag = flags.get(word);
    const glued = /^([a-z_]+)=?(.+)$/.exec(word);
    const option = glued ? options.get(glued[1] ?? "") : undefined;
    const position = positions[0];
    if (flag !== undefined) given[flag[0]] = flag[1];
    else if (/^[0-9(]/.test(word) && position !== undefined) {
      positions.shift();
      given[position[0]] = readValue(position[1], word);
      if (word.includes(".")) fault("wrong-type", position[0], word);
    } else if (option !== undefined) given[option[0]] = readValue(option[1], glued?.[2] ?? "");
    else fault("unknown", null, word);
  }
  for (const [name, parameter] of positions) if (parameter.required) fault("unknown", name, "missing");
  return given;
}

function readValue(parameter: Parameter, text: string): unknown {
  const parts = text.replace(/[()\s]/g, "").split(/[x,]/);
  if (parameter.type === "padding") {
    const sides = parts.map((part) => part.split(":").map(Number));
    const before = sides.map((side) => side[0] ?? 0);
    return {
      mode: "explicit",
      before,
      after: sides.map((side) => side[1] ?? side[0] ?? 0),
    } satisfies Padding;
  }
  if (parameter.type === "size") return parts.map(Number);
  if (parameter.type === "connections") {
    const rows = text.replace(/[()\s]/g, "").split(",");
    return rows.map((row) => ({ filters: Number(row.split("x")[0]), maps: Number(row.split("x")[1]) }));
  }
  if (parameter.type === "flag") return text === "true";
  return Number(text);
}

function expand(
  parameter: Parameter,
  value: unknown,
  rank: number,
  fault: (code: "kernel-rank") => void,
): unknown {
  if (value === undefined) return undefined;
  const stretch = (sizes: readonly number[]) => {
    if (sizes.length === rank) return sizes;
    if (sizes.length !== 1) fault("kernel-rank");
    return Array.from({ length: rank }, (_, axis) => sizes[axis] ?? sizes[0] ?? 0);
  };
  if (parameter.type === "size") return stretch(value as number[]);
  if (parameter.type === "padding") {
    const padding = value as Padding;
    if (padding.mode !== "explicit") return padding;
    return { mode: "explicit", before: stretch(padding.before), after: stretch(padding.after) };
  }
  return value;
}

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(numbersIn);
  return [];
}
