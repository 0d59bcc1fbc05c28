// The known name that a mistyped one most likely meant.

import { MOST_NAMES } from "./few";

/**
 * Up to `limit` candidates, each once, within a third of the length of the word in edits, nearest first; case counts half an
 * edit, and what is missing at the end of a word that has begun about one.
 */
export function nearestNames(
  word: string,
  candidates: readonly Name[] | Iterable<string>,
  limit = 3,
): readonly string[] {
  const among = areNames(candidates) ? candidates : namesOf(candidates);
  const key = `${among.length} ${word}`;
  const before = answers.get(key);
  if (before?.limit === limit && isSame(before.among, among)) return before.nearest;
  const nearest = lookFor(word, among, limit);
  if (answers.size === REMEMBERED) answers.clear();
  answers.set(key, { among, limit, nearest });
  return nearest;
}

interface Answer {
  readonly among: readonly Name[];
  readonly limit: number;
  readonly nearest: readonly string[];
}

/** The last answers, by the word and how many names there are: what a repeat holds is asked for ten thousand times. */
const answers = new Map<string, Answer>();
const REMEMBERED = 16;

function isSame(names: readonly Name[], others: readonly Name[]): boolean {
  if (names === others) return true;
  return names.length === others.length && names.every(({ text }, index) => text === others[index]!.text);
}

function areNames(candidates: readonly Name[] | Iterable<string>): candidates is readonly Name[] {
  return Array.isArray(candidates) && candidates[0] instanceof Candidate;
}

/** A name that words may be compared with, again and again. */
export type Name = Candidate;

/** A name to be compared with more than one word. */
export function nameOf(text: string): Name {
  return new Candidate(text);
}

/** Names to be compared with more than one word. */
export function namesOf(texts: Iterable<string>): Name[] {
  return Array.from(texts, nameOf);
}

/** Spelled when it is first compared: it may be long, and most differ in their first letter or their length. */
class Candidate {
  private spelled: Uint16Array | null = null;
  /** A bit for each letter that it has. */
  private bits = 0;

  constructor(readonly text: string) {}

  /** Its letters, whatever their case. */
  get letters(): Uint16Array {
    this.spelled ??= lettersOf(this.text);
    return this.spelled;
  }

  get mask(): number {
    if (this.bits === 0) this.bits = maskOf(this.letters);
    return this.bits;
  }
}

const lowered = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

function lettersOf(name: string): Uint16Array {
  const small = name.toLowerCase();
  const letters = new Uint16Array(small.length);
  for (let at = 0; at < small.length; at++) letters[at] = small.charCodeAt(at);
  return letters;
}

/** A bit for each letter; some share one. */
function maskOf(letters: Uint16Array): number {
  let mask = 0;
  for (const letter of letters) mask |= 1 << (letter & 31);
  return mask;
}

/** How often a word has each letter; those that are not of ASCII share places. */
function countsOf(word: Uint16Array): Int32Array {
  const counts = new Int32Array(128);
  for (const letter of word) counts[letter & 127]!++;
  return counts;
}

function bitsIn(mask: number): number {
  let pairs = mask - ((mask >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function lookFor(word: string, candidates: readonly Name[], limit: number): string[] {
  const wanted = new Wanted(word);
  const best: { name: string; cost: number }[] = [];
  // No more is looked for than what is nearer than the last of those that are told.
  let bound = Math.max(1, Math.floor(word.length / 3)) + 0.5;
  for (const candidate of candidates) {
    const cost = wanted.costOf(candidate, bound);
    if (cost > bound) continue;
    const name = candidate.text;
    if (best.some((other) => other.name === name)) continue;
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

/** Letters past which a word is nobody's slip: it is taken for the name that it is or begins, and for no other. */
const LONGEST = 64;

/** The word that is looked for: its letters, and the rows of the table of edits. */
class Wanted {
  private readonly word: Uint16Array;
  private readonly mask: number;
  private counts: Int32Array | null = null;
  private rows: readonly [Int32Array, Int32Array, Int32Array] | null = null;

  constructor(word: string) {
    this.word = lettersOf(word);
    this.mask = maskOf(this.word);
  }

  /** What a name costs; more than the bound may come out as infinity. */
  costOf(candidate: Name, bound: number): number {
    const { word } = this;
    const name = candidate.text;
    const most = Math.floor(bound);
    // Lowered, a name has no fewer letters: one that is too long can only go on from the word.
    if (name.length > word.length + most && !this.mayBegin(name)) return Number.POSITIVE_INFINITY;
    const { letters } = candidate;
    if (letters.length >= word.length && this.begins(letters)) {
      if (letters.length === word.length) return 0.1;
      if (word.length >= BEGINNING) return 1 + (letters.length - word.length) / 100;
    }
    if (word.length > LONGEST || Math.abs(letters.length - word.length) > most)
      return Number.POSITIVE_INFINITY;
    // A letter that one of the two has alone takes an edit, which may do away with one that the other has alone.
    const { mask } = candidate;
    if (bitsIn(mask & ~this.mask) > most || bitsIn(this.mask & ~mask) > most) return Number.POSITIVE_INFINITY;
    return this.foreign(letters) > most ? Number.POSITIVE_INFINITY : this.edits(letters, most);
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

  /** How many letters one of the two has more often than the other: each takes an edit. */
  private foreign(letters: Uint16Array): number {
    const { word } = this;
    this.counts ??= countsOf(word);
    const counts = this.counts;
    let common = 0;
    for (const letter of letters) if (counts[letter & 127]!-- > 0) common++;
    for (const letter of letters) counts[letter & 127]!++;
    return Math.max(word.length, letters.length) - common;
  }

  /** Whether a name that is no shorter begins with the word. */
  private begins(letters: Uint16Array): boolean {
    const { word } = this;
    for (let at = 0; at < word.length; at++) if (letters[at] !== word[at]) return false;
    return true;
  }

  /**
   * Edits between the two: insert, delete, replace, or swap two neighbours (optimal string alignment). As no more than
   * `most` are of interest, only the cells that are so near to the diagonal are filled.
   */
  private edits(letters: Uint16Array, most: number): number {
    const { word } = this;
    const far = most + 1;
    const size = word.length;
    const { length } = letters;
    this.rows ??= [new Int32Array(size + 1), new Int32Array(size + 1), new Int32Array(size + 1)];
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
