// A network as the list of its executed layers, with the tensors that each reads and makes: blocks and repeats are
// expanded up to a bound, so that whatever looks at a graph (memory, receptive fields, tables) need not know of folding.

import type { Shape } from "../catalogue/shape";
import type { BlockDefinition } from "../model/definition";
import type { Word } from "../syntax/ast";
import { isOpen, openedCount } from "./opened";
import type { BranchesPart, CallPart, Check, LayerPart, Part, RepeatPart, Run } from "./run";

/** So many layers are listed; totals count all of them. */
export const MAX_LISTED = 100_000;

/**
 * Parts without layers (selections, empty calls) are walked too, and every tensor that a layer reads; past so many, nothing
 * more is looked into. Networks that exist have a few for each of their layers.
 */
const mostWalked = (layers: number): number => 2_000 + 20 * Math.min(layers, MAX_LISTED);

/** A tensor of a graph: a number that is its own. */
export type TensorId = number;

/** One executed layer in its place. */
export interface Instance {
  /** From 1, in order of execution. */
  readonly index: number;
  readonly part: LayerPart;
  /** The chain of block calls, each numbered within the one around it: `stage#2/basic#1`; empty outside of blocks. */
  readonly path: string;
  /** The block that it is written in; null where it is the network itself. */
  readonly block: BlockDefinition | null;
  /** The step's own place: a line, from 0, of the file that it is written in (of the block's file, where in one). */
  readonly line: number;
  readonly column: number;
  label: string | null;
  readonly reads: readonly TensorId[];
  readonly makes: TensorId;
}

/** A tensor that a network starts from or hands out. */
export interface Terminal {
  readonly name: string | null;
  readonly tensor: TensorId;
  readonly shape: Shape | null;
  /** An output that exists in training only. */
  readonly training: boolean;
}

export interface Graph {
  readonly instances: readonly Instance[];
  readonly inputs: readonly Terminal[];
  /** The marked ones in order; then the last tensor, unless it is marked. */
  readonly outputs: readonly Terminal[];
  /** By statement of the network: the current tensor at each of its checks. */
  readonly checked: ReadonlyMap<number, ReadonlyMap<Check, TensorId>>;
  /** Whether layers are missing at the end of the list. */
  readonly truncated: boolean;
}

/** Where things are written, which runs do not know. */
export interface Places {
  /** The first line of the sequence of a network: 0 for a file, the line of its statement for a `network`. */
  readonly base: number;
  /** The line that a block's statement begins on, in its own file. */
  lineOf(block: BlockDefinition): number;
}

/** Every executed layer of a network in order: blocks and repeats expanded, branches as written, then their merge. */
export function graphOf(run: Run, places: Places, limit = MAX_LISTED): Graph {
  return new Walk(places, limit, mostWalked(run.totals.layers)).graph(run);
}

/** What names mean while a body is walked. */
interface Frame {
  readonly names: Map<string, TensorId>;
  /** The frame around a branch or repeat; null for a network and a block's body, which see nothing outside. */
  readonly outer: Frame | null;
  current: TensorId;
  /** What `in` means. */
  readonly start: TensorId;
  /** Branches inside a block or a repeat keep its `in`. */
  readonly startOf: "network" | "branches" | "repeat" | "block";
  readonly call: Call;
  /** The place of the `reuse` that everything here is run by; null without one. */
  readonly again: { readonly line: number; readonly column: number } | null;
}

/** A use of a block: its path, and how often it has called others. */
interface Call {
  readonly path: string;
  readonly block: BlockDefinition | null;
  readonly counts: Map<string, number>;
}

class Walk {
  private readonly instances: Instance[] = [];
  private readonly inputs: Terminal[] = [];
  private readonly outputs: Terminal[] = [];
  private readonly checked = new Map<number, ReadonlyMap<Check, TensorId>>();
  /** By tensor: the index of the layer that makes it, and its label. */
  private readonly makers = new Map<TensorId, number>();
  private readonly labels = new Map<TensorId, string>();
  private tensors = 0;
  private walked = 0;
  private truncated = false;

  constructor(
    private readonly places: Places,
    private readonly limit: number,
    private readonly most: number,
  ) {}

