// `cnn explain`: the pages of the manual, in the terminal.

import { nearestNames } from "../base/nearest";
import { explain as pageOf, topicGroups, topics } from "../exports/pages";
import { quoted } from "./arguments";
import { complain, print } from "./output";

/** Prints the page of each topic; without one, what there are pages about. */
export function explain(operands: readonly string[]): number {
  if (operands.length === 0) print(contents());
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

const WIDTH = 100;

/** What there are pages about, under headings. */
function contents(): string {
  return topicGroups()
    .map(({ title, words }) => `${title}\n${wrapped(words)}\n`)
    .join("\n");
}

/** Words in indented lines. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last}  ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.join("\n");
}
