// `conv_transpose`: the convolution run backwards, which makes maps larger. PyTorch and Keras size it differently.

import { OVERFLOW, times } from "../../base/whole";
import { frameworkName } from "../framework";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, size } from "../parameter";
import { positionsOf, shapeOf } from "../shape";
import { explicitPadding, showSize, spellPadding, spellShort } from "../spelling";
import { transposedSlidesOf } from "../transposed";
import { along, reachOf, type Slide, sizesOfSlides } from "../window";
import {
  bias,
  convolutionKernel,
  convolutionPadding,
  dilation,
  filters,
  groups,
  stride,
} from "../window-parameters";
import { checkGroups, checkStrideWithDilation, isZero } from "../window-rules";
import { extentNote } from "../window-texts";
import { channelsPerGroup, kernelProduct, times as shown, showPerGroup } from "../working";

const signature = {
  filters,
  kernel: convolutionKernel,
  stride,
  pad: {
    ...convolutionPadding,
    doc: "What is cut off the spread-out result: nothing, `same` so that the size is input · stride, or explicit sizes.",
  },
  dilation,
  groups,
  bias,
  output_pad: size({
    optional: true,
    min: 0,
    doc: "Further positions at the end of the result. In Keras giving 0 differs from giving none.",
    aliases: ["output_padding"],
  }),
};

type TransposedSite = Site<ArgumentsOf<typeof signature>>;

export const convTranspose = defineLayer({
  kind: "conv_transpose",
  aliases: ["deconv"],
  family: "convolution",
  summary:
    "Spreads every input position over a window of the output: a convolution run backwards, to make maps larger.",
  notes: [
    "PyTorch gives `(n − 1)·s − 2p + e + output_pad`. Keras gives `(n − 1)·s + max(e, s)` with `valid` and `n·s` with " +
      "`same`; with `output_pad` given, `(n − 1)·s + e + output_pad` and `(n − 1)·s + (e mod 2) + output_pad`. Without a " +
      "framework, `same` is Keras' and everything else PyTorch's.",
  ],
  ranks: [1, 2, 3],
  signature,
  formula: "Π kernel · C_in · filters/groups + filters",
  example: `input 7x7x3
conv_transpose 8 4x4 stride2 pad1          # → 14×14×8    392
conv_transpose 8 3x3 stride2 same          # → 28×28×8    584
conv_transpose 4 3x3 stride2 pad1 output_pad1 nobias # → 56×56×4  288
`,
  check: (site) => {
    const slides = transposedSlidesOf(site);
    const refused = checkPadding(site, slides);
    checkStrideWithDilation(site);
    checkOptions(site);
    checkOutputPad(site, slides);
    checkGroups(site);
    if (!refused) checkSomethingLeft(site, slides);
  },
  shape: (site) => shapeOf(sizesOfSlides(transposedSlidesOf(site)), site.args.filters),
  weights: (site) => {
    const { args, input } = site;
    const kernel = {
      count: times(kernelProduct(args.kernel), input.channels, channelsPerGroup(args.filters, args.groups)),
      role: "weight",
    } as const;
    return args.bias ? { kernel, bias: { count: args.filters, role: "bias" } } : { kernel };
  },
  macs: ({ args, input }) =>
    times(
      kernelProduct(args.kernel),
      input.channels,
      channelsPerGroup(args.filters, args.groups),
      positionsOf(input),
    ),
  elementwise: ({ args }, output) => (args.bias ? times(positionsOf(output), output.channels) : 0),
  reach: (site) => ({ ...reachOf(transposedSlidesOf(site)), transposed: true }),
  working: ({ args, input }) => {
    const weights = shown(...args.kernel, input.channels, showPerGroup(args.filters, args.groups));
    return args.bias ? `${weights} + ${args.filters}` : weights;
  },
  sizes: (site) =>
    transposedSlidesOf(site).map((slide, axis) => `${slide.axis}: ${sizeLine(site, slide, axis)}`),
  remarks: differences,
});