  graph(run: Run): Graph {
    const start = this.tensor();
    const call: Call = { path: "", block: null, counts: new Map() };
    const frame: Frame = {
      names: new Map(),
      outer: null,
      current: start,
      start,
      startOf: "network",
      call,
      again: null,
    };
    this.network(run, frame);
    const last = frame.current;
    if (run.output && !this.outputs.some((output) => output.tensor === last)) {
      const name = this.labels.get(last) ?? null;
      this.outputs.push({ name, tensor: last, shape: run.output.shape, training: false });
    }
    const { instances, inputs, outputs, checked, truncated } = this;
    return { instances, inputs, outputs, checked, truncated };
  }

  private tensor(): TensorId {
    return this.tensors++;
  }

  /** Whether nothing more is looked into. */
  private get full(): boolean {
    if (this.walked > this.most) this.truncated = true;
    return this.truncated;
  }

  /** The statements of the network itself, which alone are checked where they stand. */
  private network(run: Run, frame: Frame): void {
    for (const [index, { parts, checks }] of run.outcomes.entries()) {
      const line = this.places.base + run.sequence.lines[index]!;
      if (checks.length > 0) this.checked.set(index, this.tensorsAt(checks, parts, frame, line));
      else for (const part of parts) this.part(part, frame, line);
    }
  }

  /** Walks the parts of a statement, an `if` in its place, and keeps the tensors that its checks meet, which are in order. */
  private tensorsAt(
    checks: readonly Check[],
    parts: readonly Part[],
    frame: Frame,
    line: number,
  ): ReadonlyMap<Check, TensorId> {
    const tensors = new Map<Check, TensorId>();
    let walked = 0;
    let next = 0;
    const meet = () => {
      for (; next < checks.length && checks[next]!.position <= walked; next++)
        // Behind what is not looked into, nothing is known.
        tensors.set(checks[next]!, this.full ? this.tensor() : frame.current);
    };
    const walk = (part: Part, at: number): void => {
      if (isOpen(part) && !this.full) {
        this.walked++;
        for (const [index, outcome] of part.run.outcomes.entries())
          for (const inner of outcome.parts) walk(inner, at + part.run.sequence.lines[index]!);
        return;
      }
      meet();
      this.part(part, frame, at);
      walked += openedCount([part]);
    };
    for (const part of parts) walk(part, line);
    meet();
    return tensors;
  }

  private run(run: Run, frame: Frame, base: number): void {
    for (const [index, outcome] of run.outcomes.entries()) {
      if (this.full && frame.call.path !== "") return;
      const line = base + run.sequence.lines[index]!;
      for (const part of outcome.parts) this.part(part, frame, line);
    }
  }

  private part(part: Part, frame: Frame, line: number): void {
    this.walked++;
    const before = this.instances.length;
    if (part.again && !frame.again) {
      // Its labels end with it, and all of it stands where it is run again.
      const inner = inside(frame, { again: placeOf(part.again, line) });
      this.execute(part, inner, line);
      frame.current = inner.current;
    } else {
      this.execute(part, frame, line);
    }
    if (part.label !== null) this.name(part.label, frame, before);
  }

  private execute(part: Part, frame: Frame, line: number): void {
    switch (part.type) {
      case "layer":
        this.layer(part, frame, line, (name) => this.resolve(name, frame));
        break;
      case "input":
        frame.current = this.tensor();
        this.inputs.push({ name: part.label, tensor: frame.current, shape: part.shape, training: false });
        break;
      case "select":
        frame.current = this.resolve(part.reads, frame);
        break;
      case "output": {
        const tensor = this.resolve(part.reads, frame);
        const name = part.reads || (this.labels.get(tensor) ?? null);
        this.outputs.push({ name, tensor, shape: part.shape, training: part.training });
        break;
      }
      case "unknown":
        frame.current = this.tensor();
        break;
      default:
        this.container(part, frame, line);
    }
  }

  private container(
    part: Exclude<Part, { type: "layer" | "input" | "select" | "output" | "unknown" }>,
    frame: Frame,
    line: number,
  ): void {
    if (this.full) {
      frame.current = this.tensor();
      return;
    }
    switch (part.type) {
      case "call":
        return this.call(part, frame);
      case "branches":
        return this.branches(part, frame, line);
      case "repeat":
        return this.repeat(part, frame, line);
      case "arm": {
        if (!part.closed) return this.run(part.run, frame, line);
        const inner = inside(frame, branchStart(frame));
        this.run(part.run, inner, line);
        frame.current = inner.current;
      }
    }
  }

