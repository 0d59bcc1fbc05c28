// `sparse-table`: a table of connections that does not describe the filters and maps that there are.

import { grouped, type Size } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "sparse-table": {
      readonly filters: number;
      /** How many filters the table has. */
      readonly sum: number;
      /** The most maps that a filter sees. */
      readonly maps: number;
      readonly channels: Size;
      readonly groups: number;
    };
  }
}

export const sparseTable = defineDiagnostic({
  code: "sparse-table",
  severity: "error",
  title: "A table of connections that does not add up",
  message: ({ filters, sum, maps, channels, groups }) => {
    if (sum !== filters)
      return `The table connects ${grouped(sum)} filters, and the layer has ${grouped(filters)}: make them equal.`;
    if (channels !== null && maps > channels)
      return `A filter of the table sees ${grouped(maps)} maps, and the input has ${grouped(channels)}: use ${grouped(channels)} at most.`;
    return `A table of connections and ${groups} groups exclude each other: leave one of them out.`;
  },
  page: [
    "`sparse=(6x3, 9x4, 1x6)` says that 6 filters see 3 of the input's maps, 9 see 4 and 1 sees all 6, as in LeNet-5's C3. The " +
      "filters of the table must add up to those of the layer, and none can see more maps than the input has.",
  ],
  example: "input 14x14x6\nconv 16 5x5 sparse=(6x3, 9x4)",
  repaired: "input 14x14x6\nconv 16 5x5 sparse=(6x3, 9x4, 1x6)",
  fixes: ({ sum }, context) =>
    repairs("sparse-table", context, [
      [{ parameter: "filters", value: sum, text: String(sum) }],
      [{ parameter: "sparse", value: undefined, text: "" }],
    ]),
});
