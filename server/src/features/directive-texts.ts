// Short texts about the words of the language that are no layers.

const TEXTS: Readonly<Record<string, string>> = {
  input:
    "**input** starts a tensor: height × width × channels, `input 32x32x3`, or channels first, `input 3@32x32`. A size may be unknown: `?`.",
  output:
    "**output** marks a tensor as a result: the current one, or a label's. `output aux training` exists in training only, so its operations are not counted.",
  from: "**from** makes a labelled tensor the current one again.",
  in: "**in** is the tensor that the block, branch or repeat started from.",
  expect:
    "**expect** claims something that is then checked: a shape, `expect 45x45x100`, or a total of the network, `expect params 5M`.",
  budget:
    "**budget** sets a limit that is kept watch over: `budget params 5M`, `budget macs 600M`, `budget memory 256KB`, `budget size 1MB`.",
  framework:
    "**framework** says whose rules and whose way of counting hold: `pytorch`, `keras`, `caffe` or `lasagne`.",
  dtype:
    "**dtype** is the type of the numbers that memory is computed for: `float32`, `float16`, `bfloat16`, `int8`.",
  batch: "**batch** is the number of inputs at once that memory is computed for.",
  optimizer: "**optimizer** says what training memory is computed for: `sgd`, `momentum` or `adam`.",
  reuse: "**reuse** runs a labelled line again with the same weights: it adds no parameters.",
  residual:
    "**residual** adds what its body gives to what it started from; with `when=`, only where that holds.",
  let: "**let** gives a value a name.",
  import: "**import** brings in the blocks and `let`s of another file of the workspace.",
  block: "**block** defines a kind of layer made of others. Parameters with a default are options.",
  network: "**network** names one of several networks in a file; they share its blocks.",
  if: "**if** runs its body where the condition holds.",
  repeat: "**repeat** runs its body several times in a row; `as i` counts from 0.",
};

/** What a word of the language does; "" where it is none. */
export function directiveText(word: string): string {
  return Object.hasOwn(TEXTS, word) ? TEXTS[word]! : "";
}
