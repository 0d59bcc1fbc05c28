// Files that are small to write and large to answer, or that are no files of the language at all. Each stands between an
// `input` and a last line that has to keep its results.

export interface Bomb {
  readonly text: string;
  /** The codes that it is told, each once. */
  readonly codes: readonly string[];
}

const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");
const bomb = (text: string, ...codes: string[]): Bomb => ({
  text: `input 8x8x3\n${text}\n\nlast: dense 10\noutput last\n`,
  codes,
});

const DIGITS = "9".repeat(1000);
/** Blocks, each of which calls the one before so many times. */
const chain = (blocks: number, calls: number, width = (_: number) => "n"): string =>
  `${many(
    blocks,
    (index) =>
      `block b${index}(n) {\n${many(calls, (call) =>
        index === 0 ? `  conv ${width(call)} 3x3 same\n` : `  b${index - 1} ${width(call)}\n`,
      )}}\n`,
  )}b${blocks - 1} 3`;
/** `let`s, each made of the one before twice. */
const doubled = (first: string, twice: (name: string) => string): string =>
  `let a0 = ${first}\n${many(60, (index) => `let a${index + 1} = ${twice(`a${index}`)}\n`)}conv a60 3x3 same`;
/** Bytes as a program or picture has them, read as text. */
const BINARY = many(100_000, (index) => String.fromCharCode((index * index * 7919) % 256));

