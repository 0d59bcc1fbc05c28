// What a network would count or do differently in PyTorch and in Keras, layer by layer: for those who want to move it.

import { layerResult, siteOf } from "../analysis/layer";
import type { LayerPart, LayerResult, LocatedProblem, Part, Run } from "../analysis/run";
import { problem } from "../base/problem";
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

/** Where to report: the layer's own place, or the call of a block that is written elsewhere. */
interface Place {
  readonly line: number;
  readonly span: Span;
}

/** Every layer that differs, once a place. */
export function portabilityProblems(program: Program): readonly PortabilityProblem[] {
  const found: PortabilityProblem[] = [];
  const met = new Met();

  const layer = (part: LayerPart, line: number, call: Place | null): void => {
    const notes = differencesOf(part);
    if (notes.length === 0) return;
    const place = call ?? { line, span: part.word.span };
    const data = { kind: part.kind.kind, notes };
    found.push({ line: place.line, problem: problem("not-portable", place.span, data) });
  };
  const visit = (part: Part, line: number, outer: Place | null): void => {
    // What `reuse` runs is written elsewhere.
    const call = outer ?? (part.again ? { line, span: part.again.span } : null);
    switch (part.type) {
      case "layer":
        return layer(part, line, call);
      case "call": {
        const own = part.block.file === program.uri;
        const place = call ?? { line, span: part.word.span };
        return walk(part.run, own ? lineOf(program, part.block) : line, own && !call ? null : place);
      }
      case "arm":
        return walk(part.run, line, call);
      case "branches":
        for (const run of part.runs) walk(run, line, call);
        return layer(part.merge, line, call);
      case "repeat":
        for (const { parts, run } of part.iterations) {
          for (const inner of parts) visit(inner, line, call);
          if (run) walk(run, line, call);
        }
    }
  };
  const walk = (run: Run, base: number, call: Place | null): void => {
    // A block of this file is told about once; one that is written elsewhere, at each call of this file.
    if (call === null && !met.first(run, base)) return;
    for (const [index, outcome] of run.outcomes.entries())
      for (const part of outcome.parts) visit(part, base + run.sequence.lines[index]!, call);
  };

  for (const network of program.networks) walk(network.run, baseOf(program, network), null);
  return found;
}

/** What differs about one layer, a sentence each. */
export function differencesOf(part: LayerPart): readonly string[] {
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
