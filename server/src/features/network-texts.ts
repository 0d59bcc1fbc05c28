// What a network comes to, in the words that the line above it, the status bar and the summary share.

import { macsOf, parametersOf } from "../analysis/totals";
import { formatBytes, quantity } from "../base/amount";
import { grouped } from "../base/whole";
import { peakBytes } from "../workspace/costs";
import type { Network, Program } from "../workspace/program";
import { parametersText, withNoun } from "./counts";

/** Walking more layers than these for the peak of memory would be felt while typing. */
const MOST_WALKED = 20_000;

/** `50,828,751 parameters · 1.29G MACs · 5.11 MiB peak`, without what is not known. */
export function totalsText(program: Program, network: Network): string {
  const { totals } = network.run;
  const macs = macsOf(totals);
  const peak = peakText(program, network);
  return [withNoun(totals), macs === null ? "" : `${quantity(macs)} MACs`, peak && `${peak} peak`]
    .filter((text) => text !== "")
    .join(" · ");
}

/** The same with its parts apart and in full: names and values. */
export function totalsRows(program: Program, network: Network): [name: string, value: string][] {
  const { totals } = network.run;
  const known = parametersOf(totals) !== null;
  const macs = macsOf(totals);
  const rows: [string, string][] = [
    ["Parameters", parametersText(totals)],
    ["Trainable", known ? grouped(totals.trainable) : ""],
    ["Non-trainable", known ? grouped(totals.nonTrainable) : ""],
    ["Multiply–accumulates", macs === null ? "" : grouped(macs)],
    ["Peak activations", peakText(program, network)],
  ];
  return rows.filter(([, value]) => value !== "");
}

function peakText(program: Program, network: Network): string {
  const peak = network.run.totals.layers <= MOST_WALKED ? peakBytes(program, network) : null;
  return peak === null ? "" : formatBytes(peak);
}
