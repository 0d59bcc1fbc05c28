// Delta debugging: the smallest text, by lines and then by characters, that still fails.

/** `fails` says whether a text still fails; it fails for `text`. No more than `tries` texts are tried. */
export function minimise(text: string, fails: (text: string) => boolean, tries = 2000): string {
  const budget = { left: tries };
  let smallest = text;
  for (;;) {
    const before = smallest;
    smallest = reduced(smallest.split(/(?<=\n)/), fails, budget);
    smallest = reduced(smallest.split(""), fails, budget);
    if (smallest === before || budget.left <= 0) return smallest;
  }
}

/** Leaves out parts, larger ones first, as long as what remains fails. */
function reduced(
  parts: readonly string[],
  fails: (text: string) => boolean,
  budget: { left: number },
): string {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length && budget.left > 0; ) {
      const without = kept.toSpliced(at, size);
      budget.left--;
      if (fails(without.join(""))) kept = without;
      else at += size;
    }
  }
  return kept.join("");
}
