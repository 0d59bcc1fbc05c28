// An input of the fuzzer, made from its seed alone: a file, the files that it imports, settings, and a version after it.

import { readdirSync, readFileSync } from "node:fs";
import { FRAMEWORKS } from "../../server/src/catalogue/framework";
import { generate } from "./generate";
import { mutate, soup } from "./mutate";
import { Random } from "./random";

export interface Input {
  readonly seed: number;
  readonly text: string;
  /** The text after an edit; null where nothing is edited. */
  readonly after: string | null;
  /** Other files of the workspace, by their path. */
  readonly files: Readonly<Record<string, string>>;
  /** The section `cnn` as a client would send it. */
  readonly settings: object;
}

export const EXAMPLES: readonly string[] = [
  "examples/first.cnn",
  ...["classic", "pytorch", "keras"].flatMap((folder) =>
    readdirSync(`examples/${folder}`).map((name) => `examples/${folder}/${name}`),
  ),
].map((file) => readFileSync(file, "utf8"));

const SHORT = EXAMPLES.filter((text) => text.length < 800);

export function inputOf(seed: number): Input {
  const random = new Random(seed);
  const paths = random.chance(0.1) ? ["one.cnn", "parts/two.cnn"].slice(0, random.from(1, 2)) : [];
  const files = Object.fromEntries(paths.map((path) => [path, imported(random)]));
  const text = textOf(random, paths);
  return {
    seed,
    text,
    after: random.chance(0.15) ? mutate(random, text, random.pick(SHORT)) : null,
    files,
    settings: settingsOf(random),
  };
}

function textOf(random: Random, imports: readonly string[]): string {
  const choice = random.unit();
  if (choice < 0.6) return generate(random, imports);
  if (choice < 0.75) return mutate(random, generate(random, imports), random.pick(SHORT));
  if (choice < 0.9) return mutate(random, random.pick(SHORT), random.pick(SHORT));
  if (choice < 0.92) return mutate(random, random.pick(EXAMPLES), random.pick(EXAMPLES));
  return soup(random);
}

function imported(random: Random): string {
  const others = ["one.cnn", "parts/two.cnn", "../one.cnn", "two.cnn", "main.cnn", "../main.cnn", "none.cnn"];
  const text = generate(random, random.chance(0.3) ? [random.pick(others)] : []);
  return random.chance(0.2) ? mutate(random, text, random.pick(SHORT)) : `let shared = 8\n${text}`;
}

function settingsOf(random: Random): object {
  if (random.chance(0.5)) return {};
  const truth = () => random.chance(0.5);
  return {
    framework: random.pick([...FRAMEWORKS, "none"]),
    shapeStyle: random.pick(["HxWxC", "CxHxW", "C@HxW"]),
    portable: truth(),
    inlayHints: { shapes: truth(), parameters: truth(), macs: truth(), memory: truth(), align: truth() },
    diagnostics: { severity: { unused: "off", "not-whole": "hint" } },
  };
}
