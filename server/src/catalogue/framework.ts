// The frameworks whose rules a network can be written for.

export const FRAMEWORKS = ["pytorch", "keras", "caffe", "lasagne"] as const;

export type Framework = (typeof FRAMEWORKS)[number];

const NAMES: Record<Framework, string> = {
  pytorch: "PyTorch",
  keras: "Keras",
  caffe: "Caffe",
  lasagne: "Lasagne",
};

/** The name as its authors write it. */
export function frameworkName(framework: Framework): string {
  return NAMES[framework];
}

/** "PyTorch's", "Keras'". */
export function possessive(framework: Framework): string {
  const name = NAMES[framework];
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}

export function isFramework(word: string): word is Framework {
  return (FRAMEWORKS as readonly string[]).includes(word);
}
