// A hint that an old editor would cut loses its padding instead of its number.
import { describe, expect, it } from "vitest";
import { cutsHints, shortened } from "../client/src/hintLength";

describe("a hint's padding", () => {
  it("gives way from the left, and only as far as needed", () => {
    expect(shortened(`${" ".repeat(20)}→ 94×94×60${" ".repeat(14)}3,000`)).toBe(
      `${" ".repeat(14)}→ 94×94×60${" ".repeat(14)}3,000`,
    );
  });

  it("leaves what fits as it is", () => {
    expect(shortened("   → 250   50,625,250")).toBe("   → 250   50,625,250");
  });

  it("never takes a column's gap", () => {
    const shape = "→ 1,024×1,024×1,024×1,024";
    expect(shortened(`    ${shape}    1,234,567,890,123`)).toBe(`  ${shape}  1,234,567,890,123`);
  });

  it("matters before VS Code 1.94 alone", () => {
    expect(["1.91.1", "1.93.0", "1.94.0", "1.100.3"].map(cutsHints)).toEqual([true, true, false, false]);
  });
});
