// Keeps hints whole in VS Code before 1.94, which cuts a line's hints after 43 characters and has no setting for it.

const LIMIT = 43;
/** Columns stay apart by at least this much. */
const GAP = 2;

/** True for the releases that know no `editor.inlayHints.maximumLength`. */
export function cutsHints(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 1 && minor < 94;
}

/** The label with only as much of its padding as there is room for: better out of line than without its number. */
export function shortened(label: string): string {
  let surplus = [...label].length - LIMIT;
  return label.replace(/\s+/g, (spaces) => {
    const taken = Math.max(0, Math.min(surplus, spaces.length - GAP));
    surplus -= taken;
    return spaces.slice(taken);
  });
}
