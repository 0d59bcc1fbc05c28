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

/** Loaded when a file first names a block that it does not define; read when it names one of these. */
export function standardLibrary(): StandardLibrary {
  library ??= libraryOf(libraryText());
  return library;
}

function libraryOf(text: string): StandardLibrary {
  const names = new Set(Array.from(text.matchAll(/^block (\w+)/gm), ([, name]) => name!));
  let document: SourceDocument | null = null;
  let blocks: ReadonlyMap<string, BlockDefinition> | null = null;
  const read = (): SourceDocument => {
    document ??= readDocument(text);
    return document;
  };
  const home: StandardLibrary = {
    file: STANDARD_LIBRARY,
    block: (name) => {
      if (!names.has(name)) return undefined;
      blocks ??= blocksOf(read(), home);
      return blocks.get(name);
    },
    blockNames: () => names.keys(),
    lets: Scope.EMPTY,
    get document() {
      return read();
    },
    text,
  };
  return home;
}

function blocksOf(document: SourceDocument, home: Home): ReadonlyMap<string, BlockDefinition> {
  const blocks = new Map<string, BlockDefinition>();
  for (const statement of document.sequence.statements)
    if (statement.type === "block") blocks.set(statement.name.text, defineBlock(statement, home));
  return blocks;
}
