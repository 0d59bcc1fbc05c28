// The graph of a network: which layers run, in which order, and which tensors each of them reads.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../server/src/analysis/instances";
import { formatShape } from "../../server/src/catalogue/shape";
import { graphOf } from "../../server/src/workspace/graph";
import { program } from "../support/analyse";

function graph(text: string): Graph {
  const analysed = program(text);
  return graphOf(analysed, analysed.networks[0]!);
}

/** A line for each layer: `index path kind name: what it reads`; layers by index, inputs by letter. */
function drawn(text: string): string[] {
  const { instances, inputs } = graph(text);
  const names = new Map<number, string>();
  for (const [index, input] of inputs.entries()) names.set(input.tensor, String.fromCharCode(97 + index));
  for (const instance of instances) names.set(instance.makes, String(instance.index));
  return instances.map(({ index, path, part, label, reads }) =>
    [index, path, `${part.kind.kind}${label ? ` ${label}` : ""}:`, ...reads.map((id) => names.get(id) ?? "?")]
      .filter((word) => word !== "")
      .join(" "),
  );
}

/** `line:column` of every layer, from 0. */
function places(text: string): string[] {
  return graph(text).instances.map(({ line, column }) => `${line}:${column}`);
}

describe("a network as its executed layers", () => {
  test("are the steps of lines, and what follows on them", () => {
    expect(drawn("input 8x8x3\nstem: conv 4 3x3 same bn relu\nmaxpool 2x2 -> flatten -> dense 10\n")).toEqual(
      ["1 conv: a", "2 bn: 1", "3 relu stem: 2", "4 maxpool: 3", "5 flatten: 4", "6 dense: 5"],
    );
  });

  test("labels, from and several inputs make a graph", () => {
    const text = `left: input 8x8x3
right: input 8x8x3
conv 4 3x3
r: relu
from left
conv 4 3x3
add r
concat left r`;
    expect(drawn(text.replace("concat left r", "concat r"))).toEqual([
      "1 conv: b",
      "2 relu r: 1",
      "3 conv: a",
      "4 add: 3 2",
      "5 concat: 4 2",
    ]);
  });

  test("branches run as written from one tensor, then the merge; an empty one is that tensor", () => {
    const text = `input 8x8x4
relu
add {
  | conv 4 3x3 same
    bn
  | conv 4 1x1
  |
}
relu
residual { conv 4 3x3 same }`;
    expect(drawn(text)).toEqual([
      "1 relu: a",
      "2 conv: 1",
      "3 bn: 2",
      "4 conv: 1",
      "5 add: 3 4 1",
      "6 relu: 5",
      "7 conv: 6",
      "8 add: 7 6",
    ]);
  });

  test("branches in branches start from their own tensor; `in` at file level is the innermost branch list's", () => {
    const text = `input 8x8x4
concat {
  | relu
    add { | conv 4 1x1 | from in -> sigmoid }
  | tanh -> add in
}`;
    expect(drawn(text)).toEqual([
      "1 relu: a",
      "2 conv: 1",
      "3 sigmoid: 1",
      "4 add: 2 3",
      "5 tanh: a",
      "6 add: 5 a",
      "7 concat: 4 6",
    ]);
  });

  test("a block's calls are numbered within the call around them, and `in` is what the block started from", () => {
    const text = `block basic(width) {
  conv width 3x3 same
  relu
  add { | conv width 1x1 | from in }
}
block stage(width) {
  basic width x2
  p: basic width
}
input 8x8x4
stage 4
last: stage 4
basic 4`;
    expect(drawn(text).slice(0, 8)).toEqual([
      "1 stage#1/basic#1 conv: a",
      "2 stage#1/basic#1 relu: 1",
      "3 stage#1/basic#1 conv: 2",
      "4 stage#1/basic#1 add: 3 a",
      "5 stage#1/basic#2 conv: 4",
      "6 stage#1/basic#2 relu: 5",
      "7 stage#1/basic#2 conv: 6",
      "8 stage#1/basic#2 add: 7 4",
    ]);
    expect(drawn(text).slice(-6)).toEqual([
      "23 stage#2/basic#3 conv: 22",
      "24 stage#2/basic#3 add last: 23 20",
      "25 basic#1 conv: 24",
      "26 basic#1 relu: 25",
      "27 basic#1 conv: 26",
      "28 basic#1 add: 27 24",
    ]);
  });

  test("a block sees the tensors that it is given, under its own names, and none of its caller's labels", () => {
    const text = `block inner(other, again=other, start=in) {
  p: relu
  concat other
  concat again start
}
block outer(previous) {
  p: tanh
  inner previous
  add { | sigmoid | from p -> gelu }
}
input 2x2x4
p: relu
previous: softmax
outer p`;
    expect(drawn(text)).toEqual([
      "1 relu p: a",
      "2 softmax previous: 1",
      "3 outer#1 tanh p: 2",
      "4 outer#1/inner#1 relu p: 3",
      "5 outer#1/inner#1 concat: 4 1",
      "6 outer#1/inner#1 concat: 5 1 3",
      "7 outer#1 sigmoid: 6",
      "8 outer#1 gelu: 3",
      "9 outer#1 add: 7 8",
    ]);
  });

  test("a repeat starts each time from what the last one made; its labels end with it", () => {
    const text = `input 2x2x4
skip: relu
repeat 2 {
  skip: tanh
  concat in
}
repeat 2 { concat skip }
conv 4 1x1 relu x2`;
    expect(drawn(text)).toEqual([
      "1 relu skip: a",
      "2 tanh skip: 1",
      "3 concat: 2 1",
      "4 tanh skip: 3",
      "5 concat: 4 3",
      "6 concat: 5 1",
      "7 concat: 6 1",
      "8 conv: 7",
      "9 relu: 8",
      "10 conv: 9",
      "11 relu: 10",
    ]);
  });

  test("labels of an arm live on; those of a `residual` without its skip do not", () => {
    const text = `input 2x2x4
a: relu
if in_use == 1 {
  b: tanh
} else {
  b: sigmoid
}
residual when=1 == 2 {
  a: gelu
}
concat a b`.replace("in_use", "1");
    expect(drawn(text)).toEqual(["1 relu a: a", "2 tanh b: 1", "3 gelu a: 2", "4 concat: 3 1 2"]);
  });

  test("`reuse` runs the labelled line again, at its own place", () => {
    const text = `block twin() {
  conv 4 1x1
  relu
}
left: input 2x2x4
right: input 2x2x4
from left
a: twin -> sigmoid
from right
b: reuse a
sub a`;
    expect(drawn(text)).toEqual([
      "1 twin#1 conv: a",
      "2 twin#1 relu: 1",
      "3 sigmoid a: 2",
      "4 twin#2 conv: b",
      "5 twin#2 relu: 4",
      "6 sigmoid b: 5",
      "7 sub: 6 3",
    ]);
    expect(places(text)).toEqual(["1:2", "2:2", "7:11", "1:2", "2:2", "9:3", "10:0"]);
    expect(graph(text).instances.map(({ part }) => part.totals.trainable)).toEqual([20, 0, 0, 0, 0, 0, 0]);
  });

  test("outputs are those that are marked, and the last tensor", () => {
    const outputs = (text: string) =>
      graph(text).outputs.map(
        ({ name, shape, training }) => `${name} ${formatShape(shape)}${training ? " training" : ""}`,
      );
    expect(outputs("input 4\ndense 3")).toEqual(["null 3"]);
    expect(outputs("input 4\na: dense 3\noutput\ndense 2")).toEqual(["a 3", "null 2"]);
    expect(outputs("input 4\nm: dense 3\naux: dense 9\noutput aux training\nfrom m\np: dense 2")).toEqual([
      "aux 9 training",
      "p 2",
    ]);
    expect(outputs("input 4\na: dense 3\noutput a")).toEqual(["a 3"]);
  });

  test("places are those of the file, in bodies too", () => {
    const text = `network n {
  input 8x8x4

  add {
    | conv 4 3x3 same bn
    | if 1 == 1 {
        relu -> tanh
      }
  }
}`;
    expect(places(text)).toEqual(["4:6", "4:22", "6:8", "6:16", "3:2"]);
  });

  test("the standard library's layers stand in its file", () => {
    const [first] = graph("input 8x8x32\nsqueeze_excite 8").instances;
    expect(first?.block?.file).toBe("stdlib:blocks.cnn");
    expect(first?.path).toBe("squeeze_excite#1");
    expect(first?.line).toBeGreaterThan(10);
  });

  test("a name is that of the label where it was read, whatever stands there by now", () => {
    expect(drawn("input 4\na: dense 4\nb: concat a\na: relu\nconcat a b")).toEqual([
      "1 dense a: a",
      "2 concat b: 1 1",
      "3 relu a: 2",
      "4 concat: 3 3 2",
    ]);
  });

  test("a lone label names the tensor that is there", () => {
    expect(drawn("input 4\ndense 4\nskip: expect 4\nrelu\nadd skip")).toEqual([
      "1 dense: a",
      "2 relu: 1",
      "3 add: 2 1",
    ]);
  });
});

