// Every recorded layer of PyTorch and Keras, valid and refused, against the catalogue.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { layerNamed } from "../../server/src/catalogue/index";
import { sizesOf } from "../../server/src/catalogue/shape";
import { DIAGNOSTICS } from "../../server/src/diagnostics/index";
import { readFile } from "../support/reader";

interface Case {
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

function casesOf(framework: string): Case[] {
  const text = readFileSync(new URL(`../data/oracle/layers-${framework}.jsonl`, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
}

/** The cases in which this language rightly differs, each with a sentence why. */
const EXCEPTIONS = JSON.parse(
  readFileSync(new URL("../data/oracle/exceptions.json", import.meta.url), "utf8"),
) as Record<string, string>;

/** What is different, or null where all agree; undefined where a kind is not there. */
function difference({ cnn, expect: wanted }: Case): string | null | undefined {
  const name = cnn.trim().split("\n").pop()?.split(" ")[0] ?? "";
  if (!["convolution", "pooling"].includes(layerNamed(name)?.family ?? "")) return undefined;
  const file = readFile(cnn);
  const layer = file?.layers[0];
  if (layer === undefined) return undefined;
  const { kind, site, output, reported } = layer;
  const errors = reported.filter(({ code }) => {
    const severity = (DIAGNOSTICS as Record<string, { severity: string } | undefined>)[code]?.severity;
    return severity === undefined || severity === "error";
  });
  if (!wanted.ok) return errors.length > 0 ? null : `not refused: ${wanted.why}`;
  if (errors.length > 0) return `refused: ${JSON.stringify(errors)}`;
  const weights = Object.values(kind.weights?.(site, output) ?? {});
  const count = (state: boolean) =>
    weights
      .filter(({ role }) => (role === "state") === state)
      .reduce((sum, weight) => sum + (weight.count ?? Number.NaN), 0);
  const found = {
    output: sizesOf(output),
    trainable: count(false),
    nonTrainable: file?.framework === "keras" ? count(true) : 0,
    ...(wanted.macs === undefined ? {} : { macs: kind.macs?.(site, output) ?? 0 }),
  };
  const { ok: _, ...expected } = wanted;
  return JSON.stringify(found) === JSON.stringify(expected)
    ? null
    : `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`;
}

describe("recorded layers", () => {
  test.each(["pytorch", "keras"])("%s", (framework) => {
    const cases = casesOf(framework);
    const results = cases.map((recorded) => ({ recorded, result: difference(recorded) }));
    const wrong = results.filter(
      ({ recorded, result }) => typeof result === "string" && !(recorded.id in EXCEPTIONS),
    );
    const known = results.filter(({ result }) => result !== undefined);
    console.info(
      `${framework}: ${known.length - wrong.length} of ${known.length} agree, ${cases.length - known.length} not read`,
    );
    expect(
      wrong.map(({ recorded, result }) => `${recorded.id} ${recorded.cnn.replaceAll("\n", "; ")} ${result}`),
    ).toEqual([]);
  });
});
