// The words that begin a line without being a layer.

export const DIRECTIVE_NAMES: ReadonlySet<string> = new Set([
  "input",
  "output",
  "from",
  "in",
  "expect",
  "budget",
  "framework",
  "dtype",
  "batch",
  "optimizer",
  "reuse",
  "residual",
]);
