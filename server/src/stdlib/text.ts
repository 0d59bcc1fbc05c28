// The text of the standard library. The programs load it with the first name that no block of the file has
// (`scripts/parts.mjs`).

import text from "./blocks.cnn";

export function libraryText(): string {
  return text;
}
