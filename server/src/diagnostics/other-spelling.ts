// `other-spelling`: what is meant is clear, but it is written as another language or tool writes it.

import { type Span, shift } from "../base/span";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "other-spelling": {
      /** As it is written. */
      readonly found: string;
      /** How this language writes it, or the word that is meant; empty where it is to be left out. */
      readonly meant: string;
      readonly reason: keyof typeof SENTENCES;
      /** How the text becomes right, where that is more than `meant` in its place; lines count from the problem's. */
      readonly edits?: readonly { readonly span: Span; readonly text: string }[];
    };
  }
}

/** What is so in this language, by what was met instead. */
const SENTENCES = {
  arrow: "steps are joined by `->`",
  between: "a word that takes nothing more is followed by `->`",
  "body-apart": "the `{` of a body stands at the end of the line that it belongs to",
  brackets: "sizes are written without brackets",
  call: "arguments follow the name, without parentheses around them and commas between them",
  comma: "arguments stand side by side, without commas",
  comment: "a comment begins with `#`",
  default: "it is so without being said",
  dash: "a count stands apart from its layer",
  definition: "a block of layers is defined with `block NAME(…) { … }`",
  dotted: "kinds of layers are named without the module that they come from",
  "else-if": "a further condition is written `else if`",
  expression: "an argument that computes stands in parentheses",
  factor: "a factor is a number, and `upsample` takes it",
  further: "what follows the positions of a layer has a name",
  grouping: "digits are grouped with `_`",
  "input-channels": "how many channels come in follows from the line before",
  input: "a shape is one word, as in `input 28x28x1`",
  joined: "what follows a layer needs no sign between",
  "label-name": "a name consists of letters, digits and `_`, and begins with a letter",
  labels: "names stand side by side, without brackets",
  label: "a line is named with a label and a colon",
  let: "a value is named with `let`",
  loop: "layers are repeated with `repeat n { … }`",
  "named-value": "a name follows its option behind a `=`",
  module: "layers are built in, and blocks are imported from `.cnn` files",
  "no-parameters": "a block's name is followed by parentheses, empty where it takes nothing",
  option: "the option has another name here",
  order: "the count comes first, then the kernel",
  "out-of-size": "`upsample` takes a factor, and `resize` the size that comes out",
  "own-channels": "this layer keeps the channels of its input, and takes only a kernel",
  own: "words of this language are lower-case",
  "own-word": "the name of this layer is one word",
  "own-value": "this word is followed by what it is",
  paper: "a layer's name comes first, then its count and its kernel",
  path: "the path of a file stands in quotes",
  positional: "this argument has its place and needs no name",
  quotes: "words stand without quotes",
  repetition: "repetitions follow the layer, as `x3`",
  setting: "this is nothing that sizes or parameters depend on",
  shape: "the shape follows `expect`",
  size: "a size is one word",
  stride: "a stride has its name",
  tensor: "a label is no layer: `from` goes on from the tensor that it names",
  trailing: "an activation follows its layer",
  unit: "a unit follows its number at once, as in `64KB` and `5M`",
  word: "the option is set by its word alone",
} as const;

export const otherSpelling = defineDiagnostic({
  code: "other-spelling",
  severity: "error",
  title: "Written as in another language",
  message: ({ found, meant, reason }) => {
    const what = found.length > 60 ? `${found.slice(0, 57)}…` : found;
    const sentence = SENTENCES[reason];
    if (reason === "body-apart") return `This \`{\` begins a line: ${sentence}.`;
    return meant === ""
      ? `\`${what}\` is not needed here: ${sentence}.`
      : `\`${what}\` is written \`${meant}\` here: ${sentence}.`;
  },
  page: [
    "The text says what is meant, but says it as Python, PyTorch, Keras or a paper would: `//` for a comment, `kernel_size=3` for a kernel, `[3, 3]` or `3 x 3` for a size, `activation=relu` for an activation that follows. It is read as what it means, so every other line keeps its results, and the repair writes it as this language does.",
    "Arguments stand side by side in the order of the kind's positions, options are `stride2`, `stride 2` or `stride=2`, and activations, normalisations and dropout follow the layer: `conv 64 3x3 stride2 same bn relu`.",
  ],
  example: "input 32x32x3  // colour\nconv(64, 3 x 3, activation=relu)",
  repaired: "input 32x32x3  # colour\nconv 64 3x3 relu",
  fixes: ({ found, meant, edits }, { span }) => [
    {
      title: titleOf(found, meant),
      edits: edits
        ? edits.map((edit) => ({ span: shift(edit.span, span.line), text: edit.text }))
        : [{ span, text: meant }],
    },
  ],
});

function titleOf(found: string, meant: string): string {
  if (found === "{") return "Move `{` to the line before";
  return meant === "" ? `Remove \`${found}\`` : `Write \`${meant}\``;
}
