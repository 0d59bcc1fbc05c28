// The standard library of blocks: `.cnn` text like any other, known everywhere without an import.

import { type BlockDefinition, defineBlock, type Home } from "../model/definition";
import { Scope } from "../model/scope";
import { libraryText } from "../stdlib/text";
import { readDocument, type SourceDocument } from "../syntax/document";

export const STANDARD_LIBRARY = "stdlib:blocks.cnn";

export interface StandardLibrary extends Home {
  readonly document: SourceDocument;
  readonly text: string;
}

let library: StandardLibrary | null = null;

/** Read when a file first names a block that it does not define. */
export function standardLibrary(): StandardLibrary {
  if (library) return library;
  const text = libraryText();
  const document = readDocument(text);
  const blocks = new Map<string, BlockDefinition>();
  const home: StandardLibrary = {
    file: STANDARD_LIBRARY,
    block: (name) => blocks.get(name),
    blockNames: () => blocks.keys(),
    lets: Scope.EMPTY,
    document,
    text,
  };
  for (const statement of document.sequence.statements) {
    if (statement.type === "block") blocks.set(statement.name.text, defineBlock(statement, home));
  }
  library = home;
  return home;
}
