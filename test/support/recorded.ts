// The recorded layers of PyTorch and Keras, and how the whole core, from text to totals, agrees with them.

import { readFileSync } from "node:fs";
import { macsOf } from "../../server/src/analysis/totals";
import { layerNamed } from "../../server/src/catalogue/index";
import { formatShape, type Shape, sizesOf } from "../../server/src/catalogue/shape";
import { readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";

export const RECORDED = ["pytorch", "keras"] as const;

/** One recorded layer: the text, and what the framework did. Shapes are channels last, without the batch. */
export interface Recorded {
  readonly id: string;
  readonly cnn: string;
  readonly expect: {
    readonly ok: boolean;
    readonly output?: readonly number[];
    readonly trainable?: number;
    readonly nonTrainable?: number;
    readonly macs?: number;
    readonly why?: string;
  };
}

export interface Judged {
  readonly recorded: Recorded;
  readonly kind: string;
  /** Taken or refused by the framework. */
  readonly valid: boolean;
  /** What is different; null where all agrees. */
  readonly difference: string | null;
  /** Why it rightly is, where it is. */
  readonly exception: string | undefined;
}

function dataFile(name: string): string {
  return readFileSync(new URL(`../data/oracle/${name}`, import.meta.url), "utf8");
}

/** The cases in which this language rightly differs, by their id, each with a sentence why. */
export const EXCEPTIONS = JSON.parse(dataFile("exceptions.json")) as Readonly<Record<string, string>>;

/** Every recorded layer of a framework, judged. */
export function judge(framework: (typeof RECORDED)[number]): Judged[] {
  const lines = dataFile(`layers-${framework}.jsonl`).trim().split("\n");
  return lines.map((line) => {
    const recorded = JSON.parse(line) as Recorded;
    return {
      recorded,
      kind: kindIn(recorded.cnn),
      valid: recorded.expect.ok,
      difference: differenceOf(recorded),
      exception: EXCEPTIONS[recorded.id],
    };
  });
}

/** The kind that a case is about: that of its last line. */
function kindIn(cnn: string): string {
  const word = cnn.trim().split("\n").pop()?.split(/\s+/)[0] ?? "";
  return layerNamed(word)?.kind ?? word;
}

function differenceOf({ cnn, expect: wanted }: Recorded): string | null {
  const program = analyse("file:///recorded.cnn", readDocument(cnn));
  const errors = problemsOf(program).filter((problem) => problem.severity === "error");
  if (!wanted.ok) return errors.length > 0 ? null : `not refused: ${wanted.why}`;
  if (errors.length > 0) return `refused: ${errors.map((error) => error.message).join(" ")}`;
  const run = program.networks[0]?.run;
  const shape: Shape | null = run?.output?.shape ?? null;
  const totals = run?.totals;
  const differences: string[] = [];
  const compare = (what: string, found: unknown, expected: unknown) => {
    if (expected !== undefined && String(found) !== String(expected))
      differences.push(`${what} ${String(found)}, not ${String(expected)}`);
  };
  compare("output", shape === null ? formatShape(null) : sizesOf(shape).join("×"), wanted.output?.join("×"));
  compare("trainable", totals?.trainable, wanted.trainable);
  compare("non-trainable", totals?.nonTrainable, wanted.nonTrainable);
  compare("unknown parameters", totals?.unknownParameters, 0);
  compare("MACs", totals && macsOf(totals), wanted.macs);
  return differences.length === 0 ? null : differences.join("; ");
}
