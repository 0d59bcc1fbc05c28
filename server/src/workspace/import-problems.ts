// What is wrong with the imports of a file: those that bring nothing, and those that nothing uses.

import { problem } from "../base/problem";
import { definesAny } from "./home";
import type { PlacedFact } from "./problems";
import type { Program } from "./program";

export function importProblems({ document, imports }: Program): PlacedFact[] {
  const { statements, lines } = document.sequence;
  if (imports.files.size === 0 && imports.faults.size === 0) return [];
  const found: PlacedFact[] = [];
  for (const index of document.declarations.indices) {
    const statement = statements.at(index)!;
    if (statement.type !== "import") continue;
    const line = lines[index]!;
    const fact = imports.faults.get(statement.path);
    const home = imports.files.get(statement.path);
    // What nothing uses may be removed, which ends the limit too.
    const removable = !fact || fact.code === "import-limit";
    if (removable && home && !statements.some(({ words }) => definesAny(home, words))) {
      const data = { what: "import", name: statement.path };
      found.push({ line, problem: problem("unused", statement.pathSpan, data) });
    } else if (fact) found.push({ line, problem: { fact, span: statement.pathSpan } });
  }
  return found;
}
