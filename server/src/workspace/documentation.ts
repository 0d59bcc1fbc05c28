// What a text says about its own definitions: the comments above them.

import type { SourceDocument } from "../syntax/document";

/** The comment block directly above a line, without its `#`; "" where there is none. */
export function documentation({
  document,
  line,
}: {
  readonly document: SourceDocument;
  readonly line: number;
}): string {
  const found: string[] = [];
  for (let above = line - 1; above >= 0; above--) {
    const { blank, comment } = document.lines.at(above)!;
    if (!comment || !blank) break;
    found.unshift(comment.text.replace(/^#+\s?/, ""));
  }
  return found.filter((text) => !/^cnn:\s*ignore/.test(text)).join("\n");
}
