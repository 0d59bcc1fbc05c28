// `gru-reset`: PyTorch's GRU always resets after its product.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "gru-reset": Readonly<Record<string, never>>;
  }
}

export const gruReset = defineDiagnostic({
  code: "gru-reset",
  severity: "error",
  title: "PyTorch's GRU cannot reset before its product",
  message: () =>
    "PyTorch's `GRU` resets the state after it is multiplied and has no other form: leave `reset_before` out.",
  page: [
    "The GRU of the first paper resets the state before it is multiplied by its weights (Keras' `reset_after=False`); the form that runs fast on GPUs resets the product. PyTorch has only that one.",
  ],
  example: "framework pytorch\ninput 28x10\ngru 20 reset_before",
  repaired: "framework pytorch\ninput 28x10\ngru 20",
  fixes: (_, { layer }) =>
    layer === null ? [] : [{ title: "Leave out `reset_before`", edits: [layer.remove("reset_before")] }],
});
