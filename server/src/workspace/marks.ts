// Calls of one block that meet one error are told once, with the others beside the first.

import type { Span } from "../base/span";

/** The calls that meet an error which is told at the first of them. */
export class Marks {
  readonly also: { readonly name: string; readonly span: Span }[] = [];
  private readonly places = new Set<string>();

  constructor(first: Span) {
    this.places.add(`${first.line} ${first.start}`);
  }

  add(name: string, span: Span): void {
    const place = `${span.line} ${span.start}`;
    if (this.places.has(place)) return;
    this.places.add(place);
    this.also.push({ name, span });
  }
}
