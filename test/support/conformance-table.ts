// The page that says how many recorded layers agree, by kind and framework: written by the run itself.

import { EXCEPTIONS, type Judged } from "./recorded";

/** How many agree of how many: `219 of 219`. */
interface Tally {
  readonly agree: number;
  readonly all: number;
}

function tally(cases: readonly Judged[]): Tally {
  return { agree: cases.filter((one) => one.difference === null).length, all: cases.length };
}

export function showTally(cases: readonly Judged[]): string {
  const { agree, all } = tally(cases);
  return all === 0 ? "–" : `${agree} of ${all}`;
}

/** `docs/conformance.md`. */
export function conformancePage(pytorch: readonly Judged[], keras: readonly Judged[]): string {
  const kinds = [...new Set([...pytorch, ...keras].map((one) => one.kind))].sort();
  const cells = (cases: readonly Judged[]) => [
    showTally(cases.filter((one) => one.valid)),
    showTally(cases.filter((one) => !one.valid)),
  ];
  const row = (name: string, of: (one: Judged) => boolean) =>
    `| ${[name, ...cells(pytorch.filter(of)), ...cells(keras.filter(of))].join(" | ")} |`;
  const differing = [...pytorch, ...keras].filter(
    (one) => one.difference !== null && one.exception !== undefined,
  );
  const exceptions = differing.map(({ recorded, exception }) => {
    const text = recorded.cnn.trim().split("\n").join("`, `");
    return `- \`${text}\` (${recorded.id}): ${exception}`;
  });
  return `# Conformance

Layers that were run in PyTorch 2.13 and in Keras 3.15 on TensorFlow 2.21, and what this language makes of the same text: the
output's shape, trainable and non-trainable parameters and, where they were recorded, multiply–accumulates must be equal; what
the framework refused must be an error. The table is written by the run itself (\`npm run conformance\`), and a test fails
where it is out of date.

| kind | PyTorch, taken | PyTorch, refused | Keras, taken | Keras, refused |
| --- | --- | --- | --- | --- |
${kinds.map((kind) => row(`\`${kind}\``, (one) => one.kind === kind)).join("\n")}
${row("all", () => true)}

## Where it rightly differs

${exceptions.length === 0 ? "Nowhere." : exceptions.join("\n")}
`;
}

/** Exceptions that no case needs any more. */
export function staleExceptions(cases: readonly Judged[]): string[] {
  const needed = new Set(cases.filter((one) => one.difference !== null).map((one) => one.recorded.id));
  return Object.keys(EXCEPTIONS).filter((id) => !needed.has(id));
}
