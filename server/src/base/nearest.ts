// The known name that a mistyped one most likely meant.

/**
 * Up to `limit` candidates within a third of the word's length in edits, nearest first; case counts half an edit, and what
 * is missing at the end of a word that has begun about one.
 */
export function nearestNames(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const bound = Math.max(1, Math.floor(word.length / 3)) + 0.5;
  const scored: { name: string; cost: number }[] = [];
  const wanted = word.toLowerCase();
  for (const name of candidates) {
    const cost = costOf(wanted, name.toLowerCase(), bound);
    if (cost <= bound) scored.push({ name, cost });
  }
  scored.sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1));
  return scored.slice(0, limit).map((entry) => entry.name);
}

/** Letters from which on a word is taken for the beginning of a longer one. */
const BEGINNING = 3;

function costOf(word: string, name: string, bound: number): number {
  if (word === name) return 0.1;
  if (word.length >= BEGINNING && name.startsWith(word)) return 1 + (name.length - word.length) / 100;
  return Math.abs(name.length - word.length) > bound
    ? Number.POSITIVE_INFINITY
    : editDistance(word, name, bound);
}

/**
 * Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment). More than the
 * bound may come out as infinity.
 */
export function editDistance(a: string, b: string, bound = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    // A swap takes no more than one off what the row before has.
    if (least > bound + 1) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** Of the user's own names, so many are looked at. */
const MOST_NAMES = 500;

/** The first of many names: those that stand nearest, where they come in that order. */
export function fewOf(names: Iterable<string>): string[] {
  const few: string[] = [];
  for (const name of names) {
    few.push(name);
    if (few.length === MOST_NAMES) break;
  }
  return few;
}
