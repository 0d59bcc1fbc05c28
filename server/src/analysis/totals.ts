// Sums over layers, exact: what is known, and whether something in them is not.

import type { List } from "../base/list";
import { OVERFLOW, type Size } from "../base/whole";

/** Sums of what is known; a count in `unknown…` says how many layers are missing from them. */
export interface Totals {
  /** Executed layers. */
  readonly layers: number;
  readonly trainable: number;
  readonly nonTrainable: number;
  readonly macs: number;
  /** Elementwise operations. */
  readonly elementwise: number;
  /** Output elements of all layers. */
  readonly elements: number;
  readonly unknownParameters: number;
  readonly unknownMacs: number;
  readonly unknownElementwise: number;
  readonly unknownElements: number;
}

export const NO_TOTALS: Totals = {
  layers: 0,
  trainable: 0,
  nonTrainable: 0,
  macs: 0,
  elementwise: 0,
  elements: 0,
  unknownParameters: 0,
  unknownMacs: 0,
  unknownElementwise: 0,
  unknownElements: 0,
};

/** What something unknown adds: nothing, but no sum over it is exact. */
export const UNKNOWN_TOTALS: Totals = {
  ...NO_TOTALS,
  unknownParameters: 1,
  unknownMacs: 1,
  unknownElementwise: 1,
  unknownElements: 1,
};

const safe = (value: number): number => (value <= Number.MAX_SAFE_INTEGER ? value : OVERFLOW);

export function addTotals(a: Totals, b: Totals): Totals {
  if (a === NO_TOTALS) return b;
  if (b === NO_TOTALS) return a;
  return {
    layers: safe(a.layers + b.layers),
    trainable: safe(a.trainable + b.trainable),
    nonTrainable: safe(a.nonTrainable + b.nonTrainable),
    macs: safe(a.macs + b.macs),
    elementwise: safe(a.elementwise + b.elementwise),
    elements: safe(a.elements + b.elements),
    unknownParameters: safe(a.unknownParameters + b.unknownParameters),
    unknownMacs: safe(a.unknownMacs + b.unknownMacs),
    unknownElementwise: safe(a.unknownElementwise + b.unknownElementwise),
    unknownElements: safe(a.unknownElements + b.unknownElements),
  };
}

/** The sums of a list. */
export function sumTotals(list: readonly Totals[]): Totals {
  if (list.length <= 1) return list[0] ?? NO_TOTALS;
  const sums = new Sums();
  for (let index = 0; index < list.length; index++) sums.add(list[index]!);
  return sums.totals;
}

/** The sums over a list of what has totals, which are not put into a list: many sum them up when they are asked for them. */
export function sumOver(list: List<{ readonly totals: Totals }>): Totals {
  if (list.length <= 1) return list.at(0)?.totals ?? NO_TOTALS;
  const sums = new Sums();
  for (let index = 0; index < list.length; index++) sums.add(list.at(index)!.totals);
  return sums.totals;
}

/**
 * Sums while they are added up. A file of ten thousand lines is summed at a keystroke: in plain numbers, and with one look for
 * what is beyond exactness at the end, as no term is negative.
 */
class Sums {
  private layers = 0;
  private trainable = 0;
  private nonTrainable = 0;
  private macs = 0;
  private elementwise = 0;
  private elements = 0;
  private unknownParameters = 0;
  private unknownMacs = 0;
  private unknownElementwise = 0;
  private unknownElements = 0;

  add(more: Totals): void {
    this.layers += more.layers;
    this.trainable += more.trainable;
    this.nonTrainable += more.nonTrainable;
    this.macs += more.macs;
    this.elementwise += more.elementwise;
    this.elements += more.elements;
    this.unknownParameters += more.unknownParameters;
    this.unknownMacs += more.unknownMacs;
    this.unknownElementwise += more.unknownElementwise;
    this.unknownElements += more.unknownElements;
  }

  get totals(): Totals {
    return {
      layers: safe(this.layers),
      trainable: safe(this.trainable),
      nonTrainable: safe(this.nonTrainable),
      macs: safe(this.macs),
      elementwise: safe(this.elementwise),
      elements: safe(this.elements),
      unknownParameters: safe(this.unknownParameters),
      unknownMacs: safe(this.unknownMacs),
      unknownElementwise: safe(this.unknownElementwise),
      unknownElements: safe(this.unknownElements),
    };
  }
}

export function scaleTotals(totals: Totals, times: number): Totals {
  if (times === 1) return totals;
  if (times === 0) return NO_TOTALS;
  return {
    layers: safe(totals.layers * times),
    trainable: safe(totals.trainable * times),
    nonTrainable: safe(totals.nonTrainable * times),
    macs: safe(totals.macs * times),
    elementwise: safe(totals.elementwise * times),
    elements: safe(totals.elements * times),
    unknownParameters: safe(totals.unknownParameters * times),
    unknownMacs: safe(totals.unknownMacs * times),
    unknownElementwise: safe(totals.unknownElementwise * times),
    unknownElements: safe(totals.unknownElements * times),
  };
}

/** All parameters; null where some are not known. */
export function parametersOf(totals: Totals): Size {
  return totals.unknownParameters > 0 ? null : safe(totals.trainable + totals.nonTrainable);
}

/** The parameters that are known: a lower bound. */
export function knownParametersOf(totals: Totals): number {
  return safe(totals.trainable + totals.nonTrainable);
}

export function macsOf(totals: Totals): Size {
  return totals.unknownMacs > 0 ? null : totals.macs;
}

/** Whether some sum is beyond what is exact. */
export function isOverflow(totals: Totals): boolean {
  const { layers, trainable, nonTrainable, macs, elementwise, elements } = totals;
  const { unknownParameters, unknownMacs, unknownElementwise, unknownElements } = totals;
  const known = layers + trainable + nonTrainable + macs + elementwise + elements;
  return known + unknownParameters + unknownMacs + unknownElementwise + unknownElements === OVERFLOW;
}

/** What is counted of a network and cannot be told, as it is beyond what is exact; null where all can. */
export function uncountable({ trainable, nonTrainable, macs }: Totals): "params" | "macs" | null {
  if (safe(trainable + nonTrainable) === OVERFLOW) return "params";
  return macs === OVERFLOW ? "macs" : null;
}

/** Exact sums without some of their terms. */
export function subtractTotals(a: Totals, b: Totals): Totals {
  return {
    layers: a.layers - b.layers,
    trainable: a.trainable - b.trainable,
    nonTrainable: a.nonTrainable - b.nonTrainable,
    macs: a.macs - b.macs,
    elementwise: a.elementwise - b.elementwise,
    elements: a.elements - b.elements,
    unknownParameters: a.unknownParameters - b.unknownParameters,
    unknownMacs: a.unknownMacs - b.unknownMacs,
    unknownElementwise: a.unknownElementwise - b.unknownElementwise,
    unknownElements: a.unknownElements - b.unknownElements,
  };
}
