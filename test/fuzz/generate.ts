// Files that follow the grammar: layers with arguments of their own signatures, blocks, branches, repeats, conditions,
// names and expressions. Mostly they make sense; now and then a part does not.

import { DTYPES } from "../../server/src/analysis/directives";
import { LAYERS } from "../../server/src/catalogue";
import { FRAMEWORKS } from "../../server/src/catalogue/framework";
import { type LayerKind, positionsOfSignature } from "../../server/src/catalogue/layer";
import type { Parameter } from "../../server/src/catalogue/parameter";
import { FUNCTIONS } from "../../server/src/syntax/expression-grammar";
import { standardLibrary } from "../../server/src/workspace/standard-library";
import type { Random } from "./random";
import { NUMBERS, TREACHEROUS_NAMES, WORDS } from "./words";

/** The names that hold at a place. */
interface Names {
  readonly values: string[];
  readonly labels: string[];
  readonly blocks: readonly Block[];
}

interface Block {
  readonly name: string;
  readonly positions: readonly string[];
  readonly options: readonly string[];
}

const MERGES = LAYERS.filter(({ merges }) => merges);
const TRAILING = LAYERS.filter(({ trails }) => trails);
/** What most networks are made of. */
const COMMON = LAYERS.filter(({ kind }) => ["conv", "maxpool", "dense", "bn", "flatten"].includes(kind));

/** How many files are so. */
const EXCESSIVE = 0.02;

/** A file. `imports` are paths that it may import. */
export function generate(random: Random, imports: readonly string[] = []): string {
  return new Writer(random).file(imports);
}

/** Numbers of times that no network has. */
const MANY_TIMES = ["99", "999", "9999", "1000000"];

class Writer {
  private count = 0;
  /** Whether much in it is done many times: a few files are, as they take long. */
  private readonly excessive: boolean;

  constructor(private readonly random: Random) {
    this.excessive = random.chance(EXCESSIVE);
  }

  file(imports: readonly string[]): string {
    const { random } = this;
    const lines: string[] = [];
    if (random.chance(0.3)) lines.push(`framework ${random.pick([...FRAMEWORKS, "none"])}`);
    if (random.chance(0.1)) lines.push(`dtype ${random.pick(Object.keys(DTYPES))}`);
    if (random.chance(0.1)) lines.push(`batch ${this.number()}`);
    if (random.chance(0.05)) lines.push(`optimizer ${random.pick(["sgd", "momentum", "adam", "none"])}`);
    for (const path of imports) lines.push(`import "${path}"`);
    const blocks: Block[] = [];
    if (random.chance(0.1))
      blocks.push({ name: random.pick([...standardLibrary().blockNames()]), positions: ["n"], options: [] });
    const names: Names = { values: [], labels: [], blocks };
    if (imports.length > 0) names.values.push("shared");
    while (random.chance(0.3)) lines.push(this.letLine(names));
    while (random.chance(0.3)) lines.push(...this.block(names, blocks));
    if (random.chance(0.1)) while (random.chance(0.8)) lines.push(...this.network(names));
    else lines.push(...this.body(names, 0, ""));
    if (random.chance(0.05)) lines.push(...this.block(names, blocks));
    return lines.join("\n") + (random.chance(0.8) ? "\n" : "");
  }

  /** A name that is new, or one that is not, or one that cannot be. */
  private name(taken: readonly string[]): string {
    const { random } = this;
    if (random.chance(0.03)) return random.pick(TREACHEROUS_NAMES);
    if (taken.length > 0 && random.chance(0.05)) return random.pick(taken);
    return `${random.pick(["a", "skip", "width", "unit", "s"])}${random.chance(0.5) ? "_" : ""}${this.count++}`;
  }

  private letLine(names: Names): string {
    const name = this.name(names.values);
    const line = `let ${name} = ${this.expression(names, 2)}`;
    names.values.push(name);
    return line;
  }

