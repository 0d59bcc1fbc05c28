// What a block's body gives is a function of what it is run with: nothing is left of what it has been run with before.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome, Part, Run } from "../../server/src/analysis/run";
import { readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";
import { counted, patience } from "../support/counts";
import { readFresh } from "../support/fresh";

const FILES = counted(3_000);

const lines = [
  "conv w 3x3 same bn relu",
  "conv w k same nobias",
  "conv w//2 3x3 pad1",
  "conv (w+k) 3x3 same groups=k",
  "conv w 3x3 stride=s pad=k dilation=k",
  "conv w 3x3 stride s",
  "conv w 3x3 pad=p",
  "conv 4 (k, k) same",
  "conv filters=w kernel=k",
  "conv w k w",
  "conv w",
  "conv w 3x3 same x2",
  "conv w 3x3 same x=k",
  "conv w 3x3 same x3 first stride=s",
  "conv in.channels 3x3 same",
  "conv w 1x1 frozen relu dropout k/10",
  "conv (w > 4 ? unknown : 3) 3x3 same",
  "skip: conv w 3x3 same",
  "add skip",
  "concat skip in",
  "reuse skip",
  "from in",
  "maxpool k stride=s",
  "maxpool 3x3 stride1 same",
  "dropout w%",
  "dense w",
  "a",
  "conv 8 1x1 a",
  "inner w",
  "inner (w+k) x2",
  "expect params > w",
  "add {\n    | conv w 3x3 same bn relu\n      conv w 3x3 same bn\n    | conv w 1x1\n      bn\n  }",
  "add {\n    | conv w 3x3 same\n    | in\n  }",
  "residual when=s == 1 {\n    conv w 3x3 same\n    relu\n  }",
  "repeat k as i {\n    conv (w+i) 1x1\n    relu\n  }",
  "if w > 4 {\n    conv w 3x3 same\n  } else {\n    relu\n  }",
  "let w = w*2",
];

const number = fc.constantFrom("1", "2", "2", "3", "4", "4", "7", "8", "8", "16");
const other = fc.constantFrom(
  "0",
  "1.5",
  "3x3",
  "true",
  "10%",
  "same",
  "relu",
  "-1",
  "5000000000",
  "1K",
  "1KB",
);
const value = fc.oneof({ arbitrary: number, weight: 6 }, { arbitrary: other, weight: 1 });

const call = fc
  .record({
    size: fc.constantFrom("9x9x4", "9x9x4", "9x9x8", "12x12x4", "12x6x16", "16", "9x9x?"),
    w: value,
    more: fc.array(
      fc.tuple(fc.constantFrom("k", "s", "p", "a"), value).map(([name, given]) => `${name}=${given}`),
      { maxLength: 2 },
    ),
    head: fc.constantFrom("", "", "frozen"),
  })
  .map(({ size, w, more, head }) => ({
    input: `input ${size}`,
    line: ["unit", w, ...more, head].filter((word) => word !== "").join(" "),
  }));

/** A file of calls; the lines of each note are read apart from those of others. */
function fileOf(
  body: readonly string[],
  calls: readonly { input: string; line: string }[],
  note: string,
): string {
  const text = [
    "let four = 4",
    "block inner(n) {",
    "  conv n 1x1",
    "  relu",
    "}",
    "block unit(w, k=3, s=1, p=same, a=relu) {",
    ...body.flatMap((line) => `  ${line}`.split("\n")),
    "}",
    ...calls.flatMap(({ input, line }) => [input, line]),
  ];
  return text.map((line) => `${line}  # ${note}`).join("\n");
}

let files = 0;

test(
  "each call of a block gives what it gives alone",
  () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 4 }),
        fc.array(call, { minLength: 2, maxLength: 8 }),
        fc.constantFrom("", "framework keras\n", "framework pytorch\n"),
        (body, calls, head) => {
          const all = analyse("file:///a.cnn", readDocument(head + fileOf(body, calls, `${++files}`)));
          problemsOf(all);
          const found = all.followed.outcomes.slice(-2 * calls.length);
          for (const [index, each] of calls.entries()) {
            const alone = analyse("file:///a.cnn", readFresh(head + fileOf(body, [each], `${++files}`)));
            const own = alone.followed.outcomes.slice(-1)[0]!;
            expect(outcome(found[2 * index + 1]!)).toEqual(outcome(own));
          }
        },
      ),
      { numRuns: FILES },
    );
  },
  patience(FILES, 100),
);

function outcome({ parts, totals, problems, checks, after, defines, faulty, eventful }: Outcome): unknown {
  const names = defines.map(({ name }) => name);
  return {
    parts: parts.map(part),
    totals,
    problems: problems.map(place),
    checks,
    after,
    names,
    faulty,
    eventful,
  };
}

const place = ({ fact, span }: Outcome["problems"][number]): unknown => ({ fact, span });

function run({ outcomes, output, totals, faulty, checkProblems }: Run): unknown {
  const failed = checkProblems.map(({ index, problem }) => ({ index, ...problem }));
  return { outcomes: outcomes.map(outcome), output, totals, faulty, failed };
}

function part(each: Part): unknown {
  const { type, label, totals } = each;
  switch (each.type) {
    case "layer": {
      const { kind, segment, inputs, reads, result, framework, frozen, reused } = each;
      const { args, spans, operands, complete, doubtful } = segment;
      const bound = { args, spans, operands, complete, doubtful, frozen: segment.frozen };
      return {
        type,
        label,
        totals,
        kind: kind.kind,
        bound,
        inputs,
        reads,
        result,
        framework,
        frozen,
        reused,
      };
    }
    case "call":
      return { type, label, totals, block: each.block.name, tensors: each.tensors, run: run(each.run) };
    case "arm":
      return { type, label, totals, run: run(each.run) };
    case "branches":
      return { type, label, totals, runs: each.runs.map(run), merge: part(each.merge) };
    case "repeat": {
      const iterations = each.iterations.map(({ parts, run: own, times }) => ({
        parts: parts.map(part),
        run: own && run(own),
        times,
      }));
      return { type, label, totals, iterations };
    }
    default:
      return each;
  }
}
