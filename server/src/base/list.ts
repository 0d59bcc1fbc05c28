// Lists as long as a file, of which an edit makes another at the cost of what it changes, not of their length.

/** What is asked of a list, whether it is an array or one that edits have been at: both answer alike to whole numbers. */
export interface List<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  slice(start?: number, end?: number): T[];
  entries(): IterableIterator<[number, T]>;
  indexOf(element: T): number;
  map<R>(change: (element: T, index: number) => R): R[];
  flatMap<R>(change: (element: T, index: number) => R | readonly R[]): R[];
  some(test: (element: T) => boolean): boolean;
  every(test: (element: T) => boolean): boolean;
}

/** So many elements stand together; a change copies one such chunk, and the list of chunks. */
const CHUNK = 128;

class ChunkedList<T> implements List<T> {
  /** The chunk that was asked for last: who goes through a list asks for its neighbours. */
  private recent = 0;

  /** `starts` has the index of each chunk's first element, and at its end the length. */
  constructor(
    readonly chunks: readonly (readonly T[])[],
    readonly starts: readonly number[],
  ) {}

  get length(): number {
    return this.starts[this.chunks.length]!;
  }

  at(index: number): T | undefined {
    const { starts } = this;
    const first = starts[this.recent]!;
    if (index >= first && index < starts[this.recent + 1]!) return this.chunks[this.recent]![index - first];
    if (index < 0) return index >= -this.length ? this.at(index + this.length) : undefined;
    if (index >= this.length) return undefined;
    const chunk = chunkAt(starts, index);
    this.recent = chunk;
    return this.chunks[chunk]![index - starts[chunk]!];
  }

  slice(start = 0, end = this.length): T[] {
    const found: T[] = [];
    const last = fromEnd(end, this.length);
    for (let index = fromEnd(start, this.length); index < last; ) {
      const chunk = chunkAt(this.starts, index);
      const from = this.starts[chunk]!;
      const elements = this.chunks[chunk]!;
      for (const stop = Math.min(last - from, elements.length); index - from < stop; index++)
        found.push(elements[index - from]!);
    }
    return found;
  }

  *[Symbol.iterator](): Generator<T> {
    for (const chunk of this.chunks) yield* chunk;
  }

  *entries(): Generator<[number, T]> {
    let index = 0;
    for (const chunk of this.chunks) for (const element of chunk) yield [index++, element];
  }

  indexOf(element: T): number {
    for (const [chunk, elements] of this.chunks.entries()) {
      const index = elements.indexOf(element);
      if (index >= 0) return this.starts[chunk]! + index;
    }
    return -1;
  }

  map<R>(change: (element: T, index: number) => R): R[] {
    return this.slice().map((element, index) => change(element, index));
  }

  flatMap<R>(change: (element: T, index: number) => R | readonly R[]): R[] {
    return this.slice().flatMap((element, index) => change(element, index));
  }

  some(test: (element: T) => boolean): boolean {
    return this.chunks.some((chunk) => chunk.some((element) => test(element)));
  }

  every(test: (element: T) => boolean): boolean {
    return this.chunks.every((chunk) => chunk.every((element) => test(element)));
  }
}

/** An index of a slice, which counts from the end where it is negative. */
function fromEnd(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

/** The list with the elements from `from` to `to` replaced. */
export function spliced<T>(list: List<T>, from: number, to: number, added: readonly T[]): List<T> {
  if (from === to && added.length === 0) return list;
  const { chunks, starts } = list instanceof ChunkedList ? (list as ChunkedList<T>) : chunked(list.slice());
  const first = chunkAt(starts, from);
  const last = Math.max(first, chunkAt(starts, Math.max(from, to - 1)));
  if (first === last && added.length === to - from) return replaced(chunks, starts, first, from, added);
  const before = chunks[first]?.slice(0, from - starts[first]!) ?? [];
  const after = chunks[last]?.slice(to - starts[last]!) ?? [];
  let next = last + 1;
  const middle = before.concat(added, after);
  // What has become short is put together with what follows, so that chunks stay few.
  if (middle.length < CHUNK / 4 && next < chunks.length) middle.push(...chunks[next++]!);
  const all = chunks.slice(0, first).concat(pieces(middle), chunks.slice(next));
  return new ChunkedList(all, startsOf(all));
}

function chunksOf<T>(list: List<T>): readonly (readonly T[])[] {
  return list instanceof ChunkedList ? list.chunks : [];
}

/** How many elements two lists have in common from the start. What they share as a chunk is not looked at. */
export function sameAtStart<T>(a: List<T>, b: List<T>): number {
  let index = 0;
  const [mine, theirs] = [chunksOf(a), chunksOf(b)];
  for (let chunk = 0; chunk < mine.length && mine[chunk] === theirs[chunk]; chunk++)
    index += mine[chunk]!.length;
  const most = Math.min(a.length, b.length);
  while (index < most && a.at(index) === b.at(index)) index++;
  return index;
}

/** How many of at most `most` elements two lists have in common from the end. */
export function sameAtEnd<T>(a: List<T>, b: List<T>, most: number): number {
  let count = 0;
  const [mine, theirs] = [chunksOf(a), chunksOf(b)];
  for (let back = 1; back <= mine.length; back++) {
    const chunk = mine[mine.length - back]!;
    if (chunk !== theirs[theirs.length - back] || count + chunk.length > most) break;
    count += chunk.length;
  }
  const [ends, others] = [a.length - 1, b.length - 1];
  while (count < most && a.at(ends - count) === b.at(others - count)) count++;
  return count;
}

/** As many elements in the place of others, all in one chunk, as most edits are. */
function replaced<T>(
  chunks: readonly (readonly T[])[],
  starts: readonly number[],
  chunk: number,
  from: number,
  added: readonly T[],
): List<T> {
  const elements = chunks[chunk]!.slice();
  for (let index = 0; index < added.length; index++) elements[from - starts[chunk]! + index] = added[index]!;
  const all = chunks.slice();
  all[chunk] = elements;
  return new ChunkedList(all, starts);
}

/** A list of the elements, cut into chunks. */
function chunked<T>(elements: readonly T[]): ChunkedList<T> {
  const chunks = pieces(elements);
  return new ChunkedList(chunks, startsOf(chunks));
}

/** Pieces that are chunks; one that has grown is only cut when it is twice as long. */
function pieces<T>(elements: readonly T[]): (readonly T[])[] {
  if (elements.length === 0) return [];
  if (elements.length <= 2 * CHUNK) return [elements];
  const cut: (readonly T[])[] = [];
  for (let at = 0; at < elements.length; at += CHUNK) cut.push(elements.slice(at, at + CHUNK));
  return cut;
}

function startsOf(chunks: readonly (readonly unknown[])[]): number[] {
  const starts = new Array<number>(chunks.length + 1).fill(0);
  for (let index = 0; index < chunks.length; index++)
    starts[index + 1] = starts[index]! + chunks[index]!.length;
  return starts;
}

/** The chunk that an index is in, or stands at the end of. */
function chunkAt(starts: readonly number[], index: number): number {
  let [low, high] = [0, Math.max(0, starts.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether two arrays have the same elements in the same order. */
export function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
