// Lines that mean or count something different in PyTorch and Keras are listed on request, each at its place.

import { describe, expect, test } from "vitest";
import { readNetwork } from "./support/network";

/** The listed lines as `line:column message`, without the layer's introduction. */
const listed = (text: string) =>
  readNetwork(text, { portable: true })
    .problems.filter(({ code }) => code === "not-portable")
    .map(({ span, message }) => `${span.line + 1}:${span.start + 1} ${message.replace(/^.*? Keras\. /, "")}`);

describe("what differs between PyTorch and Keras", () => {
  test("is not told unless asked for", () => {
    expect(readNetwork("input 8x8x4\nprelu").problems).toEqual([]);
  });

  test("is what one of them refuses", () => {
    expect(listed("input 8x8x4\nconv 8 3x3 stride2 same")).toEqual([
      expect.stringMatching(/^2:1 PyTorch refuses `same` with stride 2/),
    ]);
    expect(listed("input 8x8x4\nupsample 1.5")).toEqual([
      expect.stringMatching(/^2:1 Keras upsamples by whole/),
    ]);
  });

  test("is what they count", () => {
    expect(listed("input 8x8x4\nprelu")).toEqual(["2:1 PyTorch counts 1 parameter, Keras 256."]);
    expect(listed("input 8x8x4\nconv 8 3x3 bn relu")).toEqual([
      "2:12 Keras counts 16 non-trainable parameters, PyTorch none.",
    ]);
    expect(listed("input 7x10\nlstm 20")).toEqual(["2:1 PyTorch counts 2,560 parameters, Keras 2,480."]);
  });

  test("is the size that comes out", () => {
    expect(listed("input 4x4x3\nconv_transpose 8 2x2 stride3")).toEqual([
      "2:1 PyTorch gives 11×11×8, Keras 12×12×8.",
    ]);
  });

  test("is what agrees in its numbers only", () => {
    expect(listed("input 8x8x4\nflatten")).toEqual([
      expect.stringMatching(/^2:1 PyTorch goes channel by channel/),
    ]);
    expect(listed("input 8x8x4\nleaky_relu -> leaky_relu 0.1")).toEqual([
      expect.stringMatching(/^2:1 Unless given/),
    ]);
  });

  test("is what a padded max pool sees at the border", () => {
    for (const framework of ["", "framework keras\n", "framework pytorch\n"]) {
      const place = framework === "" ? "2:1" : "3:1";
      expect(listed(`${framework}input 8x8x4\nmaxpool 2 pad1`)).toEqual([
        expect.stringMatching(new RegExp(`^${place} PyTorch pads with −∞`)),
      ]);
    }
    expect(listed("input 8x8x4\navgpool 2 pad1\nmaxpool 2 pad0")).toEqual([]);
  });

  test("stands where a block writes it, or at the call of a block from elsewhere", () => {
    expect(
      listed("block unit(width) {\n  conv width 3x3 same -> prelu\n}\ninput 8x8x4\nunit 4\nunit 4"),
    ).toEqual(["2:26 PyTorch counts 1 parameter, Keras 256."]);
    expect(listed("input 8x8x4\nconv_bn_relu 8 3")).toEqual([
      "2:1 Keras counts 16 non-trainable parameters, PyTorch none.",
    ]);
  });

  test("stands where a line is run again too, whatever its block calls", () => {
    const blocks =
      "block a(n) {\n  add { | conv n 3x3 same | repeat 2 { prelu } }\n}\nblock b(n) {\n  a n\n  a n\n}";
    expect(listed(`${blocks}\ninput 8x8x4\none: b 4\nrelu\nreuse one\nreuse one`)).toEqual([
      "2:40 PyTorch counts 1 parameter, Keras 256.",
      "11:1 PyTorch counts 1 parameter, Keras 256.",
      "12:1 PyTorch counts 1 parameter, Keras 256.",
    ]);
  });

  test("is looked for in branches, repeats and networks", () => {
    const text = "network a {\n  input 8x8x4\n  repeat 2 {\n    add { | prelu | in }\n  }\n}";
    expect(listed(text)).toEqual(["4:13 PyTorch counts 1 parameter, Keras 256."]);
  });

  test("can be silenced, and is nothing in a network that both take", () => {
    expect(listed("input 8x8x4\nprelu # cnn: ignore not-portable")).toEqual([]);
    expect(listed("input 8x8x4\nconv 8 3x3 pad1 relu\nmaxpool 2\nglobal_avgpool\ndense 10 softmax")).toEqual(
      [],
    );
  });

  test("is not asked of a layer that is wrong in itself", () => {
    expect(listed("input 4x4x4\nconv 8 7x7\nprelu channels")).toEqual([]);
  });
});
