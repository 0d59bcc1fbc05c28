// What a file says of the whole of it: whose rules hold, and what figures of memory assume. The lines that say so are
// read as the analysis reads them, so that what is told of one and what comes of it are the same.

import { fileContext } from "../analysis/context";
import { DTYPES, OPTIMIZERS, said } from "../analysis/directives";
import { Spending } from "../analysis/effort";
import type { Followed } from "../analysis/follow";
import { Progress } from "../analysis/progress";
import { lowerBound } from "../base/selection";
import { type Framework, isFramework } from "../catalogue/framework";
import type { Home } from "../model/definition";
import { Scope } from "../model/scope";
import type { StatementOf, Step } from "../syntax/ast";
import { HEADER } from "../syntax/build";
import type { SourceDocument } from "../syntax/document";
import type { Settings } from "./program";

/** What the file (or the host) says of the whole: what counts as a byte, and how much at once. */
export interface Header {
  readonly framework: Framework | null;
  readonly dtype: string;
  readonly batch: number;
  readonly optimizer: string;
}

/** A step that says something of the whole file, and the line of it. */
export interface Saying {
  readonly step: Step;
  readonly statement: StatementOf<"line">;
  /** The index of its statement. */
  readonly index: number;
}

/** All steps at the top level that say something of the whole file; one without an argument is still being typed. */
export function sayingsOf({ declarations: { list, indices } }: SourceDocument): readonly Saying[] {
  const found: Saying[] = [];
  for (const index of indices) {
    const statement = list.at(index)!;
    if (statement.type !== "line") continue;
    for (const step of statement.steps)
      if (HEADER.has(step.name.text) && step.arguments.length > 0) found.push({ step, statement, index });
  }
  return found;
}

/** The first of each word counts. */
function firstOf(sayings: readonly Saying[], word: string): Saying | undefined {
  return sayings.find(({ step }) => step.name.text === word);
}

/** Whose rules hold: no name has to be known for it. */
export function frameworkOf(sayings: readonly Saying[], settings: Settings): Framework | null {
  if (settings.framework !== undefined) return settings.framework;
  const [argument] = firstOf(sayings, "framework")?.step.arguments ?? [];
  const own = argument?.type === "word" ? argument.word.text : "";
  return isFramework(own) ? own : (settings.defaultFramework ?? null);
}

/** The header of a file whose statements have been run; the one before, where it says the same. */
export function headerOf(
  sayings: readonly Saying[],
  framework: Framework | null,
  settings: Settings,
  followed: Followed,
  home: Home,
  previous: Header | null,
): Header {
  const value = (word: string): string | number | null => {
    const saying = firstOf(sayings, word);
    if (saying === undefined) return null;
    const progress = new Progress({ current: null, scope: scopeAt(saying, followed) });
    return said(saying.step, progress, fileContext(framework, home, Spending.anew()));
  };
  const word = (given: string | number | null | undefined, known: readonly string[]): string =>
    typeof given === "string" && known.includes(given) ? given : known[0]!;
  const batch = settings.batch ?? value("batch");
  const header: Header = {
    framework,
    dtype: word(settings.dtype ?? value("dtype"), Object.keys(DTYPES)),
    batch: typeof batch === "number" && Number.isSafeInteger(batch) && batch >= 1 ? batch : 1,
    optimizer: word(value("optimizer"), OPTIMIZERS),
  };
  return previous && sameHeader(header, previous) ? previous : header;
}

function sameHeader(a: Header, b: Header): boolean {
  return (
    a.framework === b.framework && a.dtype === b.dtype && a.batch === b.batch && a.optimizer === b.optimizer
  );
}

/** The names that a line uses, as they are where it stands. */
function scopeAt({ statement, index }: Saying, { names, start }: Followed): Scope {
  let scope = Scope.EMPTY;
  for (const word of statement.words) {
    const placed = names.list(word);
    const before = lowerBound(
      placed.map((each) => each.index),
      index,
    );
    const entry = placed[before - 1]?.entry ?? start.lookup(word);
    if (entry) scope = scope.with(entry);
  }
  return scope;
}
