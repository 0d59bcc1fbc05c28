// `framework-refuses`: an option that the framework's layer does not have.

import { type Framework, frameworkName } from "../catalogue/framework";
import { defineDiagnostic } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "framework-refuses": {
      readonly framework: Framework;
      /** What it does not have: "`full` padding for a convolution". */
      readonly what: string;
      /** What to do about it. */
      readonly advice: string;
      /** The arguments that do it, if there are any. */
      readonly changes: readonly Change[];
    };
  }
}

export const frameworkRefuses = defineDiagnostic({
  code: "framework-refuses",
  severity: "error",
  title: "Not in this framework",
  message: ({ framework, what, advice }) => `${frameworkName(framework)} has no ${what}: ${advice}.`,
  page: [
    "A file that says `framework pytorch`, `keras`, `caffe` or `lasagne` is held to what that framework's own layer takes. " +
      "Without a framework everything that has a meaning is allowed.",
    "The message names the nearest thing that the framework does have; where it gives the same size, it is offered as a repair.",
  ],
  example: "framework pytorch\ninput 32x32x3\nconv 16 3x3 full",
  repaired: "framework pytorch\ninput 32x32x3\nconv 16 3x3 pad2",
  fixes: ({ changes }, context) => repairs("framework-refuses", context, [changes]),
});
