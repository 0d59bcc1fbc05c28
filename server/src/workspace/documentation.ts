// What a text says about its own definitions: the comments above them.

import { grouped } from "../base/whole";
import type { SourceDocument } from "../syntax/document";
import type { Line } from "../syntax/lines";

/** What an editor shows of it at once; a comment may be as long as a file. */
const MOST_LINES = 40;
const MOST_CHARACTERS = 4_000;

/** The comment block directly above a line, without its `#`, as far as it is shown; "" where there is none. */
export function documentation({
  document: { lines },
  line,
}: {
  readonly document: SourceDocument;
  readonly line: number;
}): string {
  let first = line;
  while (first > 0 && isComment(lines.at(first - 1)!)) first--;
  const found: string[] = [];
  let room = MOST_CHARACTERS;
  for (let at = first; at < line; at++) {
    const text = lines.at(at)!.comment!.text.replace(/^#+\s?/, "");
    if (/^cnn:\s*ignore/.test(text)) continue;
    if (found.length === MOST_LINES || text.length > room) {
      // Half of a character is none.
      if (found.length === 0) found.push(text.slice(0, room).replace(/[\ud800-\udbff]$/, ""));
      return `${found.join("\n").trimEnd()} …\n\n(${grouped(line - at)} more of ${grouped(line - first)} lines)`;
    }
    room -= text.length;
    found.push(text);
  }
  return found.join("\n");
}

const isComment = ({ blank, comment }: Line): boolean => blank && comment !== null;
