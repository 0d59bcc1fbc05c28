// How texts call one executed layer.

import type { Instance } from "../analysis/instances";
import { grouped } from "../base/whole";

/** `conv (line 3)`, `conv (line 3 in unit#2)`. */
export function instanceText({ part, line: at, path }: Instance): string {
  return `${part.kind.kind} (line ${grouped(at + 1)}${path ? ` in ${path}` : ""})`;
}
