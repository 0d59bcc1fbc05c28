// What a network would count or do differently in PyTorch and in Keras, layer by layer: for those who want to move it.

import { layerResult } from "../analysis/layer";
import type { LayerPart, LayerResult, LocatedProblem, Part, Run } from "../analysis/run";
import { siteOf } from "../analysis/site";
import { type Facts, problem } from "../base/problem";
import type { Span } from "../base/span";
import { grouped, plus } from "../base/whole";
import { formatShape, sameShape } from "../catalogue/shape";
import { textsOf } from "../catalogue/texts";
import { messageOf, severityOf } from "../diagnostics/lookup";
import { baseOf, lineOf, Met } from "./places";
import type { Program } from "./program";

/** A problem whose span counts from `line`. */
export interface PortabilityProblem {
  readonly line: number;
  readonly problem: LocatedProblem;
}

type Difference = Facts["not-portable"];

/** Every layer that differs, once a place. */
export function portabilityProblems(program: Program): readonly PortabilityProblem[] {
  const found: PortabilityProblem[] = [];
  const met = new Met();
  const written = new Written();

  const tell = (data: Difference | null, line: number, span: Span): void => {
    if (data) found.push({ line, problem: problem("not-portable", span, data) });
  };
  const visit = (part: Part, line: number): void => {
    // What `reuse` runs, and what is in a block of another file, is written elsewhere.
    if (part.again) return tell(written.first(part), line, part.again.span);
    switch (part.type) {
      case "layer":
        return tell(differenceOf(part), line, part.word.span);
      case "call":
        return part.block.file === program.uri
          ? walk(part.run, lineOf(program, part.block))
          : tell(written.first(part), line, part.word.span);
      case "arm":
        return walk(part.run, line);
      case "branches":
        for (const run of part.runs) walk(run, line);
        return visit(part.merge, line);
      case "repeat":
        for (const { parts, run } of part.iterations) {
          for (const inner of parts) visit(inner, line);
          if (run) walk(run, line);
        }
    }
  };
  const walk = (run: Run, base: number): void => {
    if (!met.first(run, base)) return;
    for (const [index, outcome] of run.outcomes.entries())
      for (const part of outcome.parts) visit(part, base + run.sequence.lines[index]!);
  };

  for (const network of program.networks) walk(network.run, baseOf(program, network));
  return found;
}

/** What is written elsewhere: the first layer in it that differs, looked for once a run. */
class Written {
  private readonly known = new Map<Run, Difference | null>();

  first(part: Part): Difference | null {
    switch (part.type) {
      case "layer":
        return differenceOf(part);
      case "call":
      case "arm":
        return this.inRun(part.run);
      case "branches":
        return firstOf(part.runs, (run) => this.inRun(run)) ?? differenceOf(part.merge);
      case "repeat":
        return firstOf(
          part.iterations,
          ({ parts, run }) => firstOf(parts, (inner) => this.first(inner)) ?? (run && this.inRun(run)),
        );
      default:
        return null;
    }
  }

  private inRun(run: Run): Difference | null {
    let found = this.known.get(run);
    if (found === undefined) {
      found = firstOf(run.outcomes, ({ parts }) => firstOf(parts, (part) => this.first(part)));
      this.known.set(run, found);
    }
    return found;
  }
}

/** What is found in the first of some that has it. */
function firstOf<T>(all: Iterable<T>, look: (each: T) => Difference | null): Difference | null {
  for (const each of all) {
    const found = look(each);
    if (found) return found;
  }
  return null;
}

function differenceOf(part: LayerPart): Difference | null {
  const notes = differencesOf(part);
  return notes.length === 0 ? null : { kind: part.kind.kind, notes };
}

/** What differs about one layer, a sentence each. */
function differencesOf(part: LayerPart): readonly string[] {
  const { segment, inputs, framework, kind } = part;
  if (part.result.output === null || errorOf(part.result) !== null) return [];
  const pytorch = layerResult(segment, inputs, "pytorch");
  const keras = layerResult(segment, inputs, "keras");
  const refusals = [refusal("PyTorch", pytorch), refusal("Keras", keras)].flatMap((each) => each ?? []);
  if (refusals.length > 0) return refusals;
  const site = siteOf(segment, inputs, framework, []);
  return [
    ...shapeDifference(pytorch, keras),
    ...countDifference(pytorch, keras),
    ...((site && textsOf(kind).differs?.(site as never, part.result.output)) ?? []),
  ];
}

/** The first error that a layer meets, as its message. */
function errorOf({ facts }: LayerResult): string | null {
  for (const { fact } of facts) if (severityOf(fact) === "error") return messageOf(fact);
  return null;
}

function refusal(name: string, result: LayerResult): string | null {
  const message = errorOf(result);
  return message && (message.startsWith(name) ? message : `${name} refuses it: ${message}`);
}

function shapeDifference(pytorch: LayerResult, keras: LayerResult): string[] {
  if (sameShape(pytorch.output, keras.output)) return [];
  return [`PyTorch gives ${formatShape(pytorch.output)}, Keras ${formatShape(keras.output)}.`];
}

function countDifference(pytorch: LayerResult, keras: LayerResult): string[] {
  const notes: string[] = [];
  const [inPytorch, inKeras] = [pytorch, keras].map((result) => plus(result.weightCount, result.biasCount));
  if (inPytorch != null && inKeras != null && inPytorch !== inKeras)
    notes.push(`PyTorch counts ${parameters(inPytorch)}, Keras ${grouped(inKeras)}.`);
  if (keras.stateCount !== null && keras.stateCount > 0)
    notes.push(`Keras counts ${grouped(keras.stateCount)} non-trainable parameters, PyTorch none.`);
  return notes;
}

const parameters = (count: number) => `${grouped(count)} ${count === 1 ? "parameter" : "parameters"}`;
