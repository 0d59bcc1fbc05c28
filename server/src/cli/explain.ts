// `cnn explain`: the pages of the manual, in the terminal.

import { nearestNames } from "../base/nearest";
import { explain as pageOf, topics } from "../exports/pages";
import { quoted } from "./arguments";
import { complain, print } from "./output";

/** Prints the page of each topic; without one, what there are pages about. */
export function explain(operands: readonly string[]): number {
  if (operands.length === 0) print(`${topics().join("\n")}\n`);
  let code = 0;
  for (const [index, topic] of operands.entries()) {
    const page = pageOf(topic);
    if (page !== null) {
      print(index === 0 ? page : `\n${page}`);
      continue;
    }
    const nearest = nearestNames(topic, topics());
    const hint = nearest.length > 0 ? `: ${nearest.map((name) => `\`${name}\``).join(" or ")}?` : "";
    complain(`there is no page about ${quoted(topic)}${hint}`);
    code = 2;
  }
  return code;
}
