// `dense-flattens`: a dense layer on a feature map, which this language flattens and PyTorch and Keras do not.

import type { Size } from "../base/whole";
import { type Framework, frameworkName } from "../catalogue/framework";
import { formatShape, type Shape } from "../catalogue/shape";
import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "dense-flattens": { readonly framework: Framework; readonly input: Shape; readonly inputs: Size };
  }
}

export const denseFlattens = defineDiagnostic({
  code: "dense-flattens",
  severity: "information",
  title: "A dense layer flattens the map before it",
  message: ({ framework, input, inputs }) =>
    `\`dense\` flattens the ${formatShape(input)} before it to ${term(inputs)} inputs; ${frameworkName(framework)} would act on the last axis: write \`flatten\` before it, or \`axis=channels\`.`,
  page: [
    "In this language `dense` on a feature map sees all of its numbers, as a network is written in a paper. `nn.Linear` in PyTorch and `Dense` in Keras act on the last axis instead and leave the others in place.",
    "Write `flatten` before it, so that the text says what the code will, or `axis=channels` where each position is meant.",
  ],
  example: "framework keras\ninput 7x7x64\ndense 10",
  repaired: "framework keras\ninput 7x7x64\nflatten\ndense 10",
  fixes: ({ inputs }, { span, layer }) => {
    if (layer === null) return [];
    const at = { line: span.line, start: span.start, endLine: span.line, end: span.start };
    const output = layer.probe({ axis: "channels" }).output;
    return [
      { title: `\`flatten\` before it: ${term(inputs)} inputs`, edits: [{ span: at, text: "flatten -> " }] },
      { title: `\`axis=channels\`: ${formatShape(output)}`, edits: [layer.write("axis", "axis=channels")] },
    ];
  },
});
