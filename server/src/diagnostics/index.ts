// Every diagnostic, by its code: the type demands an entry for each.

import type { Code } from "../base/problem";
import type { Diagnostic } from "./diagnostic";
import { emptyOutput } from "./empty-output";

export const DIAGNOSTICS = {
  "empty-output": emptyOutput,
} satisfies { readonly [C in Code]: Diagnostic<C> };
