// What only the outputs for training need is in no total of operations: the sum over the layers that a report does not mark.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trainingOnly } from "../../server/src/analysis/instances";
import { costsOf } from "../../server/src/workspace/costs";
import { program } from "../support/analyse";

/** The total of operations, and the sum over the layers that inference runs. */
function counted(text: string): { total: number; sum: number } {
  const analysed = program(text);
  const network = analysed.networks[0]!;
  const { graph } = costsOf(analysed, network);
  const only = trainingOnly(graph);
  const run = graph.instances.filter(({ makes }) => !only.has(makes));
  return {
    total: network.run.totals.macs,
    sum: run.reduce((sum, { part }) => sum + (part.result.macs ?? 0), 0),
  };
}

describe("an output for training that is labelled", () => {
  const body = "input 8x8x3\na: conv 4 3x3\n";
  test.each([
    ["in an `if`", `${body}if true {\n  aux: conv 100 3x3\n}\nfrom a\nconv 5 3x3\noutput aux training`, 6768],
    [
      "in an `else`",
      `${body}if false {\n} else {\n  aux: conv 100 3x3\n}\nfrom a\nconv 5 3x3\noutput aux training`,
      6768,
    ],
    [
      "in an `if` in an `if`",
      `${body}if true {\n  if true {\n    aux: conv 100 3x3\n  }\n}\nfrom a\nconv 5 3x3\noutput aux training`,
      6768,
    ],
    [
      "beside what goes on from an `if`",
      "input 8x8x3\nif true {\n  m: conv 100 3x3\n}\naux: conv 9 3x3\noutput aux training\nfrom m\nconv 5 3x3",
      169_200,
    ],
    [
      "in an `if` that goes on",
      `${body}if true {\n  m: conv 4 3x3\n  aux: conv 100 3x3\n}\nfrom m\nconv 5 1x1\noutput aux training`,
      3888 + 2304 + 320,
    ],
    [
      "and marked in an `if`",
      `${body}if true {\n  aux: conv 100 3x3\n  output aux training\n}\nfrom a\nconv 5 3x3`,
      6768,
    ],
    [
      "and marked in an `if`, and read behind it",
      `${body}if true {\n  aux: conv 10 3x3\n  output aux training\n}\nconv 5 1x1`,
      3888 + 5760 + 800,
    ],
    [
      "as a name inside of a branch is, too",
      `${body}aux: conv 100 3x3\noutput aux training\nfrom a\nadd {\n  | aux: conv 4 1x1\n    from aux\n  | in\n}`,
      3888 + 576,
    ],
    ["and selected at the end", `${body}aux: conv 9 3x3\noutput aux training\nfrom aux`, 0],
  ])("%s", (_, text, total) => {
    expect(counted(text)).toEqual({ total, sum: total });
  });
});

describe("an output for training that is marked", () => {
  const block = "block head(t) {\n  from t\n  conv 100 3x3\n  output training\n  in\n}\n";
  test.each([
    ["in a block", `${block}input 8x8x3\na: conv 4 3x3\nb: conv 9 1x1\nfrom a\nhead b\nconv 5 1x1`],
    [
      "in a repeat",
      "input 8x8x3\na: conv 4 3x3\nb: conv 9 1x1\nfrom a\nrepeat 1 {\n  from b\n  conv 100 3x3\n  output training\n  from a\n}\nconv 5 1x1",
    ],
  ])("%s: what only it needs is left out around it, too", (_, text) => {
    const total = 3888 + 720;
    expect(counted(text)).toEqual({ total, sum: total });
  });

  test("what an output in a repeat needs is inferred, though nobody reads the repeat", () => {
    const text =
      "input 8x8x3\na: conv 4 3x3\nrepeat 3 {\n  output a\n  conv 3 1x1\n}\nfrom a\noutput a training";
    const total = 3888 + 432 + 2 * 324;
    expect(counted(text)).toEqual({ total, sum: total });
  });

  test("in a repeat that passes it on: it is the last tensor, and nothing else needs it", () => {
    expect(counted("input 8x8x3\na: conv 4 3x3\noutput a training\nrepeat 3 {\n  from a\n}").total).toBe(0);
  });
});