  private layer(part: LayerPart, frame: Frame, line: number, tensorOf: (name: string) => TensorId): void {
    this.walked += part.reads.length;
    const reads = part.reads.map(tensorOf);
    const makes = this.tensor();
    frame.current = makes;
    if (this.instances.length >= this.limit || this.full) {
      this.truncated = true;
      return;
    }
    const index = this.instances.length + 1;
    const place = frame.again ?? placeOf(part.word, line);
    const { path, block } = frame.call;
    this.instances.push({ index, part, path, block, ...place, label: part.label, reads, makes });
    this.makers.set(makes, index - 1);
  }

  private call(part: CallPart, frame: Frame): void {
    const { counts, path } = frame.call;
    const count = (counts.get(part.block.name) ?? 0) + 1;
    counts.set(part.block.name, count);
    const own = `${part.block.name}#${count}`;
    const names = new Map<string, TensorId>();
    for (const [parameter, name] of part.tensors) names.set(parameter, this.resolve(name, frame));
    const inner: Frame = {
      names,
      outer: null,
      current: frame.current,
      start: frame.current,
      startOf: "block",
      call: { path: path ? `${path}/${own}` : own, block: part.block, counts: new Map() },
      again: null,
    };
    this.run(part.run, inner, this.places.lineOf(part.block));
    frame.current = inner.current;
  }

  private branches(part: BranchesPart, frame: Frame, line: number): void {
    const tips = part.runs.map((run) => {
      const inner = inside(frame, branchStart(frame));
      this.run(run, inner, line);
      return inner.current;
    });
    this.layer(part.merge, frame, line, (name) => tips[Number(name.slice("branch:".length))]!);
  }

  private repeat(part: RepeatPart, frame: Frame, line: number): void {
    for (const { parts, run, times } of part.iterations) {
      // What has no layer changes nothing the second time.
      const empty = run ? run.totals.layers === 0 : parts.every((inner) => inner.totals.layers === 0);
      for (let i = 0; i < (empty ? Math.min(times, 1) : times) && !this.full; i++) {
        for (const inner of parts) this.part(inner, frame, line);
        if (!run) continue;
        const body = inside(frame, { start: frame.current, startOf: "repeat" });
        this.run(run, body, line);
        frame.current = body.current;
      }
    }
  }

  private resolve(name: string, frame: Frame): TensorId {
    if (name === "") return frame.current;
    if (name === "in") return frame.start;
    for (let at: Frame | null = frame; at; at = at.outer) {
      const known = at.names.get(name);
      if (known !== undefined) return known;
    }
    // Only behind a fault: a tensor that nothing makes.
    return this.tensor();
  }

  /** A line's label names its tensor, and the layer that made it: one of those from `first` on. */
  private name(label: string, frame: Frame, first: number): void {
    const tensor = frame.current;
    frame.names.set(label, tensor);
    const maker = this.makers.get(tensor);
    if (maker !== undefined && maker >= first) {
      this.instances[maker]!.label = label;
      this.labels.set(tensor, label);
    } else if (!this.labels.has(tensor)) this.labels.set(tensor, label);
  }
}

/** The tensors that only training outputs need. */
export function trainingOnly({ instances, outputs }: Graph): ReadonlySet<TensorId> {
  if (!outputs.some((output) => output.training)) return new Set();
  const neededBy = (training: boolean): Set<TensorId> => {
    const needed = new Set(
      outputs.filter((output) => output.training === training).map((output) => output.tensor),
    );
    for (let i = instances.length - 1; i >= 0; i--) {
      if (needed.has(instances[i]!.makes)) for (const read of instances[i]!.reads) needed.add(read);
    }
    return needed;
  };
  const inferred = neededBy(false);
  return new Set([...neededBy(true)].filter((tensor) => !inferred.has(tensor)));
}

function placeOf(word: Word, line: number): { line: number; column: number } {
  return { line: line + word.span.line, column: word.span.start };
}

/** A frame inside another: its labels end with it. */
function inside(outer: Frame, change: Partial<Pick<Frame, "start" | "startOf" | "again">>): Frame {
  return { ...outer, names: new Map(), outer, ...change };
}

/** What `in` is in a branch: that of the block or repeat around it, else the tensor that the branches start from. */
function branchStart(frame: Frame): Partial<Pick<Frame, "start" | "startOf">> {
  if (frame.startOf === "block" || frame.startOf === "repeat") return {};
  return { start: frame.current, startOf: "branches" };
}
