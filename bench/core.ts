// What is measured without a process around it.
export { openDocuments } from "../server/src/lsp/documents";
export { editDocument, readDocument } from "../server/src/syntax/document";
export { problemsOf } from "../server/src/workspace/problems";
export { analyse } from "../server/src/workspace/program";
