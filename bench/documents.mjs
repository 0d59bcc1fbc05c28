// The documents that are measured, each of any length: flat, with labels, with blocks, with bodies in braces, in a `network`,
// without two equal layers, with a comment of its own on every line, with a fault in every line.

const LAYERS = [
  "conv 64 3x3 stride1 same nobias",
  "bn",
  "relu",
  "conv 64 1x1 stride1 same nobias",
  "bn",
  "relu",
  "conv 64 3x3 stride1 same groups=64 nobias",
  "bn",
  "relu",
  "maxpool 3x3 stride1 same",
];

/** Each is at fault, and yet its output is known. */
const FAULTY = [
  "conv 64 3x3 stride1 same nobais",
  "bn 3",
  "relu 3",
  "conv 64 1x1 stride1 same same nobias",
  "batchnorm 3",
  "dropout 1.5",
  "conv 64 3x3 stride1 same groups=7 nobias",
  "gelu up",
  "conv 64 3x3 stride1 same pad=1",
  "maxpool 3x3 stride1 same 3",
];

/** One of 106,890 that differ: by their filters, and after each 509 by their kernels, which are odd and smaller than the input. */
function convolution(index) {
  const round = Math.floor(index / 509);
  const kernel = `${1 + 2 * (round % 14)}x${1 + 2 * (Math.floor(round / 14) % 15)}`;
  return `conv ${1 + ((index * 7) % 509)} ${kernel} same nobias`;
}

const layer = (index) => LAYERS[index % LAYERS.length];
const numbered = (count, line) => Array.from({ length: count }, (_, index) => line(index));

/** What a file of the language may look like, as text of about so many lines. */
export const DOCUMENTS = {
  flat: (lines) => ["input 56x56x64", ...numbered(lines - 1, layer)],
  labels: (lines) => [
    "input 56x56x64",
    ...numbered(Math.floor((lines - 1) / 5), (index) => [
      `skip${index}: conv 64 3x3 same nobias`,
      "bn relu",
      "conv 64 1x1 same nobias",
      "bn",
      `add skip${index} relu`,
    ]).flat(),
  ],
  blocks: (lines) => [
    ...numbered(10, (index) => [
      `block unit${index}(width, stride=1) {`,
      "  add {",
      "    | conv width 3x3 same nobias bn relu",
      "      conv width 3x3 same nobias bn",
      "    | conv width 1x1 nobias bn",
      "  }",
      "  relu",
      "}",
    ]).flat(),
    "input 56x56x64",
    ...numbered(Math.max(1, lines - 81), (index) => `unit${index % 10} ${64 + 8 * (index % 3)}`),
  ],
  bodies: (lines) => [
    "input 56x56x64",
    ...numbered(Math.floor((lines - 1) / 10), () => [
      "residual {",
      "  conv 64 3x3 same nobias",
      "  bn relu",
      "  conv 64 3x3 same nobias",
      "    -> bn",
      "} -> relu",
      "concat {",
      "  | conv 32 1x1 same nobias",
      "  | conv 32 3x3 same nobias",
      "}",
    ]).flat(),
  ],
  network: (lines) => [
    "network n {",
    "  input 56x56x64",
    ...numbered(lines - 3, (i) => `  ${layer(i)}`),
    "}",
  ],
  distinct: (lines) => ["input 56x56x64", ...numbered(lines - 1, convolution)],
  commented: (lines) => [
    "input 56x56x64",
    ...numbered(lines - 1, (index) => `conv ${1 + ((index * 7) % 509)} 3x3 same nobias  # ${index}`),
  ],
  faulty: (lines) => ["input 56x56x64", ...numbered(lines - 1, (index) => FAULTY[index % FAULTY.length])],
};

export const textOf = (kind, lines) => `${DOCUMENTS[kind](lines).join("\n")}\n`;

/** Where a character may be typed into a line: behind its first digit that follows a space. */
export function typingColumn(line) {
  const match = /^\s*(?:\w+: )?(?:conv|maxpool|unit\d+) (?:\d+ )?\d/.exec(line);
  return match ? match[0].length : -1;
}

/** The same draws in every run. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}