  private block(names: Names, blocks: Block[]): string[] {
    const { random } = this;
    const name = this.name(blocks.map((block) => block.name));
    const positions = random.list(random.below(3), () => this.name([]));
    const options = random.list(random.below(3), () => this.name([]));
    const inner: Names = {
      values: [...names.values, ...positions, ...options],
      labels: [],
      blocks: random.chance(0.05) ? [...blocks, { name, positions, options }] : [...blocks],
    };
    const defaults = ["relu", "true", "false", "1", "same", "3x3", "none", "0.5"];
    const parameters = [...positions, ...options.map((option) => `${option}=${random.pick(defaults)}`)].join(
      ", ",
    );
    const lines = [`block ${name}(${parameters}) {`, ...this.body(inner, 1, "  "), "}"];
    blocks.push({ name, positions, options });
    return lines;
  }

  private network(names: Names): string[] {
    const inner: Names = { values: [...names.values], labels: [], blocks: names.blocks };
    return [`network ${this.name([])} {`, ...this.body(inner, 0, "  "), "}"];
  }

  /** Statements; at depth 0 they begin with an input. */
  private body(names: Names, depth: number, indentation: string): string[] {
    const { random } = this;
    const lines = depth === 0 && random.chance(0.95) ? [this.input()] : [];
    const length = depth === 0 ? random.below(random.chance(0.1) ? 30 : 8) : random.below(4);
    while (lines.length < length) lines.push(...this.statement(names, depth));
    return lines.map((line) => indentation + line);
  }

  private input(): string {
    const { random } = this;
    const size = () => random.pick(["4", "8", "16", "32", "28", "?", "7", "1"]);
    const channels = random.pick(["1", "3", "4", "8", "16", "?", "64"]);
    const rank = random.pick([0, 1, 2, 2, 2, 2, 3]);
    const spatial = random.list(rank, size).join("x");
    const label = random.chance(0.1) ? `${this.name([])}: ` : "";
    if (random.chance(0.1)) return `${label}input ${channels}@${spatial || "1"}`;
    return `${label}input ${rank === 0 ? channels : `${spatial}x${channels}`}`;
  }

  private statement(names: Names, depth: number): string[] {
    const { random } = this;
    const deeper = depth < 4;
    const choice = random.unit();
    if (choice < 0.04) return [this.letLine(names)];
    if (choice < 0.08 && deeper) return this.repeat(names, depth);
    if (choice < 0.12 && deeper) return this.condition(names, depth);
    if (choice < 0.2 && deeper) return this.merge(names, depth);
    if (choice < 0.24) return [this.directive(names)];
    if (this.excessive && choice < 0.4 && names.labels.length > 0) return [this.again(names)];
    return [this.line(names)];
  }

  private repeat(names: Names, depth: number): string[] {
    const { random } = this;
    const index = random.chance(0.5) ? this.name([]) : null;
    const inner = { ...names, values: index === null ? names.values : [...names.values, index] };
    const few = () => (random.chance(0.7) ? String(random.below(6)) : this.expression(names, 1));
    const count = this.excessive && random.chance(0.5) ? random.pick(MANY_TIMES) : few();
    return [
      `repeat ${count}${index === null ? "" : ` as ${index}`} {`,
      ...this.body(inner, depth + 1, "  "),
      "}",
    ];
  }

  private condition(names: Names, depth: number): string[] {
    const { random } = this;
    const lines = [`if ${this.expression(names, 2)} {`, ...this.body(names, depth + 1, "  ")];
    if (random.chance(0.3))
      lines.push(`} else if ${this.expression(names, 1)} {`, ...this.body(names, depth + 1, "  "));
    if (random.chance(0.5)) lines.push("} else {", ...this.body(names, depth + 1, "  "));
    return [...lines, "}"];
  }

  private merge(names: Names, depth: number): string[] {
    const { random } = this;
    if (random.chance(0.3)) {
      const when = random.chance(0.3) ? ` when=(${this.expression(names, 1)})` : "";
      return [`residual${when} {`, ...this.body(names, depth + 1, "  "), "}"];
    }
    const { kind } = random.pick(MERGES);
    const label = random.chance(0.2) ? this.name(names.labels) : null;
    const begin = `${label === null ? "" : `${label}: `}${kind}`;
    if (label !== null) names.labels.push(label);
    const branches = random.list(random.from(1, 3), () => {
      const [first = random.chance(0.5) ? "in" : "", ...more] = this.body(names, depth + 1, "");
      return [`  | ${first}`, ...more.map((line) => `    ${line}`)];
    });
    if (random.chance(0.2)) {
      const steps = random.list(random.from(1, 3), () => this.steps(names));
      return [`${begin} { | ${steps.join(" | ")} }`];
    }
    const after = random.chance(0.3) ? ` ${random.pick(TRAILING).kind}` : "";
    return [`${begin} {`, ...branches.flat(), `}${after}`];
  }

