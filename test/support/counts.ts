// How much the random tests do: all of it in CI, a tenth where somebody waits, and as much as `CNN_TEST_SCALE` says
// (1 is what CI does).

const SCALE = Number(process.env.CNN_TEST_SCALE ?? (process.env.CI ? 1 : 0.1));

/** So many runs, of those that CI makes. */
export function counted(full: number): number {
  return Math.max(1, Math.round(full * SCALE));
}

/** How long a test of so many runs may take, in milliseconds: with much room, as other tests run beside it. */
export function patience(runs: number, each: number): number {
  return 60_000 + runs * each;
}