/** Padding is cut off the result: too much of it leaves nothing. */
function checkSomethingLeft(site: TransposedSite, slides: readonly Slide[]): void {
  const empty = slides.find(({ output }) => output !== null && output < 1);
  if (empty === undefined) return;
  const { axis, output } = empty;
  if (slides.some(({ input }) => input !== null && input < 1) || site.args.pad.mode !== "explicit")
    return site.report("empty-output", "pad", { axis, size: output ?? 0 });
  const most = slides.map((slide) => {
    const cut = Math.max(slide.before ?? 0, slide.after ?? 0);
    const uncut = (slide.output ?? 1) + (slide.before ?? 0) + (slide.after ?? 0);
    return Math.min(cut, Math.max(Math.floor((uncut - 1) / 2), 0));
  });
  const text = spellPadding(most, most);
  site.report("empty-output", "pad", { axis, size: output ?? 0, advice: `use \`${text}\` or less`, most });
}

/** The padding words that a framework's transposed convolution takes, and how to say it otherwise. */
function checkPadding(site: TransposedSite, slides: readonly Slide[]): boolean {
  const { args, framework } = site;
  const { mode } = args.pad;
  if (mode === "causal") {
    site.report("causal-rank", "pad", { rank: null });
    return true;
  }
  if (framework === null || mode === "valid" || isZero(args.pad)) return false;
  if (framework === "lasagne" && mode === "same" && args.kernel.some((kernel) => kernel % 2 === 0)) {
    site.report("even-same", "pad", { kernel: args.kernel });
    return true;
  }
  const known =
    mode === "explicit"
      ? framework !== "keras"
      : framework === "keras"
        ? mode === "same"
        : framework === "lasagne" && mode !== "same_lower";
  if (known) return false;
  const changes = framework === "keras" ? sameInstead(site, slides) : explicitInstead(slides, mode);
  const text = changes.map((change) => change.text).join(" ");
  site.report("framework-refuses", "pad", {
    framework,
    what:
      mode === "explicit"
        ? "explicit padding for a transposed convolution"
        : `\`${mode}\` padding for a transposed convolution`,
    advice:
      framework === "keras"
        ? changes.length > 0
          ? "`same` gives the same size"
          : "use `valid` and a `crop` line after it"
        : text === ""
          ? "give explicit sizes, as `pad1`"
          : `\`${text}\` gives the same size`,
    changes,
  });
  return true;
}

/** Keras' `same`, where it gives the same sizes as the explicit padding. */
function sameInstead(site: TransposedSite, slides: readonly Slide[]) {
  const pad = { mode: "same" } as const;
  const same = transposedSlidesOf({ ...site, args: { ...site.args, pad } });
  if (same.some(({ output }, axis) => output === null || output !== slides[axis]?.output)) return [];
  return [{ parameter: "pad", value: pad, text: "same" }];
}

/** Explicit padding, and output padding where the total is odd, that give the same sizes. */
function explicitInstead(slides: readonly Slide[], mode: string) {
  const both = slides.map(({ extent, stride }) => {
    if (mode === "full") return { pad: extent - 1, extra: 0 };
    const pad = Math.max(Math.ceil((extent - stride) / 2), 0);
    return { pad, extra: stride - extent + 2 * pad };
  });
  if (both.some(({ pad }) => pad === OVERFLOW)) return [];
  const pads = both.map(({ pad }) => pad);
  const extras = both.map(({ extra }) => extra);
  const value = explicitPadding(pads, pads);
  return [
    { parameter: "pad", value, text: spellPadding(pads, pads) },
    ...(extras.some((extra) => extra > 0)
      ? [{ parameter: "output_pad", value: extras, text: `output_pad${spellShort(extras)}` }]
      : []),
  ];
}

/** Keras has no groups here; Caffe and Lasagne have no output padding; Lasagne has no dilation. */
function checkOptions(site: TransposedSite): void {
  const { args, framework } = site;
  if (framework === null) return;
  const layer = "in its transposed convolution";
  if (framework === "keras" && args.groups > 1)
    site.report("framework-refuses", "groups", {
      framework,
      what: `groups ${layer}`,
      advice: "use `groups1`",
      changes: [{ parameter: "groups", value: 1, text: "groups1" }],
    });
  const extra = args.output_pad?.some((side) => side > 0) ?? false;
  if ((framework === "caffe" || framework === "lasagne") && extra)
    site.report("framework-refuses", "output_pad", {
      framework,
      what: `output padding ${layer}`,
      advice: "use `output_pad0`",
      changes: [{ parameter: "output_pad", value: args.output_pad?.map(() => 0), text: "output_pad0" }],
    });
  if (framework === "lasagne" && args.dilation.some((step) => step > 1))
    site.report("framework-refuses", "dilation", {
      framework,
      what: `dilation ${layer}`,
      advice: "use `dilation1`",
      changes: [{ parameter: "dilation", value: args.dilation.map(() => 1), text: "dilation1" }],
    });
}