  private directive(names: Names): string {
    const { random } = this;
    const label = names.labels.length > 0 ? random.pick(names.labels) : "none";
    const total = random.pick(["params", "trainable", "macs", "memory", "size", "receptive_field"]);
    return random.pick([
      () => `from ${label}`,
      () => `output${random.chance(0.5) ? ` ${label}` : ""}${random.chance(0.3) ? " training" : ""}`,
      () => `reuse ${label}`,
      () => `expect ${random.pick([`${total} ${this.number()}`, "8x8x3", "?x?x4", `${total} < 4.1G`])}`,
      () => `budget ${total} ${this.number()}`,
      () => this.input(),
      () => random.pick(["in", "", "# a comment", "# cnn: ignore unused"]),
    ])();
  }

  /** A labelled line that runs others again. */
  private again(names: Names): string {
    const { random } = this;
    const line = random.list(random.from(1, 2), () => `reuse ${random.pick(names.labels)}`).join(" -> ");
    const label = this.name(names.labels);
    names.labels.push(label);
    return `${label}: ${line}`;
  }

  private line(names: Names): string {
    const { random } = this;
    const label = random.chance(0.15) ? this.name(names.labels) : null;
    const text = this.steps(names);
    if (label === null) return text;
    names.labels.push(label);
    return `${label}: ${text}`;
  }

  private steps(names: Names): string {
    const { random } = this;
    const steps = [this.step(names)];
    while (random.chance(0.15)) steps.push(this.step(names));
    const comment = random.chance(0.05) ? "  # cnn: ignore stride-tiling" : "";
    return steps.join(random.chance(0.1) ? " ->\n  " : " -> ") + comment;
  }

  private step(names: Names): string {
    const { random } = this;
    if (names.blocks.length > 0 && random.chance(0.25)) return this.call(names, random.pick(names.blocks));
    if (names.values.length > 0 && random.chance(0.03)) return random.pick(names.values);
    const kind = random.chance(0.5) ? random.pick(COMMON) : random.pick(LAYERS);
    const name = random.chance(0.1) && kind.aliases.length > 0 ? random.pick(kind.aliases) : kind.kind;
    const words = [name, ...this.arguments(names, kind)];
    while (random.chance(0.25)) {
      const more = random.pick(TRAILING);
      words.push(more.kind, ...(random.chance(0.3) ? this.arguments(names, more) : []));
    }
    if (random.chance(0.08))
      words.push(random.pick(["x2", "x3", "x0", "x=2", `x=(${this.expression(names, 1)})`]));
    else if (this.excessive && random.chance(0.3)) words.push(`x${random.pick(MANY_TIMES)}`);
    if (random.chance(0.03)) words.push("first", ...this.arguments(names, kind));
    if (random.chance(0.03)) words.push("frozen");
    if (random.chance(0.03)) words.splice(random.below(words.length + 1), 0, random.pick(WORDS));
    return words.join(" ");
  }

  private call(names: Names, { name, positions, options }: Block): string {
    const { random } = this;
    const words = [name, ...positions.map(() => this.argument(names))];
    for (const option of options)
      if (random.chance(0.5)) words.push(random.chance(0.2) ? option : `${option}=${this.argument(names)}`);
    if (random.chance(0.1)) words.push("x2");
    else if (this.excessive && random.chance(0.3)) words.push(`x${random.pick(MANY_TIMES)}`);
    if (random.chance(0.05)) words.push(this.argument(names));
    return words.join(" ");
  }

  private arguments(names: Names, kind: LayerKind): string[] {
    const { random } = this;
    const words: string[] = [];
    for (const [, parameter] of positionsOfSignature(kind.signature))
      if (parameter.required ? random.chance(0.97) : random.chance(0.4))
        words.push(this.value(names, parameter));
    if (kind.merges) words.push(...random.list(random.below(3), () => this.label(names)));
    for (const [name, parameter] of Object.entries(kind.signature))
      if (parameter.position === undefined && random.chance(parameter.required ? 0.9 : 0.2))
        words.push(this.option(names, name, parameter));
    return words;
  }

