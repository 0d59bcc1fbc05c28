// Sums of parameters as hints, hovers and lenses write them: never exact-looking over something unknown.

import { knownParametersOf, type Totals } from "../analysis/totals";
import { grouped } from "../base/whole";

/** `3,000`; `≥ 3,000` where some are not known, and `?` where none is. */
export function parametersText(totals: Totals): string {
  const known = knownParametersOf(totals);
  if (totals.unknownParameters === 0) return grouped(known);
  return known === 0 ? "?" : `≥ ${grouped(known)}`;
}

/** `3,000 parameters`, `1 parameter`. */
export function withNoun(totals: Totals): string {
  const text = parametersText(totals);
  return `${text} ${text === "1" ? "parameter" : "parameters"}`;
}
