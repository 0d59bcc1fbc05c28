// The requests the client makes beyond the Language Server Protocol, named and typed once so that every caller agrees.
import { RequestType } from "vscode-languageclient";

/** The totals of one network; what cannot be computed is null, and `known` is then the sum of what is known. */
export interface NetworkTotals {
  name: string;
  params: number | null;
  trainable: number | null;
  nonTrainable: number | null;
  known: number;
  macs: number | null;
  peakActivationBytes: number | null;
}

export interface FileTotals {
  networks: NetworkTotals[];
  errors: number;
}

export const totalsRequest = new RequestType<{ uri: string }, FileTotals | null, void>("cnn/totals");
export const summaryRequest = new RequestType<{ uri: string }, string | null, void>("cnn/summary");
export const explainRequest = new RequestType<{ topic: string }, string | null, void>("cnn/explain");
