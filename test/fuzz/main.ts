// `npm run fuzz -- [--minutes N] [--count N] [--seed S]`: examines inputs until the time is over, or so many are done. Of
// several processes each takes its part of the seeds.

import { fuzz } from "./run";

function option(name: string): number | null {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) ? value : null;
}

const most = option("count") ?? Number.POSITIVE_INFINITY;
const minutes = option("minutes") ?? (most < Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : 1);
const seed = option("seed")!;
const part = option("part") ?? 0;
const parts = option("parts") ?? 1;
const begun = Date.now();
const { count, found } = fuzz(
  seed + part,
  parts,
  (count) => part + count * parts < most && Date.now() - begun < minutes * 60_000,
  (each) => console.log(`Seed ${each.seed}: ${each.failure.message}\n  kept as ${each.file}`),
);
const time = (Date.now() - begun) / count;
console.log(`${count} inputs from seed ${seed + part}, ${time.toFixed(2)} ms each, ${found.length} faults.`);
process.exitCode = found.length > 0 ? 1 : 0;