  private option(names: Names, name: string, parameter: Parameter): string {
    const { random } = this;
    const own = Object.keys(parameter.words);
    if (own.length > 0 && random.chance(0.6))
      return parameter.named ? `${name}=${random.pick(own)}` : random.pick(own);
    const called = random.chance(0.1) && parameter.aliases.length > 0 ? random.pick(parameter.aliases) : name;
    return called + random.pick(["", " ", "=", "="]) + this.value(names, parameter);
  }

  private value(names: Names, parameter: Parameter): string {
    const { random } = this;
    if (random.chance(0.04)) return this.argument(names);
    const small = () => String(random.pick([1, 1, 2, 2, 3, 3, 4, 5, 8, 0]));
    const perAxis = (draw: () => string) => random.list(random.pick([1, 1, 2, 2, 3]), draw).join("x");
    switch (parameter.type) {
      case "count":
        return random.chance(0.2) ? this.argument(names) : random.pick(["1", "2", "4", "8", "10", "16"]);
      case "decimal":
        return random.pick(["0.5", "0.1", "1e-3", "0", "1", "25%"]);
      case "size":
        return perAxis(small);
      case "scale":
        return random.pick(["2", "2x2", "1.5", "0.5"]);
      case "padding":
      case "margins":
        return perAxis(() => (random.chance(0.2) ? `${small()}:${small()}` : small()));
      case "dimensions":
        return random.pick([perAxis(small), `${small()}x?`, `?x${small()}`, `${small()}@${perAxis(small)}`]);
      case "flag":
        return random.pick(["true", "false"]);
      case "choice":
        return random.pick([...Object.keys(parameter.words), "none"]);
      case "connections":
        return random.pick(["(6x3, 9x4, 1x6)", "(2x1)", "3x3"]);
      case "tensor":
        return this.label(names);
    }
  }

  private label(names: Names): string {
    return names.labels.length > 0 && this.random.chance(0.9) ? this.random.pick(names.labels) : "in";
  }

  private argument(names: Names): string {
    const { random } = this;
    const choice = random.unit();
    if (choice < 0.4 && names.values.length > 0) return random.pick(names.values);
    if (choice < 0.5) return `(${this.expression(names, 2)})`;
    if (choice < 0.55)
      return `${this.label(names)}.${random.pick(["channels", "height", "width", "size", "x"])}`;
    if (choice < 0.6) return random.pick(TRAILING).kind;
    if (choice < 0.65) return `${random.pick([...FUNCTIONS])}(${this.expression(names, 1)}, 2)`;
    return this.number();
  }

  private number(): string {
    return this.random.chance(0.7) ? String(this.random.from(1, 16)) : this.random.pick(NUMBERS);
  }

  private expression(names: Names, depth: number): string {
    const { random } = this;
    const inner = () => this.expression(names, depth - 1);
    const choice = depth === 0 ? random.below(4) : random.below(12);
    switch (choice) {
      case 0:
        return names.values.length > 0 ? random.pick(names.values) : this.number();
      case 1:
        return random.pick(["true", "false", "in.channels", "in.height", "in", "relu", "same"]);
      case 2:
      case 3:
        return this.number();
      case 4:
        return `(${inner()})`;
      case 5:
        return `${random.pick(["-", "not "])}${inner()}`;
      case 6:
        return `${inner()} if ${inner()} else ${inner()}`;
      case 7:
        return `${random.pick([...FUNCTIONS])}(${random.list(random.from(1, 3), inner).join(", ")})`;
      case 8:
        return `(${inner()}, ${inner()})`;
      case 9:
        return `${inner()} ${random.pick(["==", "!=", "<", "<=", ">", ">="])} ${inner()}`;
      case 10:
        return `${inner()} ${random.pick(["and", "or"])} ${inner()}`;
      default:
        return `${inner()} ${random.pick(["+", "-", "*", "/", "//", "%", "**"])} ${inner()}`;
    }
  }
}