describe("however large a network is", () => {
  test("a bounded number of layers is listed", () => {
    const { instances, truncated, outputs } = graph(
      "input 8x8x4\nrepeat 1000000 {\n  relu\n}\nsigmoid\noutput\n",
    );
    expect([instances.length, truncated, outputs.length]).toEqual([100_000, true, 1]);
  });

  test("what has no layers costs nothing", () => {
    const blocks = Array.from({ length: 20 }, (_, i) =>
      i === 0 ? "block b0() {\n}" : `block b${i}() {\n  b${i - 1} x100\n}`,
    );
    const { instances, truncated } = graph(
      `${blocks.join("\n")}\ninput 4\nrelu\nb19 x1000\nrepeat 1000000000 {\n}\nrelu`,
    );
    expect([instances.length, truncated]).toEqual([2, false]);
  });
});

describe("every example", () => {
  const files = ["classic", "keras", "pytorch"].flatMap((folder) =>
    readdirSync(`examples/${folder}`).map((file) => `examples/${folder}/${file}`),
  );

  test.each(files)("%s: what a layer reads has the shape that it was computed for", (file) => {
    const analysed = program(readFileSync(file, "utf8"));
    for (const network of analysed.networks) {
      const { instances, inputs } = graphOf(analysed, network);
      const shapes = new Map(inputs.map(({ tensor, shape }) => [tensor, formatShape(shape)]));
      for (const { index, part, path, reads, makes } of instances) {
        const place = `${index} ${path} ${part.kind.kind}`;
        expect(
          reads.map((read) => shapes.get(read)),
          place,
        ).toEqual(part.inputs.map((input) => formatShape(input)));
        shapes.set(makes, formatShape(part.result.output));
      }
      expect(instances).toHaveLength(network.run.totals.layers);
    }
  });
});
