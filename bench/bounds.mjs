// What has to hold on any machine, with much room: a change that makes the server wait breaks one of these many times over.
import { asRatio, pairedRatio } from "./figures.mjs";
import { OURS, values } from "./report.mjs";

/** Against the floor, per keystroke, at any length. */
const MOST_OF_FLOOR = 8;
/** A keystroke in the longest file against one in the shortest. */
const MOST_GROWTH = 6;
/** Reading against looking at every character once. */
const MOST_OF_SCANNING = 40;
/** Memory after the soak against memory after its warm-up. */
const MOST_SOAKED = 1.6;

/** What does not hold, a sentence each. */
export function broken(all) {
  const cpu = (server, lines) => values(all, server, "flat", lines, (one) => one.diagnostics.cpu);
  const [shortest, longest] = [Math.min(...all.lengths), Math.max(...all.lengths)];
  const growth = pairedRatio(cpu(OURS, longest), cpu(OURS, shortest));
  const bounds = [
    ...all.lengths.map((lines) => [
      `a keystroke in ${lines} lines, against the floor`,
      pairedRatio(cpu(OURS, lines), cpu("floor", lines)),
      MOST_OF_FLOOR,
    ]),
    [`a keystroke in ${longest} lines, against one in ${shortest}`, growth, MOST_GROWTH],
    ...Object.entries(all.inProcess.parsing).map(([lines, ratio]) => [
      `reading ${lines} lines, against looking at every character`,
      ratio,
      MOST_OF_SCANNING,
    ]),
    ["memory after the soak, against that after its warm-up", soaked(all), MOST_SOAKED],
  ];
  return bounds
    .filter(([, ratio, most]) => ratio !== null && ratio > most)
    .map(([what, ratio, most]) => `${what}: ${asRatio(ratio)}, and it may be ${asRatio(most)} at most`);
}

function soaked({ memory }) {
  return memory?.warm ? memory.end / memory.warm : null;
}
