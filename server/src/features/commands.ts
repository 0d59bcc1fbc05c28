// The commands that answers may name. Those of a client are named only to a client that has said that it has them.

/** The server's command that shows the next use of a block: the file, the block, the index of the use. */
export const SHOW_USE = "cnn.showUse";
/** A client's command that opens the summary of the file. */
export const SHOW_SUMMARY = "cnn.showSummary";
/** A client's command that opens the page of a diagnostic's code or of a kind of layer. */
export const EXPLAIN = "cnn.explain";

/** What a client can run beyond what the protocol has. */
export type ClientCommands = ReadonlySet<string>;

export const NO_COMMANDS: ClientCommands = new Set();
