// A text read as if no line like its own had ever been read.

import { readDocument, type SourceDocument } from "../../server/src/syntax/document";
import { forgetForms } from "../../server/src/syntax/forms";

export function readFresh(text: string): SourceDocument {
  forgetForms();
  return readDocument(text);
}
