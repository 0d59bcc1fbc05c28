// `misplaced-statement`: a statement that cannot stand here.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "misplaced-statement": {
      readonly what: string;
      /** Where it would have a meaning, if that is further in. */
      readonly into?: "network";
    };
  }
}

export const misplacedStatement = defineDiagnostic({
  code: "misplaced-statement",
  severity: "error",
  title: "A statement in the wrong place",
  message: ({ what, into }) =>
    into === "network"
      ? `\`${what}\` is checked where it stands: write it inside of a network.`
      : what === "branch"
        ? "This body has no branches: remove the `|`, or give them to a merge such as `add { | … | … }`."
        : /^(expect|budget) /.test(what)
          ? `\`${what}\` is of a whole network: move it out of this body.`
          : `\`${what}\` stands at the top of a file only: move it out of this body.`,
  page: [
    "`block`, `network`, `import`, `framework`, `dtype`, `batch` and `optimizer` belong to the whole file and stand at its top level. Budgets and expectations of `memory`, `size` and `receptive_field` stand outside of blocks, repeats and branches: they are of a whole network. Branches belong to merges: `add`, `mul`, `concat`, `max`, `average`, `residual`.",
  ],
  example: "input 8x8x1\nrepeat 2 {\n  framework keras\n}",
  repaired: "framework keras\ninput 8x8x1\nrepeat 2 {\n  relu\n}",
});
