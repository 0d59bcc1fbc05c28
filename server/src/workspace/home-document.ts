// The document that a home was made of, for whoever wants to show where an imported block stands.

import type { Home } from "../model/definition";
import type { SourceDocument } from "../syntax/document";

const documents = new WeakMap<Home, SourceDocument>();

export function rememberDocument(home: Home, document: SourceDocument): void {
  documents.set(home, document);
}

export function documentOfHome(home: Home): SourceDocument | undefined {
  return documents.get(home);
}
