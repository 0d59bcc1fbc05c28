// Every recorded layer of PyTorch and Keras, valid and refused, from its text through the whole core.

import { beforeAll, describe, expect, test } from "vitest";
import { conformancePage, showTally, staleExceptions } from "./support/conformance-table";
import { EXCEPTIONS, type Judged, judge } from "./support/recorded";

describe("recorded layers", () => {
  let pytorch: Judged[] = [];
  let keras: Judged[] = [];
  beforeAll(() => {
    pytorch = judge("pytorch");
    keras = judge("keras");
  }, 120_000);

  const unexplained = (cases: readonly Judged[]) =>
    cases
      .filter(({ difference, exception }) => difference !== null && exception === undefined)
      .map(
        ({ recorded, difference }) =>
          `${recorded.id} ${recorded.cnn.trim().split("\n").join("; ")}: ${difference}`,
      );

  test("of PyTorch agree", () => {
    console.info(`PyTorch: ${showTally(pytorch)} recorded layers agree`);
    expect(unexplained(pytorch)).toEqual([]);
  });

  test("of Keras agree", () => {
    console.info(`Keras: ${showTally(keras)} recorded layers agree`);
    expect(unexplained(keras)).toEqual([]);
  });

  test("need few exceptions, and all of them", () => {
    expect(Object.keys(EXCEPTIONS).length).toBeLessThanOrEqual(10);
    expect(staleExceptions([...pytorch, ...keras])).toEqual([]);
  });

  test("stand in the docs as they are; `npm run conformance` writes them", async () => {
    await expect(conformancePage(pytorch, keras)).toMatchFileSnapshot("../docs/conformance.md");
  });
});
