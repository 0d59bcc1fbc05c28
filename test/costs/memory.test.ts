// Peak activation memory: known cases, and a plain simulation (allocate, free, take the maximum) on random graphs.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Graph } from "../../server/src/analysis/instances";
import { elementsOf } from "../../server/src/catalogue/shape";
import { costsOf, peakBytes, trainingBytes } from "../../server/src/workspace/costs";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

function peak(text: string): number | null {
  const analysed = program(text);
  return peakBytes(analysed, analysed.networks[0]!);
}

test.each([
  ["a layer's input and output live together", "input 224x224x3\nconv 64 7x7 stride2 pad3 nobias", 3_813_376],
  ["what was read for the last time is freed", "input 10\ndense 10\ndense 10", 80],
  ["a labelled tensor lives until its last reader", "input 10\na: dense 10\ndense 10\ndense 10\nadd a", 120],
  ["views cost nothing", "input 4x4x1\nflatten\nidentity\nreshape 2x2x4\nrelu", 128],
  ["a residual keeps what it adds", "input 8x8x4\nresidual {\n  conv 4 3x3 same\n  relu\n}", 3072],
])("%s", (_, text, bytes) => {
  expect(peak(text)).toBe(bytes);
});

test("an unknown size gives null, never 0", () => {
  expect(peak("input ?x?x3\nconv 4 3x3")).toBeNull();
});

test("bytes follow dtype and batch", () => {
  expect(peak("dtype float16\nbatch 4\ninput 10\ndense 10")).toBe(20 * 2 * 4);
});

test("training holds parameters, gradients, the optimiser's state and all activations", () => {
  const analysed = program("optimizer adam\nbatch 2\ninput 10\ndense 5");
  expect(trainingBytes(analysed, analysed.networks[0]!)).toEqual({
    parameters: 220,
    gradients: 220,
    optimizer: 440,
    activations: 120,
    total: 1000,
  });
});

test("over budget: told at the budget and at the line that crosses it", () => {
  const text = "budget params 100\ninput 8x8x1\nconv 8 3x3\nconv 8 3x3\nconv 8 3x3";
  const told = problemsOf(program(text)).map(({ code, span }) => `${code} ${span.line}`);
  expect(told).toEqual(["over-budget 0", "over-budget 3"]);
});

/** Allocates every output before its layer runs, and frees what no later layer reads. */
function simulated(graph: Graph): number {
  const root = new Map<number, number>();
  const size = new Map<number, number>();
  for (const { tensor, shape } of graph.inputs) {
    root.set(tensor, tensor);
    size.set(tensor, elementsOf(shape!)!);
  }
  for (const { part, reads, makes } of graph.instances) {
    root.set(makes, part.kind.view ? root.get(reads[0]!)! : makes);
    if (!part.kind.view) size.set(makes, elementsOf(part.result.output!)!);
  }
  const needed = (buffer: number, from: number): boolean =>
    graph.instances.some(
      ({ part, reads }, index) =>
        index >= from && !part.kind.view && reads.some((read) => root.get(read) === buffer),
    );
  let most = 0;
  const made = new Set(graph.inputs.map(({ tensor }) => tensor));
  for (const [index, { reads, makes }] of graph.instances.entries()) {
    const alive = new Set([...made].filter((buffer) => needed(buffer, index)));
    for (const tensor of [...reads, makes]) alive.add(root.get(tensor)!);
    made.add(root.get(makes)!);
    most = Math.max(
      most,
      [...alive].reduce((sum, buffer) => sum + size.get(buffer)!, 0),
    );
  }
  return most;
}

const line = fc.oneof(
  fc.constantFrom("relu", "conv 4 3x3 same", "identity", "dropout 0.5", "conv 4 1x1 bn relu"),
  fc.nat(5).map((label) => `from t${label}`),
  fc.nat(5).map((label) => `add t${label}`),
  fc.constant("add {\n  | conv 4 3x3 same\n  | conv 4 1x1 -> relu\n  | in\n}"),
);

test("agrees with a plain simulation on random graphs", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.boolean()), { minLength: 1, maxLength: 14 }), (lines) => {
      let labels = 0;
      const text = ["input 6x6x4", "t0: identity"];
      for (const [statement, labelled] of lines) {
        const known = statement.replace(/t(\d)/, (_, digit) => `t${Math.min(Number(digit), labels)}`);
        text.push(labelled && !known.startsWith("from") ? `t${++labels}: ${known}` : known);
      }
      const analysed = program(text.join("\n"));
      const { graph, peak: found } = costsOf(analysed, analysed.networks[0]!);
      fc.pre(graph.instances.every((instance) => instance.part.result.output !== null));
      expect(found!.elements).toBe(simulated(graph));
    }),
    { numRuns: 300 },
  );
});
