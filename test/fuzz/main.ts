// `npm run fuzz -- [--minutes N] [--seed S]`: examines inputs until the time is over.

import { fuzz } from "./run";

function option(name: string): number | null {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) ? value : null;
}

const minutes = option("minutes") ?? 1;
const most = option("count") ?? Infinity;
const seed = option("seed") ?? Date.now() % 2 ** 31;
console.log(`From seed ${seed}, for ${minutes} minutes.`);
const begun = Date.now();
const { count, found } = fuzz(
  seed,
  (count) => count < most && Date.now() - begun < minutes * 60_000,
  (each) => console.log(`Seed ${each.seed}: ${each.failure.message}\n  kept as ${each.file}`),
);
const time = (Date.now() - begun) / count;
console.log(`${count} inputs, ${time.toFixed(2)} ms each, ${found.length} faults.`);
process.exitCode = found.length > 0 ? 1 : 0;
