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
  [
    "an output is held until the end",
    "input 8x8x4\na: conv 16 1x1\nconv 8 1x1\nconv 8 1x1\nconv 8 1x1\noutput a",
    8192,
  ],
  ["through a view", "input 10\nb: dense 20 -> identity\ndense 10\ndense 10\noutput b", 160],
  [
    "but for one that exists in training only",
    "input 10\nb: dense 20\ndense 10\ndense 10\noutput b training",
    120,
  ],
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

/** Which buffer each tensor lies in, and how much each holds: views share, and with `inPlace` some activations. */
function allocated(graph: Graph, inPlace: boolean): { root: Map<number, number>; size: Map<number, number> } {
  const root = new Map<number, number>();
  const size = new Map<number, number>();
  for (const { tensor, shape } of graph.inputs) {
    root.set(tensor, tensor);
    size.set(tensor, elementsOf(shape!)!);
  }
  const marked = graph.outputs.map(({ tensor }) => tensor);
  for (const { part, reads, makes } of graph.instances) {
    const read = reads[0]!;
    const alone =
      graph.instances.flatMap((other) => other.reads).filter((each) => each === read).length === 1;
    const over = inPlace && part.kind.family === "activation" && alone && !marked.includes(read);
    const shares = part.kind.view || over;
    root.set(makes, shares ? root.get(read)! : makes);
    if (!shares) size.set(makes, elementsOf(part.result.output!)!);
  }
  return { root, size };
}

/** Allocates every output before its layer runs, and frees what no later layer reads and nobody is handed. */
function simulated(graph: Graph, inPlace = false): number {
  const { root, size } = allocated(graph, inPlace);
  const handed = graph.outputs.filter(({ training }) => !training).map(({ tensor }) => root.get(tensor));
  const needed = (buffer: number, from: number): boolean =>
    handed.includes(buffer) ||
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

/** One step of training: nothing of the forward pass is freed before the backward pass has made every gradient. */
function trained(graph: Graph, optimizer: string, batch: number, inPlace: boolean): number {
  const held: number[] = [...allocated(graph, inPlace).size.values()].map((elements) => elements * batch);
  const weights = graph.instances.map(({ part }) => part.totals.trainable);
  held.push(...weights);
  for (const gradient of weights) held.push(gradient);
  if (optimizer !== "sgd") for (const velocity of weights) held.push(velocity);
  if (optimizer === "adam") for (const square of weights) held.push(square);
  return 4 * held.reduce((sum, numbers) => sum + numbers, 0);
}

const line = fc.oneof(
  fc.constantFrom("relu", "conv 4 3x3 same", "identity", "dropout 0.5", "conv 4 1x1 bn relu"),
  fc.nat(5).map((label) => `from t${label}`),
  fc.nat(5).map((label) => `add t${label}`),
  fc.nat(5).map((label) => `output t${label}`),
  fc.constant("add {\n  | conv 4 3x3 same\n  | conv 4 1x1 -> relu\n  | in\n}"),
);

const lines = fc.array(fc.tuple(line, fc.boolean()), { minLength: 1, maxLength: 14 });

/** A file of these lines, whose labels are those that there are. */
function written(list: readonly (readonly [string, boolean])[]): string {
  let labels = 0;
  const text = ["input 6x6x4", "t0: identity"];
  for (const [statement, labelled] of list) {
    const known = statement.replace(/t(\d)/, (_, digit) => `t${Math.min(Number(digit), labels)}`);
    text.push(labelled && !/^(from|output)/.test(known) ? `t${++labels}: ${known}` : known);
  }
  return text.join("\n");
}

test.each([false, true])("agrees with a plain simulation on random graphs, in place: %s", (inPlace) => {
  fc.assert(
    fc.property(lines, (list) => {
      const analysed = program(written(list), { inPlace });
      const { graph, peak: found } = costsOf(analysed, analysed.networks[0]!);
      fc.pre(graph.instances.every((instance) => instance.part.result.output !== null));
      expect(found!.elements).toBe(simulated(graph, inPlace));
    }),
    { numRuns: 300 },
  );
});

test("training agrees with a plain simulation on random graphs", () => {
  fc.assert(
    fc.property(
      lines,
      fc.constantFrom("sgd", "momentum", "adam"),
      fc.integer({ min: 1, max: 64 }),
      fc.boolean(),
      (list, optimizer, batch, inPlace) => {
        const text = `optimizer ${optimizer}\nbatch ${batch}\n${written(list)}`;
        const analysed = program(text, { inPlace });
        const [network] = analysed.networks;
        const { graph } = costsOf(analysed, network!);
        fc.pre(graph.instances.every((instance) => instance.part.result.output !== null));
        expect(trainingBytes(analysed, network!)!.total).toBe(trained(graph, optimizer, batch, inPlace));
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["an activation writes over its input", "input 10\ndense 10 relu\ndense 1", 80, 80],
  ["not where something else reads it", "input 10\na: dense 10\nrelu\nadd a", 120, 120],
  ["nor over an output", "input 10\ndense 1000\noutput\nrelu", 8000, 8000],
  ["nor where the shape changes", "input 1000\nglu", 6000, 6000],
  ["the bottleneck's widest map is held once", "input 8x8x4\nconv 64 1x1 relu\nconv 4 1x1", 32_768, 17_408],
])("in place: %s", (_, text, apart, over) => {
  const peakOf = (inPlace: boolean) => {
    const analysed = program(text, { inPlace });
    return peakBytes(analysed, analysed.networks[0]!);
  };
  expect([peakOf(false), peakOf(true)]).toEqual([apart, over]);
});
