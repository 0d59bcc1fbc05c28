// The words of the language that are no layers, with what they mean: for hovers, completion and the reference.

import { FRAMEWORKS } from "./framework";

export interface StatementWord {
  readonly word: string;
  /** A directive begins a line as a layer does; a keyword has a syntax of its own. */
  readonly role: "directive" | "keyword";
  /** How it is used, arguments in capitals; several forms on lines of their own. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** More about it, for the reference page: paragraphs of Markdown. */
  readonly notes: readonly string[];
  /** Words of its own that may follow it. */
  readonly words?: readonly string[];
  /** A `.cnn` file whose results stand in comments. It runs as a test. Empty where it would need another file. */
  readonly example: string;
}

const TOTALS = ["params", "trainable", "macs", "memory", "size"];

export const STATEMENT_WORDS: readonly StatementWord[] = [
  {
    word: "input",
    role: "directive",
    usage: "input HxWxC\ninput C@HxW\ninput LENGTHxC\ninput DxHxWxC\ninput N",
    summary: "Starts a tensor: the shape of what the network is given, without the batch.",
    notes: [
      "Sizes stand channels last, `32x32x3`, or with `@` channels first, `3@32x32`; both mean the same. One spatial axis is a signal or a sequence, three are a volume, none is a flat vector.",
      "A size may be unknown: `input ?x?x3`. A network may have several inputs; labels tell them apart.",
    ],
    example: "input 3@32x32      # the same as 32x32x3\nconv 6 5x5         # → 28×28×6  456",
  },
  {
    word: "output",
    role: "directive",
    usage: "output [LABEL] [training]",
    words: ["training"],
    summary: "Marks an output of the network; the last tensor is one by itself.",
    notes: [
      "`output aux training` marks one that exists while training only: its parameters count, its operations do not count for inference.",
    ],
    example: "input 32x32x3\nstem: conv 16 3x3\nhead: global_avgpool -> dense 10\noutput stem\noutput head",
  },
  {
    word: "from",
    role: "directive",
    usage: "from LABEL",
    summary: "Makes a labelled tensor the current one again.",
    notes: ["What follows starts from that tensor. A merge such as `concat` brings the paths together."],
    example:
      "input 32x32x16\nstart: identity\nleft: conv 8 1x1        # → 32×32×8    136\nfrom start\nconv 8 3x3 same         # → 32×32×8  1,160\nconcat left             # → 32×32×16     0",
  },
  {
    word: "in",
    role: "directive",
    usage: "in",
    summary: "The tensor that the enclosing block, branch list or repeat started from.",
    notes: ["As a branch of its own it is the identity; `in.channels` is a number."],
    example:
      "input 32x32x16\nadd {                       # → 32×32×16  2,320\n  | conv 16 3x3 same\n  | in\n}",
  },
  {
    word: "expect",
    role: "directive",
    usage: "expect SHAPE\nexpect params|trainable|macs|receptive_field|memory|size NUMBER",
    words: [...TOTALS, "receptive_field"],
    summary: "Checks what the author knows: the current shape, or a total of the network.",
    notes: [
      "A number is compared to the digits that are written: `expect macs 4.09G` holds within half of the last one, `expect params 3_000` to the last parameter.",
    ],
    example: "input 100x100x1\nconv 60 7x7\nexpect 94x94x60\nexpect params 3_000",
  },
  {
    word: "budget",
    role: "directive",
    usage: "budget params|trainable|macs|memory|size NUMBER",
    words: TOTALS,
    summary: "A limit that the network must keep.",
    notes: [
      "`memory` is the peak of the activations at batch 1, `size` that of the weights in the file's `dtype`. A network over its budget is warned of at the line that crosses it.",
      "Above the networks of a file, it holds for each of them.",
    ],
    example: "input 32x32x3\nbudget params 10K\nconv 16 3x3\nglobal_avgpool\ndense 10",
  },
  {
    word: "framework",
    role: "directive",
    usage: "framework pytorch|keras|caffe|lasagne",
    words: FRAMEWORKS,
    summary: "Says whose rules hold: its sizes, its refusals and its way of counting.",
    notes: ["Without it, everything that has a meaning is allowed, and learnable parameters are counted."],
    example: "framework keras\ninput 32x32x3\nconv 64 3x3 bn  # → 30×30×64  2,048",
  },
  {
    word: "dtype",
    role: "directive",
    usage: "dtype float32|float16|bfloat16|int8",
    words: ["float32", "float16", "bfloat16", "int8"],
    summary: "The type of the numbers, for figures of memory and size.",
    notes: ["float32 unless given."],
    example: "dtype int8\nbudget size 1KB\ninput 32x32x3\nconv 8 3x3  # → 30×30×8  224",
  },
  {
    word: "batch",
    role: "directive",
    usage: "batch COUNT",
    summary: "How many examples are computed at once, for figures of memory.",
    notes: ["1 unless given. It changes no shape and no count of parameters."],
    example: "batch 32\ninput 32x32x3\nconv 8 3x3  # → 30×30×8  224",
  },
  {
    word: "optimizer",
    role: "directive",
    usage: "optimizer sgd|momentum|adam",
    words: ["sgd", "momentum", "adam"],
    summary: "What the memory for training assumes: how many numbers are kept a parameter.",
    notes: ["`sgd` keeps none beside the gradient, `momentum` one, `adam` two."],
    example: "optimizer adam\ninput 32x32x3\nconv 8 3x3  # → 30×30×8  224",
  },
  {
    word: "reuse",
    role: "directive",
    usage: "reuse LABEL",
    summary: "Runs a labelled line again with the same weights: nothing is added to the parameters.",
    notes: ["Both halves of a Siamese network share their weights this way."],
    example:
      "left: input 28x28x1\nright: input 28x28x1\nfrom left\nstem: conv 8 3x3  # → 26×26×8  80\na: identity\nfrom right\nreuse stem\nsub a             # → 26×26×8  0",
  },
  {
    word: "residual",
    role: "directive",
    usage: "residual [when=CONDITION] { … }",
    summary: "Adds what its body makes to the tensor that it started from.",
    notes: [
      "It is `add { | … | in }`. With `when=` the tensor is added only where the condition holds; there `in` is the body's input and `out` its result.",
    ],
    example: "input 32x32x16\nresidual {                # → 32×32×16  2,320\n  conv 16 3x3 same\n}",
  },
  {
    word: "let",
    role: "keyword",
    usage: "let NAME = EXPRESSION",
    summary: "Names a value, from its line on.",
    notes: ["A number, a size, `true` or `false`, a layer, or a tensor."],
    example: "let width = 16\ninput 32x32x3\nconv (width*2) 3x3  # → 30×30×32  896",
  },
  {
    word: "block",
    role: "keyword",
    usage: "block NAME(PARAMETER, OPTION=DEFAULT) { … }",
    summary: "Defines a kind of layer made of layers; it is called as the built-in ones are.",
    notes: [
      "Parameters without a default are positions, those with one are options; a default of `true` or `false` makes a flag. Blocks are known in the whole file, and may call each other but not themselves.",
    ],
    example:
      "block unit(width, stride=1) {\n  conv width 3x3 stride=stride pad1 nobias bn relu\n}\ninput 32x32x3\nunit 16          # → 32×32×16    464\nunit 32 stride2  # → 16×16×32  4,672",
  },
  {
    word: "repeat",
    role: "keyword",
    usage: "repeat COUNT [as NAME] { … }",
    summary: "Does its lines several times; the name counts from 0.",
    notes: ["For a single step, `x3` at its end says the same."],
    example: "input 32x32x16\nrepeat 3 as i {\n  conv (16*(i + 1)) 3x3 same\n}\nexpect 32x32x48",
  },
  {
    word: "if",
    role: "keyword",
    usage: "if CONDITION { … } else { … }",
    summary: "Does its lines only where a condition holds.",
    notes: ["The condition is known before anything runs: numbers, shapes and parameters."],
    example:
      "let deep = true\ninput 32x32x16\nif deep {\n  conv 16 3x3 same\n} else {\n  identity\n}\nexpect params 2_320",
  },
  {
    word: "network",
    role: "keyword",
    usage: "network NAME { … }",
    summary: "One of several networks of a file, which share its blocks.",
    notes: ["Without it, the file is one network."],
    example:
      "network small {\n  input 28x28x1\n  conv 8 3x3   # → 26×26×8   80\n}\nnetwork large {\n  input 28x28x1\n  conv 16 3x3  # → 26×26×16  160\n}",
  },
  {
    word: "import",
    role: "keyword",
    usage: 'import "PATH"',
    summary: "Brings in another file's blocks and `let`s.",
    notes: [
      'The path is relative to the file, and inside the workspace: `import "blocks/resnet.cnn"`. What the other file imports is not passed on.',
    ],
    example: "",
  },
  {
    word: "x",
    role: "keyword",
    usage: "LAYER … xCOUNT\nLAYER … x=EXPRESSION",
    summary: "Repeats a step with all that follows on its line.",
    notes: ["`x3` does it three times, `x=n` as often as a value says; zero times is nothing."],
    example: "input 32x32x16\nconv 16 3x3 same bn relu x2  # → 32×32×16  4,704",
  },
  {
    word: "first",
    role: "keyword",
    usage: "LAYER … xCOUNT first OPTION…",
    summary: "Gives options to the first repetition only.",
    notes: ["As papers do: the first layer of a stage halves the map. A following layer word ends it."],
    example: "input 32x32x3\nconv 16 3x3 pad1 x3 first stride2  # → 16×16×16  5,088",
  },
  {
    word: "frozen",
    role: "keyword",
    usage: "LAYER … frozen",
    summary: "Makes the parameters of a layer non-trainable.",
    notes: [
      "They still count, as non-trainable ones. A block's call can be frozen too. It belongs to the layer that it stands behind: `conv 16 3x3 frozen bn` freezes the convolution, `conv 16 3x3 bn frozen` the normalisation, and `x3 first frozen` the first repetition.",
    ],
    example: "input 32x32x3\nconv 16 3x3 frozen  # → 30×30×16  448",
  },
];

const byWord = new Map(STATEMENT_WORDS.map((entry) => [entry.word, entry]));

/** The entry of a word of the language. */
export function statementWord(word: string): StatementWord | undefined {
  return byWord.get(word);
}

/** The functions that expressions may call, with what they give. */
export const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  "min(a, b, …)": "the least",
  "max(a, b, …)": "the greatest",
  "floor(a)": "the whole number at or below",
  "ceil(a)": "the whole number at or above",
  "round(a)": "the nearest whole number, a half up",
  "abs(a)": "without its sign",
  "round_to(v, d)":
    "MobileNet's “make divisible”: the multiple of `d` nearest to `v`, at least `d`, and never below 0.9 · `v`",
};
