// The numbers of the status bar: each network's totals, as the request `cnn/totals` answers them.

import { knownParametersOf, macsOf, parametersOf } from "../analysis/totals";
import { peakBytes } from "../workspace/costs";
import { problemsOf } from "../workspace/problems";
import type { Program } from "../workspace/program";

export interface NetworkTotals {
  readonly name: string;
  readonly params: number | null;
  readonly trainable: number | null;
  readonly nonTrainable: number | null;
  readonly known: number;
  readonly macs: number | null;
  readonly peakActivationBytes: number | null;
}

export interface FileTotals {
  readonly networks: readonly NetworkTotals[];
  readonly errors: number;
}

export function fileTotals(program: Program): FileTotals {
  const file = fileName(program.uri);
  const networks = program.networks
    .filter(({ run }) => run.totals.layers > 0 || run.totals.unknownParameters > 0)
    .map((network): NetworkTotals => {
      const { totals } = network.run;
      const known = totals.unknownParameters === 0;
      return {
        name: network.name ?? file,
        params: finite(parametersOf(totals)),
        trainable: known ? finite(totals.trainable) : null,
        nonTrainable: known ? finite(totals.nonTrainable) : null,
        known: finite(knownParametersOf(totals)) ?? Number.MAX_SAFE_INTEGER,
        macs: finite(macsOf(totals)),
        peakActivationBytes: finite(peakBytes(program, network)),
      };
    });
  const errors = problemsOf(program).filter(({ severity }) => severity === "error").length;
  return { networks, errors };
}

/** JSON has no infinity. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
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