describe("a layer that nobody reads is not what training needs", () => {
  const aux = "a: conv 100 3x3 same\n  dead: conv 7 1x1\n  from a";
  const behind = "output aux training\nfrom start\nconv 5 1x1";
  const start = "input 8x8x3\nstart: conv 4 3x3 same";
  test.each([
    ["in no body", `${start}\naux: identity\n  ${aux}\naux: identity\n${behind}`],
    ["in a repeat", `${start}\nrepeat 1 {\n  ${aux}\n}\naux: identity\n${behind}`],
    ["in a block", `block b() {\n  ${aux}\n}\n${start}\naux: b\n${behind}`],
    ["in a branch", `${start}\naux: concat {\n| ${aux}\n| relu\n}\n${behind}`],
    ["in an `if`", `${start}\nif true {\n  ${aux}\n}\naux: identity\n${behind}`],
  ])("%s", (_, text) => {
    const total = 6912 + 44_800 + 1280;
    expect(counted(text)).toEqual({ total, sum: total });
  });

  test("nor is what it reads, nor what a repetition makes that the next one does not read", () => {
    const unread = `${start}\nb: conv 3 1x1\nfrom start\nrepeat 3 {\n  from start\n  conv 10 1x1\n  concat b\n}\naux: conv 2 1x1\n${behind}`;
    const [b, once] = [4 * 3 * 64, 4 * 10 * 64];
    expect(b).toBe(768);
    expect(counted(unread)).toEqual({ total: 6912 + 2 * once + 1280, sum: 6912 + 2 * once + 1280 });
  });
});

test("the total is the sum over what inference runs, whatever is labelled and marked", () => {
  const label = fc.constantFrom("a", "b", "c", "d");
  const layer = fc.integer({ min: 1, max: 6 }).map((width) => `conv ${width} 3x3 same`);
  const { lines } = fc.letrec<{ line: string; lines: string }>((tie) => ({
    line: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(label, layer).map(([name, made]) => `${name}: ${made}`) },
      { weight: 2, arbitrary: layer },
      { weight: 2, arbitrary: label.map((name) => `from ${name}`) },
      { weight: 1, arbitrary: fc.tuple(label, label).map(([name, other]) => `${name}: from ${other}`) },
      { weight: 2, arbitrary: label.map((name) => `output ${name} training`) },
      { weight: 1, arbitrary: label.map((name) => `output ${name}`) },
      { weight: 1, arbitrary: label.map((name) => `concat ${name}`) },
      { weight: 1, arbitrary: tie("lines").map((inner) => `if true {\n${inner}\n}`) },
      { weight: 1, arbitrary: tie("lines").map((inner) => `if false {\n} else {\n${inner}\n}`) },
      {
        weight: 1,
        arbitrary: fc.tuple(layer, label).map(([made, name]) => `concat {\n| ${made}\n| from ${name}\n}`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(layer, label)
          .map(([made, name]) => `repeat 2 {\n${name}: ${made}\nconv 4 1x1\nconcat ${name}\n}`),
      },
      {
        weight: 1,
        arbitrary: tie("lines").map((inner) => `repeat 3 {\n${inner}\n}`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("unit", "head"), label)
          .map(([block, name]) => `${block} ${name}`),
      },
      {
        weight: 1,
        arbitrary: label.map(
          (name) => `concat {\n| ${name}: conv 4 1x1\nconv 3 1x1\nfrom ${name}\n| in -> conv 2 1x1\n}`,
        ),
      },
    ),
    lines: fc
      .array(tie("line") as fc.Arbitrary<string>, { minLength: 1, maxLength: 6 })
      .map((all) => all.join("\n")),
  }));
  const blocks = [
    "block unit(t) {\n  x: conv 3 1x1\n  from t\n  add {\n    | conv 4 1x1\n    | from in -> conv 4 1x1\n  }\n}",
    "block head(t) {\n  from t\n  conv 3 1x1\n  output training\n  in\n}",
  ].join("\n");
  const start = `${blocks}\ninput 8x8x3\na: conv 4 3x3 same\nb: conv 2 3x3 same\nc: conv 3 3x3 same\nd: conv 5 3x3 same`;
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1, maxLength: 3 }), (all) => {
      const { total, sum } = counted([start, ...all].join("\n"));
      expect(total).toBe(sum);
    }),
    { numRuns: 500 },
  );
});
