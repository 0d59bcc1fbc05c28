// What the status bar shows: each network's totals, as the request `cnn/totals` answers them.

import { totalsRows, totalsText } from "../features/network-texts";
import { problemsOf } from "../workspace/problems";
import type { Program } from "../workspace/program";

export interface NetworkTotals {
  readonly name: string;
  /** In a line. */
  readonly text: string;
  /** In full, as names and values. */
  readonly rows: readonly (readonly [string, string])[];
}

export interface FileTotals {
  readonly networks: readonly NetworkTotals[];
  readonly errors: number;
}

export function fileTotals(program: Program): FileTotals {
  const file = fileName(program.uri);
  const networks = program.networks
    .filter(({ run }) => run.totals.layers > 0 || run.totals.unknownParameters > 0)
    .map((network) => ({
      name: network.name ?? file,
      text: totalsText(program, network),
      rows: totalsRows(program, network),
    }));
  const errors = problemsOf(program).filter(({ severity }) => severity === "error").length;
  return { networks, errors };
}

/** `resnet.cnn` of `file:///a/resnet.cnn`, without its ending. */
export function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf("/") + 1);
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // A stray `%`: the name as it is.
  }
  return name.replace(/\.cnn$/, "");
}
