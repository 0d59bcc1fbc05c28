// What is wrong with the imports of a file: those that bring nothing, and those that nothing uses.

import { problem } from "../base/problem";
import { type FileHome, type Imports, namesOf } from "./home";
import type { PlacedFact } from "./problems";
import type { Program } from "./program";

export function importProblems({ document, imports }: Program): PlacedFact[] {
  const { statements, lines } = document.sequence;
  if (imports.files.size === 0 && imports.faults.size === 0) return [];
  const found: PlacedFact[] = [];
  const idle = idleHomes(document.sequence.statements, imports);
  for (const index of document.declarations.indices) {
    const statement = statements.at(index)!;
    if (statement.type !== "import") continue;
    const line = lines[index]!;
    const fact = imports.faults.get(statement.path);
    const home = imports.files.get(statement.path);
    // What nothing uses may be removed, which ends the limit too.
    const removable = !fact || fact.code === "import-limit";
    if (removable && home && idle.has(home)) {
      const data = { what: "import", name: statement.path };
      found.push({ line, problem: problem("unused", statement.pathSpan, data) });
    } else if (fact) found.push({ line, problem: { fact, span: statement.pathSpan } });
  }
  return found;
}

/** The homes that define none of the words of a file; each word is looked up once. */
function idleHomes(
  statements: Program["document"]["sequence"]["statements"],
  imports: Imports,
): Set<FileHome> {
  const idle = new Set(imports.files.values());
  if (idle.size === 0) return idle;
  const definers = definersOf(imports);
  const seen = new Set<string>();
  for (const { words } of statements) {
    for (const word of words) {
      if (seen.has(word)) continue;
      seen.add(word);
      for (const home of definers.get(word) ?? []) idle.delete(home);
    }
    if (idle.size === 0) break;
  }
  return idle;
}

/** Which homes define a name: kept with the imports, as it is asked for at every key. */
const known = new WeakMap<Imports, ReadonlyMap<string, readonly FileHome[]>>();

function definersOf(imports: Imports): ReadonlyMap<string, readonly FileHome[]> {
  let definers = known.get(imports);
  if (definers === undefined) {
    definers = definersAmong(new Set(imports.files.values()));
    known.set(imports, definers);
  }
  return definers;
}

function definersAmong(homes: Iterable<FileHome>): Map<string, FileHome[]> {
  const definers = new Map<string, FileHome[]>();
  for (const home of homes) {
    for (const name of namesOf(home)) {
      const others = definers.get(name);
      if (others) others.push(home);
      else definers.set(name, [home]);
    }
  }
  return definers;
}