export const BOMBS: Readonly<Record<string, Bomb>> = {
  "a million repetitions": bomb("repeat 1000000 {\n  conv 3 3x3 same\n}"),
  "a million repetitions on one line": bomb("conv 3 3x3 same x1000000"),
  "lines of one form that go on": bomb(
    many(8, (index) => `relu${" relu".repeat(1900)} dropout 0.${index + 1}\n-> relu\n`),
  ),
  "10^12 repetitions": bomb("repeat 1000000000000 {\n  conv 3 3x3 same\n}", "too-many-layers"),
  "10^12 repetitions on one line": bomb("conv 3 3x3 same x1000000000000", "too-many-layers"),
  "10^12 repetitions, nested": bomb(
    `${"repeat 1000 {\n".repeat(4)}relu\n${"}\n".repeat(4)}`,
    "too-many-layers",
  ),
  "a million repetitions that all differ": bomb(
    "repeat 1000000 as i {\n  conv (i + 1) 3x3 same\n}",
    "too-many-layers",
  ),
  "10^9 repetitions that all differ, nested": bomb(
    `${many(3, (index) => `repeat 1000 as i${index} {\n`)}conv (i0 + i1 + i2 + 1) 3x3 same\n${"}\n".repeat(3)}`,
    "too-many-layers",
  ),
  "10^7 paddings that all differ, in a repeat": bomb("repeat 9999 {\n  pad 1 x999\n}", "too-many-layers"),
  "10^7 paddings that all differ, in a branch": bomb(
    `add x9999 {\n${"  | pad 1 x999\n".repeat(2)}}`,
    "too-many-layers",
  ),
  "10^8 paddings that all differ, in a block": bomb(
    "block p() {\n  pad 1 x9999\n}\np x9999",
    "error-in-block",
    "too-many-layers",
  ),
  "branches that are repeated in branches that are": bomb(
    `${"concat x9 {\n| conv 1 1x1\n| ".repeat(20)}conv (in.channels + 1) 1x1\n${"}\n".repeat(20)}`,
    "too-many-layers",
  ),
  "a thousand lines that differ each time": bomb(
    `repeat 9999 as i {\n${"  conv (i + 1) 1x1\n".repeat(1000)}}`,
    "too-many-layers",
  ),
  "calls that differ of a block with a thousand lines": bomb(
    `block h(n) {\n${"  conv n 1x1\n  conv 1 1x1\n".repeat(500)}}\n${many(300, (index) => `h ${index + 1}\n`)}`,
    "error-in-block",
    "too-many-layers",
  ),
  "a long line that differs each time": bomb(
    `repeat 9999 as i {\n  conv (i + 1) 1x1\n${"  -> relu\n".repeat(2000)}}`,
    "too-many-layers",
  ),
  "many operands that differ each time": bomb(
    `a: relu\nrepeat 9999 as i {\n  from a\n  conv (i + 1) 1x1\n  concat${" a".repeat(2000)}\n}`,
    "too-many-layers",
  ),
  "empty branches that differ each time": bomb(
    `repeat 9999 as i {\n  conv (i + 1) 1x1\n  add {\n${"  | in\n".repeat(2000)}  }\n}`,
    "too-many-layers",
  ),
  "an arm of 5,000 words that is not taken, in branches": bomb(
    `repeat 9999 as i {\n${"residual {\n".repeat(4)}if i > 99999 {\n${many(5000, (index) => `conv w${index} 3x3\n`)}}\n${"}\n".repeat(5)}`,
    "too-many-layers",
  ),
  "a repeat of 5,000 lets that is never run": bomb(
    `repeat 9999 as i {\n  repeat (i // 99999) {\n${many(5000, (index) => `let w${index} = w${index}\n`)}}\n}`,
    "too-many-layers",
  ),
  "values on long lines that differ each time": bomb(
    `repeat 9999 as i {\n  conv max(i,\n${`${"1,".repeat(4900)}\n`.repeat(4)}1) 1x1\n}`,
    "too-many-layers",
  ),
  "sums that differ each time": bomb(
    `repeat 9999 as i {\n  let a = ${"(i + 1) * 1 + ".repeat(150)}1\n  conv (a + i) 1x1\n}`,
    "too-many-layers",
  ),
  "a long line that is run again": bomb(
    `a: relu\n${" -> relu\n".repeat(20_000)}${many(200, (index) => `conv ${index + 1} 1x1\nreuse a\n`)}`,
    "too-many-layers",
  ),
  "a call of many layers that is run again": bomb(`${chain(8, 10)}\na: b7 3\nconv 3 1x1\nreuse a`),
  "a parenthesis of 10,000 lines": bomb(
    `block h(${many(10_000, (index) => `p${index}=1,\n`)}n=1) {\n  conv n 1x1\n}`,
  ),
  "40,000 lines, each with a parenthesis that is not closed": bomb("conv (\n".repeat(40_000), "syntax"),
  "a parenthesis of 300,000 lines": bomb(`let a = max(3,\n${"3,\n".repeat(300_000)}3)`, "too-deep"),
  "a parenthesis of 300,000 lines that ends nowhere": bomb(
    `let a = max(3,\n${"3,\n".repeat(300_000)}`,
    "too-deep",
  ),
  "300,000 lines below an open parenthesis": bomb(`let a = max(\n${"3,\n".repeat(300_000)}`, "syntax"),
  "300,000 names below an open parenthesis": bomb(`block h(\n${"n,\n".repeat(300_000)}`, "syntax"),
  "300,000 lines between parentheses": bomb(`conv 3 3x3 stride=(\n${"3,\n".repeat(300_000)}3)`, "syntax"),
  "100,000 lines that begin no statement": bomb("3,\n".repeat(100_000), "syntax"),
  "100,000 parentheses that are open": bomb("let a = max(\n3,\n".repeat(50_000), "syntax"),
  "300,000 steps of one line": bomb(`relu\n${"-> relu\n".repeat(300_000)}`, "too-deep"),
  "calls of a block with thousands of defaults": bomb(
    `block h(${many(4000, (index) => `p${index}=1,\n`)}n=1) {\n  conv n 1x1\n}\n${many(4000, (index) => `a${index}: h\n`)}`,
  ),
  "calls that differ of a block with thousands of defaults": bomb(
    `block h(${many(4000, (index) => `p${index}=1,\n`)}n=1) {\n  conv n 1x1\n}\n${many(4000, (index) => `a${index}: h p${index}=1\n`)}`,
    "too-many-layers",
  ),
  "calls of a block with thousands of parameters, without any": bomb(
    `block h(${many(4000, (index) => `p${index},\n`)}n) {\n  conv n 1x1\n}\n${many(4000, (index) => `a${index}: h\n`)}`,
    "missing-argument",
  ),
  "long names of the same letters": bomb(
    `input 8x8x3\n${many(500, (index) => `block ${"b".repeat(3900 - index)}${"a".repeat(index + 1)}(n) {\n  relu\n}\n`)}${many(20, (index) => `${"a".repeat(index + 1)}${"b".repeat(3900 - index)} 3\n`)}`,
    "unknown-kind",
  ),
  "5,000 labelled lines that name what nothing does": bomb(
    many(5_000, (index) => `a${index}: conv width 3x3 same\n`),
    "unknown-name",
  ),
  "unknown names among many": bomb(
    `${many(4000, (index) => `let name${index} = ${index}\n`)}block h(n) {\n  conv nope 1x1\n}\n${many(4000, (index) => `input 8x8x3\nh ${index + 1}\n`)}`,
    "error-in-block",
    "unknown-name",
  ),
  "10,000 calls that are alike": bomb(
    `block h(n) {\n${"  conv n 3x3 same\n".repeat(20)}}\n${many(10_000, (index) => `h ${3 + (index % 10)}\n`)}`,
  ),
  "a line that is run again by itself": bomb("a: relu\na: reuse a\nb: reuse a", "recursion"),
  "lines, each of which runs the one before twice": bomb(
    `a0: pad 1\n${many(40, (index) => `a${index + 1}: reuse a${index} -> reuse a${index}\n`)}`,
    "too-many-layers",
  ),
  "lines, each of which runs the one before again": bomb(
    `a0: conv 3 3x3 same\n${many(40, (index) => `a${index + 1}: reuse a${index}\n`)}`,
  ),
  "10,000 lines, each of which runs the one before again": bomb(
    `a0: conv 3 3x3 same\n${many(10_000, (index) => `a${index + 1}: reuse a${index}\n`)}`,
    "too-many-layers",
  ),
  "lines that might run again lines with many names": bomb(
    `a0: relu\n${many(200, (index) => `a${index + 1}: reuse a${index} -> add${many(index + 1, (other) => ` a${other}`)}\n`)}${"if false { reuse a200 }\n".repeat(4000)}`,
    "too-many-layers",
  ),
  "blocks nested to the limit": bomb(chain(64, 1)),
  "blocks nested past the limit": bomb(chain(65, 1), "error-in-block", "too-deep"),
  "20 blocks of 100 calls": bomb(chain(20, 100), "error-in-block", "too-many-layers"),
  "20 blocks of 100 calls that all differ": bomb(
    chain(20, 100, (call) => `(n + ${call})`),
    "error-in-block",
    "too-many-layers",
  ),
  "blocks that call each other": bomb("block a() {\n  b\n}\nblock b() {\n  a\n}\na", "recursion"),
  "braces nested to the limit": bomb(`${"repeat 1 {\n".repeat(100)}relu\n${"}\n".repeat(100)}`),
  "outputs for training that differ, in nested repeats": bomb(
    `${"repeat 1 {\n".repeat(95)}repeat 4900 as i {\n  conv (i + 1) 1x1\n  output training\n}\n${"}\n".repeat(95)}`,
  ),
  "outputs for training that differ, in nested branches": bomb(
    `${"residual {\n".repeat(95)}repeat 4900 as i {\n  conv (i + 1) 1x1\n  output training\n  conv 3 1x1\n}\n${"}\n".repeat(95)}`,
  ),
  "blocks that are nested in braces": bomb(
    `block b0() {\n  relu\n}\n${many(60, (index) => `block b${index + 1}() {\n${"repeat 1 {\n".repeat(30)}b${index}\n${"}\n".repeat(30)}}\n`)}b60`,
    "error-in-block",
    "too-deep",
  ),
  "10,000 nested braces": bomb(`${"repeat 1 {\n".repeat(10_000)}relu\n${"}\n".repeat(10_000)}`, "too-deep"),
  "10,000 braces too many": bomb("}\n".repeat(10_000), "syntax"),
  "4,000 nested parentheses": bomb(`conv ${"(".repeat(4000)}1${")".repeat(4000)} 3x3`, "too-deep"),
  "9,000 open parentheses": bomb(`conv ${"(".repeat(9000)}`, "too-deep"),
  "4,000 signs": bomb(`conv (${"-".repeat(4000)}1) 3x3`, "too-deep"),
  "4,000 operators": bomb(`conv (${"1+".repeat(4000)}1) 3x3`, "too-deep"),
  "3,000 powers": bomb(`let a = 2${"**2".repeat(3000)}`, "too-deep"),
  "1,000 choices": bomb(`let a = ${"1 if true else ".repeat(600)}2`, "too-deep"),
  "5,000 conditions": bomb(`if false {\n}${" else if false {\n}".repeat(5000)}`, "too-deep"),
  "5,000 steps of one line": bomb(`${"relu\n-> ".repeat(5000)}relu`),
  "squares of squares": bomb(
    doubled("99", (a) => `${a}*${a}`),
    "number-range",
  ),
  "sums of sums": bomb(
    doubled("1", (a) => `${a}+${a}`),
    "number-range",
  ),
  "pairs of pairs": bomb(
    doubled("(1, 2)", (a) => `(${a}, ${a})`),
    "wrong-type",
  ),
  "a number of a thousand digits": bomb(`conv ${DIGITS} 3x3`, "number-range"),
  "a size of a thousand digits": bomb(`conv 8 ${DIGITS}x3`, "number-range"),
  "a repeat of a thousand digits": bomb(`conv 8 3x3 x${DIGITS}`, "too-many-layers"),
  "an exponent of a thousand digits": bomb(`conv 1e${DIGITS} 3x3`, "number-range"),
  "a thousand axes": bomb(`conv 8 3${"x3".repeat(999)}`, "kernel-rank"),
  "a line of a megabyte": bomb(`conv ${"8 ".repeat(500_000)}`, "line-too-long"),
  "a comment of a megabyte": bomb(`#${"-".repeat(1_000_000)}`, "line-too-long"),
  "a name of 9,000 letters": bomb("a".repeat(9000), "unknown-kind"),
  "a comment of 200,000 lines above a block": bomb(
    `h 3\n${"#\n".repeat(200_000)}block h(n) {\n  conv n 1x1\n}`,
  ),
  "9,000 invisible characters": bomb(`# ${"\u202e\u200b".repeat(4500)}`, "hidden-character"),
  "9,000 null characters": bomb(`# ${"\0".repeat(9000)}`, "hidden-character"),
  "9,000 halves of characters": bomb(`# ${"\ud800".repeat(9000)}`, "hidden-character"),
  "20,000 branches": bomb(`add {\n${"| relu\n".repeat(20_000)}}`),
  "99,000 layers, behind one whose outputs differ a thousand times": bomb(
    "input 1x1x1x1\nconv_transpose 1 1024x1024x1024 stride1024\nrepeat 99000 {\n  conv 1 3x3x3 same\n}\nexpect receptive_field 195",
  ),
  "maps that grow and shrink 49,000 times": bomb(
    "input 8x8x1\nconv_transpose 1 512x512 stride512\nrepeat 49000 {\n  conv_transpose 1 2x2 stride2\n  conv 1 2x2 stride2\n}\nexpect receptive_field 1",
  ),
  "99,000 layers that read 200 tensors each": bomb(
    `a: relu\nrepeat 99000 {\n  add${" a".repeat(200)}\n}\nexpect receptive_field 5`,
  ),
  "a name that is defined 40,000 times": bomb(`let b = 1\n${"let b = b+1\n".repeat(40_000)}`),
  "a label that is defined 20,000 times": bomb("a: relu\nrelu -> add a\n".repeat(20_000)),
  "140,000 branches": bomb(`concat {\n${"| relu\n".repeat(140_000)}}`),
  "140,000 branches of other ranks": bomb(
    `concat {\n${"| relu\n".repeat(140_000)}| flatten\n}`,
    "merge-ranks",
  ),
  "10,000 receptive fields that are expected": bomb(
    "conv 3 3x3 same\nexpect receptive_field >= 1\n".repeat(10_000),
  ),
  "10,000 budgets that are exceeded": bomb(`${"budget params 1\n".repeat(10_000)}${"relu\n".repeat(10_000)}`),
  "5,000 expectations": bomb("expect params > 5\n".repeat(5000)),
  "2,000 expectations in 95 conditions": bomb(
    `${"if true {\n".repeat(95)}${"expect receptive_field > 0\nrelu\n".repeat(2000)}${"}\n".repeat(95)}`,
  ),
  "6,000 pasted calls": bomb(
    many(6000, (index) => `nn.Conv2d(3, ${(index % 50) + 1}, kernel_size=3, padding=1)\n`),
    "other-spelling",
  ),
  "1,000 wrong names among 500": bomb(
    `${many(500, (index) => `let somename${index} = 1\n`)}${many(500, (index) => `conv 3 1x1 wrongname${index}\nfrom wrong${index}\n`)}`,
    "unknown-name",
    "unknown-option",
  ),
  "900 wrong options of a block with thousands": bomb(
    `block h(${many(4000, (index) => `par${index}=1,\n`)}n=1) {\n  conv n 1x1\n}\n${many(20, () => `h${many(900, (index) => ` pax${index}=1`)}\n`)}`,
    "unknown-option",
  ),
  "1,000 wrong options of each of 40 layers": bomb(
    many(40, (line) => `conv 3 3x3 same${many(900, (index) => ` o${line}o${index}=1`)}\n`),
    "unknown-option",
  ),
  "2,000 wrong names": bomb("conv 3 1x1 strode2\n".repeat(2000), "unknown-option"),
};

/** What is long where it is looked at as a whole, or in its midst. */
export const SPREADS: Readonly<Record<string, string>> = {
  "blocks that are used from the last to the first": `input 8\n${many(
    6000,
    (index) => `block b${index}() {\n  relu\n}\n`,
  )}${many(6000, (index) => `b${5999 - index}\n`)}`,
  "many branches": `input 8\nconcat {\n${"| relu\n".repeat(20_000)}}\n`,
  "many inputs far down": `${many(8000, (index) => `let a${index} = 1\n`)}${"input 8\n".repeat(8000)}`,
  "many networks": many(12_000, (index) => `network n${index} {\n  input 8\n}\n`),
};

/** What has so many faults that they are not listed, or no last line. */
export const DEBRIS: Readonly<Record<string, string>> = {
  "4,000 budgets above 1,000 networks": many(4000, (index) => `budget macs ${index + 1}\n`).concat(
    many(1000, (index) => `network n${index} {\n  input 8\n  dense 8\n  dense ${index + 1}\n}\n`),
  ),
  "40 networks of 99,000 layers": many(
    40,
    (index) =>
      `network n${index} {\n  input 8x8x3\n  repeat 99000 {\n    conv 3 3x3 same\n  }\n  budget memory 1\n}\n`,
  ),
  "a binary file": bomb(BINARY).text,
  "10,000 open braces": bomb("add {\n| ".repeat(10_000)).text,
  "9,000 open braces on a line": bomb("{".repeat(9000)).text,
  "9,000 quotes": bomb('"'.repeat(9001)).text,
  "nothing but line ends": "\n".repeat(100_000),
  nothing: "",
};

export const FIVE_MEGABYTES: Readonly<Record<string, string>> = {
  "equal lines": `input 8x8x3\n${"conv 3 3x3 same\n".repeat(330_000)}`,
  "lines that all differ": many(170_000, (index) => `conv 3 3x3 same nobias # ${index}\n`),
  "line ends": "\n".repeat(5_000_000),
  "one line": "x".repeat(5_000_000),
};
