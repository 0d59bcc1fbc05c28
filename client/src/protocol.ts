// The requests the client makes beyond the Language Server Protocol, named and typed once so that every caller agrees.
import { RequestType } from "vscode-languageclient";

/** The totals of one network, in the server's words: in a line, and in full as names and values. */
export interface NetworkTotals {
  name: string;
  text: string;
  rows: [string, string][];
}

export interface FileTotals {
  networks: NetworkTotals[];
  errors: number;
}

export const totalsRequest = new RequestType<{ uri: string }, FileTotals | null, void>("cnn/totals");
export const summaryRequest = new RequestType<{ uri: string }, string | null, void>("cnn/summary");
export const explainRequest = new RequestType<{ topic: string }, string | null, void>("cnn/explain");