/** Keras: below the stride along every axis. PyTorch and ONNX: below the stride or the dilation. */
function checkOutputPad(site: TransposedSite, slides: readonly Slide[]): void {
  const { args, framework } = site;
  if (args.output_pad === undefined || framework === "caffe" || framework === "lasagne") return;
  const limits = slides.map(
    ({ stride, dilation: step }) => (framework === "keras" ? stride : Math.max(stride, step)) - 1,
  );
  const given = slides.map((_, axis) => along(args.output_pad ?? [], axis, 0));
  if (given.every((extra, axis) => extra <= limits[axis]!)) return;
  site.report("output-padding", "output_pad", {
    framework,
    given,
    limits,
    stride: slides.map((slide) => slide.stride),
    dilation: slides.map((slide) => slide.dilation),
  });
}

/** `(7 − 1)·2 − 1 − 1 + 4 + 0 = 14`, by the framework's formula. */
function sizeLine({ args, framework }: TransposedSite, slide: Slide, axis: number): string {
  const { input, stride: step, output } = slide;
  const [extent, before, after] = [slide.extent, slide.before, slide.after].map(showSize);
  const extra = args.output_pad === undefined ? undefined : along(args.output_pad, axis, 0);
  const spread = `(${showSize(input)} − 1)·${step}`;
  const result = `= ${showSize(output)}${extentNote(slide)}`;
  const same = args.pad.mode === "same" || args.pad.mode === "same_lower";
  if (same && framework !== "lasagne")
    return extra === undefined
      ? `${showSize(input)}·${step} ${result}`
      : `${spread} + ${extent} mod 2 + ${extra} ${result}`;
  if (framework === "keras" && args.pad.mode === "valid")
    return extra === undefined
      ? `${spread} + max(${extent}, ${step}) ${result}`
      : `${spread} + ${extent} + ${extra} ${result}`;
  return `${spread} − ${before} − ${after} + ${extent} + ${extra ?? 0} ${result}`;
}

/** Where PyTorch and Keras would give other sizes, or refuse. */
function differences(site: TransposedSite): string[] {
  const { args, framework } = site;
  const lines: string[] = [];
  if (args.pad.mode === "valid") {
    const sizes = (as: "pytorch" | "keras") =>
      transposedSlidesOf({ ...site, framework: as })
        .map((slide) => showSize(slide.output))
        .join("×");
    const [pytorch, keras] = [sizes("pytorch"), sizes("keras")];
    if (pytorch !== keras) lines.push(`PyTorch gives ${pytorch} here, Keras ${keras}.`);
  } else if (args.pad.mode === "same") {
    if (framework !== "pytorch") {
      const text = explicitInstead(transposedSlidesOf({ ...site, framework: null }), "same")
        .map((change) => change.text)
        .join(" ");
      lines.push(
        `PyTorch has no \`same\` here${text === "" || args.output_pad !== undefined ? "" : `: \`${text}\` gives the same size`}.`,
      );
    }
  } else if (framework !== "keras" && !isZero(args.pad)) {
    lines.push(
      `Keras has no ${args.pad.mode === "explicit" ? "explicit" : `\`${args.pad.mode}\``} padding here: \`valid\` and a \`crop\` line do the same.`,
    );
  }
  if (framework !== "keras" && args.groups > 1) lines.push("Keras has no groups here.");
  const dilated = args.stride.some((step) => step > 1) && args.dilation.some((step) => step > 1);
  if (framework !== "keras" && dilated)
    lines.push(`${frameworkName("keras")} refuses a stride together with a dilation.`);
  return lines;
}
