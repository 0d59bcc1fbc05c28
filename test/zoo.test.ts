// The networks that people know: every example against the published network, layer by layer, through the command line.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { layerNamed } from "../server/src/catalogue";
import type { LayerJson, Report } from "../server/src/exports/report";
import { cnn } from "./support/cli";

interface Recorded {
  readonly name: string;
  readonly params: number;
  readonly trainable: number;
  readonly macs: number;
  /** `conv 112x112x64 9408 0 118013952`: family, output, trainable, non-trainable, multiply–accumulates. */
  readonly layers: readonly string[];
}

/** The recording ran in training: there, what the training outputs need is counted too. */
const TRAINING_MACS: Readonly<Record<string, number>> = { googlenet_aux_train: 8_372_224 };

function recorded(framework: string): Recorded[] {
  const lines = readFileSync(`test/data/networks/${framework}.jsonl`, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Recorded);
}

/** The reports of a folder of examples, by name; read by one process. */
function reports(framework: string): Map<string, Report> {
  const { out } = cnn(["summary", "--format", "json", `examples/${framework}`]);
  const all = out.trimEnd().split("\n");
  return new Map(
    all.map((line) => {
      const report = JSON.parse(line) as Report;
      return [report.networks[0]!.name, report];
    }),
  );
}

const FAMILIES: Readonly<Record<string, string>> = {
  convolution: "conv",
  dense: "dense",
  normalisation: "norm",
};

/** They normalise here, but are no layers of their own there, or not of that family. */
const UNRECORDED: ReadonlySet<string> = new Set(["layer_scale", "lrn", "rescale"]);

/** The layers that recordings hold, in their form. */
function comparable(layers: readonly LayerJson[]): string[] {
  return layers.flatMap(({ kind, output, params, macs }) => {
    const family = FAMILIES[layerNamed(kind)!.family];
    if (!family || UNRECORDED.has(kind)) return [];
    return [`${family} ${output?.join("x")} ${params.trainable} ${params.nonTrainable} ${macs}`];
  });
}

describe.each([
  ["pytorch", "in order"],
  ["keras", "as multisets: Keras lists parallel branches by depth"],
])("examples/%s, %s", (framework) => {
  const networks = recorded(framework);
  const found = reports(framework);
  const sorted = (layers: readonly string[]) => (framework === "keras" ? [...layers].sort() : layers);

  test.each(networks.map((network) => [network.name, network] as const))("%s", (name, network) => {
    const report = found.get(name);
    expect(report, `examples/${framework}/${name}.cnn`).toBeDefined();
    const [{ layers, totals }] = report!.networks as [Report["networks"][0]];
    expect(sorted(comparable(layers))).toEqual(sorted(network.layers));
    expect(totals).toMatchObject({
      params: network.params,
      trainable: network.trainable,
      macs: network.macs - (TRAINING_MACS[name] ?? 0),
    });
  });
});

test("every example opens without errors or warnings", () => {
  expect(cnn(["check", "examples", "--max-warnings", "0"])).toMatchObject({ code: 0 });
});

test("every example claims its parameters, and the claims hold", () => {
  for (const folder of readdirSync("examples", { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const file of readdirSync(`examples/${folder.name}`)) {
      const text = readFileSync(`examples/${folder.name}/${file}`, "utf8");
      expect(text, file).toMatch(/^\s*expect params [\d_]+/m);
    }
  }
});
