// `reshape-elements`: a reshape to another number of elements.

import { elementsOf, formatShape, type Shape, shapeOf } from "../catalogue/shape";
import { term } from "../catalogue/wording";
import { defineDiagnostic, type Fix, type LayerContext } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "reshape-elements": { readonly input: Shape; readonly target: Shape };
  }
}

/** The target with one axis made so that the elements come out, as it would be written. */
function candidates(input: Shape, target: Shape): string[] {
  const total = elementsOf(input);
  const sizes = [...target.spatial, target.channels];
  const texts = sizes.flatMap((_, axis) => {
    const others = sizes.filter((_, at) => at !== axis);
    const product = elementsOf(shapeOf(others.slice(1), others[0] ?? 1));
    if (total === null || product === null || !(product > 0) || total % product !== 0) return [];
    return [sizes.map((size, at) => (at === axis ? total / product : size)).join("x")];
  });
  return [...new Set(texts.filter((text) => !text.includes("Infinity")))];
}

function fixesOf(input: Shape, target: Shape, layer: LayerContext): Fix[] {
  return candidates(input, target).map((text) => {
    const [lone] = text.split("x");
    const title = text === lone ? `\`${text}\`: a vector` : `\`${text}\`: ${text.replaceAll("x", "×")}`;
    return { title, edits: [layer.write("shape", text)] };
  });
}

export const reshapeElements = defineDiagnostic({
  code: "reshape-elements",
  severity: "error",
  title: "A reshape changes the number of elements",
  message({ input, target }) {
    const total = term(elementsOf(input));
    const open = [...target.spatial, target.channels].includes(null);
    return open
      ? `${formatShape(input)} holds ${total} elements, which do not divide into ${formatShape(target)}: choose sizes whose product divides ${total}.`
      : `${formatShape(input)} holds ${total} elements, ${formatShape(target)} ${term(elementsOf(target))}: a reshape keeps their number.`;
  },
  page: [
    "A reshape only reads the same numbers in another arrangement, so the product of all sizes stays the same. One size may be `?`: it takes what remains.",
  ],
  example: "input 7x7x64\nreshape 49x32",
  repaired: "input 7x7x64\nreshape 49x64",
  fixes: ({ input, target }, { layer }) => (layer === null ? [] : fixesOf(input, target, layer)),
});
