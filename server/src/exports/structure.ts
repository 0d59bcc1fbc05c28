// A network as a tree of what it executes, for comparing: blocks and repeats stay folded, and whatever is written
// alike in two files has the same key, wherever it stands.

import type { LayerPart, Part, RepeatPart, Run } from "../analysis/run";
import { sumOver, type Totals } from "../analysis/totals";
import { formatShape, type Shape } from "../catalogue/shape";
import type { CallSegment, LayerSegment } from "../model/segment";
import { formatValue, type Value, valueKey } from "../model/value";
import type { SourceDocument } from "../syntax/document";
import { baseOf, documentOf, lineOf } from "../workspace/places";
import type { Network, Program } from "../workspace/program";
import { layerText, stepText } from "./rows";

export interface Node {
  readonly kind: string;
  /** As it is written. */
  readonly text: string;
  readonly times: number;
  readonly output: Shape | null;
  readonly totals: Totals;
  readonly children: readonly Node[];
  /** Equal for the same kind with the same arguments. */
  readonly key: number;
  /** Equal where everything is: the numbers, and all that is inside. */
  readonly id: number;
}

/** Numbers for texts, the same for the same text: shared by the trees that are compared. */
export class Keys {
  private readonly known = new Map<string, number>();

  of(text: string): number {
    let key = this.known.get(text);
    if (key === undefined) {
      key = this.known.size;
      this.known.set(text, key);
    }
    return key;
  }
}

/** The tree of a network. */
export function structureOf(program: Program, network: Network, keys: Keys): readonly Node[] {
  const place = { document: program.document, line: baseOf(program, network), again: false };
  return new Structure(program, keys).run(network.run, place);
}

/** Where the text of a part stands. */
interface Place {
  readonly document: SourceDocument | null;
  readonly line: number;
  readonly again: boolean;
}

type Draft = Omit<Node, "key" | "id"> & { readonly arguments: string };

class Structure {
  /** A run that is used in many places is walked once. */
  private readonly runs = new Map<Run, readonly Node[]>();

  constructor(
    private readonly program: Program,
    private readonly keys: Keys,
  ) {}

  run(run: Run, place: Place): readonly Node[] {
    const known = this.runs.get(run);
    if (known) return known;
    const nodes = run.outcomes.flatMap((outcome, index) => {
      const line = place.line + run.sequence.lines[index]!;
      return this.parts(outcome.parts, { ...place, line });
    });
    this.runs.set(run, nodes);
    return nodes;
  }

  private parts(parts: readonly Part[], place: Place): Node[] {
    return parts.flatMap((part) =>
      this.part(part, { ...place, again: place.again || part.again !== undefined }),
    );
  }

  private part(part: Part, place: Place): readonly Node[] {
    switch (part.type) {
      case "layer":
        return [this.layer(part, place)];
      case "input":
        return [this.node({ ...leaf("input", part.totals), output: part.shape })];
      case "call": {
        const inner = {
          document: documentOf(this.program, part.block),
          line: lineOf(this.program, part.block),
          again: false,
        };
        const draft = leaf(part.block.name, part.totals);
        const text = stepText(part.step, { ...place, turn: "later" });
        const children = this.run(part.run, inner);
        const output = part.run.output?.shape ?? null;
        return [this.node({ ...draft, arguments: callKey(part.segment), text, output, children })];
      }
      case "branches": {
        const branches = part.runs.map((run) => this.branch(run, place));
        const draft = leaf(part.merge.kind.kind, part.totals);
        return [this.node({ ...draft, output: part.merge.result.output, children: branches })];
      }
      case "repeat":
        return this.repeat(part, place);
      case "arm":
        return this.run(part.run, place);
      case "unknown":
        return [this.node(leaf("?", part.totals))];
      default:
        return [];
    }
  }

  private layer(part: LayerPart, place: Place): Node {
    const text = layerText(part, { ...place, turn: "later" });
    const { kind, totals, result, segment } = part;
    return this.node({
      ...leaf(kind.kind, totals),
      arguments: layerKey(segment),
      text,
      output: result.output,
    });
  }

  private branch(run: Run, place: Place): Node {
    const children = this.run(run, place);
    const output = run.output?.shape ?? null;
    return this.node({ ...leaf("|", run.totals), output, children, arguments: keysOf(children) });
  }

  /** A node for each group of repetitions that are alike; groups that are written alike become one. */
  private repeat(part: RepeatPart, place: Place): Node[] {
    const nodes: Node[] = [];
    for (const { parts, run, times } of part.iterations) {
      const inner = [...this.parts(parts, place), ...(run ? this.run(run, place) : [])];
      if (times === 0 || inner.length === 0) continue;
      const [only] = inner;
      if (inner.length > 1 && times === 1 && !run) for (const node of inner) nodes.push(node);
      else if (inner.length === 1 && only!.times === 1 && !run) nodes.push(this.again(only!, times));
      else {
        const totals = sumOver(inner);
        const draft = { ...leaf("repeat", totals), output: inner.at(-1)!.output, arguments: keysOf(inner) };
        nodes.push(this.again(this.node({ ...draft, children: inner }), times));
      }
    }
    return nodes;
  }

  private again(node: Node, times: number): Node {
    if (times === 1) return node;
    return { ...node, times, id: this.keys.of(`${node.id} times ${times}`) };
  }

  private node(draft: Draft): Node {
    const { arguments: own, ...node } = draft;
    const key = this.keys.of(`${node.kind} ${own}`);
    const ids = node.children.map((child) => child.id).join(",");
    const shape = formatShape(node.output);
    const id = this.keys.of(`${key} = ${shape} ${Object.values(node.totals).join(" ")} [${ids}]`);
    return { ...node, key, id };
  }
}

function leaf(kind: string, totals: Totals): Draft {
  return { kind, text: kind, times: 1, output: null, totals, children: [], arguments: "" };
}

function keysOf(nodes: readonly Node[]): string {
  return nodes.map((node) => node.key).join(",");
}

function layerKey({ args, operands }: LayerSegment): string {
  return `${JSON.stringify(args, plain)} ${operands.map(({ tensor }) => tensor.reference).join(" ")}`;
}

/** `3` and `3x3` are one kernel. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value) && value.length > 1 && value.every((each) => typeof each === "number"))
    return value.every((each) => each === value[0]) ? [value[0]] : value;
  return value;
}

function callKey({ values }: CallSegment): string {
  return [...values].map(([name, value]) => `${name}=${argumentKey(value)}`).join(" ");
}

/** Two files' blocks of one name are one argument; a tensor is what it is called. */
function argumentKey(value: Value): string {
  if (value.type === "tensor") return value.tensor.reference;
  return value.type === "layer" ? formatValue(value) : valueKey(value);
}
