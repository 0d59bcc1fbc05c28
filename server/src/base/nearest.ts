// The known name that a mistyped one most likely meant.

import { MOST_NAMES } from "./few";

/**
 * Up to `limit` candidates within a third of the word's length in edits, nearest first; case counts half an edit, and what
 * is missing at the end of a word that has begun about one.
 */
export function nearestNames(word: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const among = [...candidates];
  const key = `${among.length} ${word}`;
  const before = answers.get(key);
  if (before?.limit === limit && isSame(before.among, among)) return before.nearest;
  const nearest = lookFor(word, among, limit);
  if (answers.size === REMEMBERED) answers.clear();
  answers.set(key, { among, limit, nearest });
  return nearest;
}

interface Answer {
  readonly among: readonly string[];
  readonly limit: number;
  readonly nearest: readonly string[];
}

/** The last answers, by the word and how many names there are: what a repeat holds is asked for ten thousand times. */
const answers = new Map<string, Answer>();
const REMEMBERED = 16;

function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name, index) => name === others[index]);
}

function lookFor(word: string, candidates: readonly string[], limit: number): string[] {
  const wanted = new Wanted(word);
  const best: { name: string; cost: number }[] = [];
  // No more is looked for than what is nearer than the last of those that are told.
  let bound = Math.max(1, Math.floor(word.length / 3)) + 0.5;
  for (const name of candidates) {
    const cost = wanted.costOf(name, bound);
    if (cost > bound) continue;
    let at = best.length;
    while (at > 0 && isBefore(cost, name, best[at - 1]!)) at--;
    best.splice(at, 0, { name, cost });
    if (best.length > limit) best.pop();
    if (best.length === limit) bound = best[limit - 1]!.cost;
  }
  return best.map((entry) => entry.name);
}

function isBefore(
  cost: number,
  name: string,
  other: { readonly name: string; readonly cost: number },
): boolean {
  return cost < other.cost || (cost === other.cost && name < other.name);
}

/** Letters from which on a word is taken for the beginning of a longer one. */
const BEGINNING = 3;

/** The codes of a name's letters, whatever their case; one room for all names, as they are many. */
let letters = new Uint16Array(64);

const lowered = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

/** Fills the room with a name's letters. Returns how many they are. */
function spell(name: string): number {
  if (letters.length < name.length) letters = new Uint16Array(2 * name.length);
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code > 127) return spellLowered(name.toLowerCase());
    letters[at] = lowered(code);
  }
  return name.length;
}

function spellLowered(name: string): number {
  if (letters.length < name.length) letters = new Uint16Array(2 * name.length);
  for (let at = 0; at < name.length; at++) letters[at] = name.charCodeAt(at);
  return name.length;
}

/** The word that is looked for: its letters, and the rows of the table of edits. */
class Wanted {
  private readonly word: Uint16Array;
  /** How often it has each letter; those that are not of ASCII share places. */
  private readonly counts = new Int32Array(128);
  private readonly rows: readonly [Int32Array, Int32Array, Int32Array];

  constructor(word: string) {
    const length = spell(word);
    this.word = letters.slice(0, length);
    for (const letter of this.word) this.counts[letter & 127]!++;
    const width = length + 1;
    this.rows = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
  }

  /** What a name costs; more than the bound may come out as infinity. */
  costOf(name: string, bound: number): number {
    const { word } = this;
    const most = Math.floor(bound);
    // Lowered, a name has no fewer letters: one that is too long can only go on from the word.
    if (name.length > word.length + most && !this.mayBegin(name)) return Number.POSITIVE_INFINITY;
    const length = spell(name);
    let same = 0;
    while (same < word.length && same < length && word[same] === letters[same]) same++;
    if (same === word.length) {
      if (same === length) return 0.1;
      if (same >= BEGINNING) return 1 + (length - same) / 100;
    }
    if (Math.abs(length - word.length) > most) return Number.POSITIVE_INFINITY;
    return this.foreign(length) > most ? Number.POSITIVE_INFINITY : this.edits(length, most);
  }

  /** Whether a name begins with the word, as far as that can be told without spelling it: most differ at once. */
  private mayBegin(name: string): boolean {
    const { word } = this;
    for (let at = 0; at < word.length; at++) {
      const code = name.charCodeAt(at);
      if (code > 127) return true;
      if (lowered(code) !== word[at]) return false;
    }
    return true;
  }

  /** How many letters one of the two has that the other has not: each takes an edit. */
  private foreign(length: number): number {
    const { counts, word } = this;
    let common = 0;
    for (let at = 0; at < length; at++) if (counts[letters[at]! & 127]!-- > 0) common++;
    for (let at = 0; at < length; at++) counts[letters[at]! & 127]!++;
    return Math.max(word.length, length) - common;
  }

  /**
   * Edits between the two: insert, delete, replace, or swap two neighbours (optimal string alignment). As no more than
   * `most` are of interest, only the cells that are so near to the diagonal are filled.
   */
  private edits(length: number, most: number): number {
    const { word } = this;
    const far = most + 1;
    const size = word.length;
    let [beforeLast, last, row] = this.rows;
    for (let j = 0; j <= size; j++) last[j] = j;
    for (let i = 1; i <= length; i++) {
      const from = Math.max(1, i - most);
      const to = Math.min(size, i + most);
      row[from - 1] = from === 1 ? i : far;
      if (to < size) row[to + 1] = far;
      let least = row[from - 1]!;
      for (let j = from; j <= to; j++) {
        const letter = letters[i - 1];
        let cost = last[j - 1]! + (word[j - 1] === letter ? 0 : 1);
        if (last[j]! < cost) cost = last[j]! + 1;
        if (row[j - 1]! < cost) cost = row[j - 1]! + 1;
        if (i > 1 && j > 1 && word[j - 2] === letter && word[j - 1] === letters[i - 2])
          cost = Math.min(cost, beforeLast[j - 2]! + 1);
        row[j] = cost;
        if (cost < least) least = cost;
      }
      // A swap takes no more than one off what the row before has.
      if (least > far) return Number.POSITIVE_INFINITY;
      [beforeLast, last, row] = [last, row, beforeLast];
    }
    return last[size]!;
  }
}

/** The first of many names: those that stand nearest, where they come in that order. */
export function fewOf(names: Iterable<string>): string[] {
  const few: string[] = [];
  for (const name of names) {
    few.push(name);
    if (few.length === MOST_NAMES) break;
  }
  return few;
}
