// `cnn sweep` as its users meet it: the built program, as a process.

import { describe, expect, test } from "vitest";
import { cnn, folderOf } from "../support/cli";

const NET = `let width = 4
let act = relu
let kernel = 3x3
block unit(w) {
  conv w kernel same act
}
input 8x8x1
unit width
unit (width * 2)
`;

const cwd = folderOf({ "net.cnn": NET, "none.cnn": "input 4\ndense 2\n" });
const sweep = (...words: string[]) => cnn(["sweep", ...words], { cwd });

describe("cnn sweep", () => {
  test("a row a value, with parameters and MACs", () => {
    expect(sweep("net.cnn", "width=4,8")).toEqual({
      code: 0,
      err: "",
      out: `width  Parameters    MACs
    4         336  20,736
    8       1,248  78,336
`,
    });
  });

  test("several names make every combination, the last one fastest", () => {
    const { out } = sweep("net.cnn", "width=4,8", "kernel=1x1,3x3", "--columns", "params", "--format", "csv");
    expect(out).toBe(`width,kernel,network,params,error,fails
4,1x1,net,48,,
4,3x3,net,336,,
8,1x1,net,160,,
8,3x3,net,1248,,
`);
  });

  test("json: the values as given, and the fields of the columns", () => {
    const { out } = sweep("net.cnn", "width=2*2", "--format", "json", "--columns", "shape,memory,rf");
    expect(JSON.parse(out)).toEqual({
      schema: 1,
      file: "net.cnn",
      rows: [
        {
          values: { width: "2*2" },
          network: "net",
          output: [8, 8, 8],
          peakActivationBytes: 4096,
          receptiveField: [5, 5],
          error: null,
          fails: [],
        },
      ],
    });
  });

  test("markdown", () => {
    expect(sweep("net.cnn", "act=relu,gelu", "--columns=params", "--format=markdown").out).toBe(
      "| act | Parameters |\n| --- | --- |\n| relu | 336 |\n| gelu | 336 |\n",
    );
  });

  test("a row says which budgets and expectations do not hold in it", () => {
    const folder = folderOf({
      "checked.cnn": `${NET}budget params 1000\n`,
      "two.cnn":
        "let n = 2\nbudget params 20\nnetwork a {\n  input 4\n  dense n\n}\nnetwork b {\n  input 9\n  dense n\n}\n",
    });
    const fails = (...words: string[]): unknown =>
      JSON.parse(cnn(["sweep", ...words, "--format", "json"], { cwd: folder }).out).rows.map(
        (row: { network: string; fails: string[] }) => [row.network, row.fails.length],
      );
    expect(fails("checked.cnn", "width=4,8")).toEqual([
      ["checked", 0],
      ["checked", 1],
    ]);
    expect(fails("two.cnn", "n=2,3,8")).toEqual([
      ["a", 0],
      ["b", 0],
      ["a", 0],
      ["b", 1],
      ["a", 1],
      ["b", 1],
    ]);
    const { code, out } = cnn(["sweep", "checked.cnn", "width=4,8"], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^width {2}Parameters +MACs {2}Fails\n +4 +336 {2}20,736\n +8 +1,248 {2}78,336 {2}1,248 parameters exceed/,
    );
  });

  test("a value that cannot work is a row with its error, exit code 1", () => {
    const { code, out } = sweep("net.cnn", "width=0,4");
    expect(code).toBe(1);
    expect(out).toMatch(/ 0 .*\?.*`filters` is 0, and must be at least 1\.\n +4 +336/);
  });

  test.each([
    [["net.cnn", "widht=4"], "did you mean `width`?"],
    [["none.cnn", "width=4"], "the file has no `let`"],
    [["net.cnn"], "needs a name with values"],
    [["net.cnn", "width"], "not a name with values"],
    [["net.cnn", "width=4,,8"], "not a value that `let width` can have"],
    [["net.cnn", "width=4", "width=8"], "given twice"],
    [["net.cnn", `width=${Array.from({ length: 1001 }, (_, i) => i + 1)}`], "over 1,000 combinations"],
    [["net.cnn", "width=4", "--columns", "parms"], "shape, params, macs, memory, rf"],
    [["gone.cnn", "width=4"], "does not exist"],
  ])("%j is told in one line, exit code 2", (words, why) => {
    const { code, out, err } = sweep(...(words as string[]));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(why);
    expect(err.trimEnd()).not.toContain("\n");
  });
});
