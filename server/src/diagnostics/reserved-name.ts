// `reserved-name`: a definition whose name means something already.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "reserved-name": {
      readonly name: string;
      readonly why: string;
      /** Whether it is a word of the language, which elsewhere means what it means. */
      readonly keyword?: boolean;
    };
  }
}

export const reservedName = defineDiagnostic({
  code: "reserved-name",
  severity: "error",
  title: "A name that is taken",
  message: ({ name, why }) => {
    const other = spaced(name);
    return `\`${name}\` cannot be a name: ${why}. Choose another${other ? `, such as \`${other}\`` : ""}.`;
  },
  page: [
    "The words of the language, the built-in kinds of layers, and glued options such as `pad1` or `stride2` cannot name anything. Labels, `let`s and the parameters of blocks may be called as a kind of layer is (`pad`, `dropout`): where a value can stand, the word is the value, and elsewhere it is still the layer. Blocks may not. A file may have a block of the same name as one of the standard library.",
  ],
  example: "block conv(n) {\n  relu\n}\ninput 8x8x1\nrelu",
  repaired: "block my_conv(n) {\n  relu\n}\ninput 8x8x1\nmy_conv 2",
  fixes: ({ name, keyword }, { span, rename }) => {
    const other = spaced(name) ?? `my_${name}`;
    return [
      {
        title: `Call it \`${other}\``,
        edits: [{ span, text: other }, ...(keyword ? [] : rename(name, other))],
      },
    ];
  },
});

/** `x_1` for `x1`: a name that cannot be read as an option with its value. */
function spaced(name: string): string | null {
  const parts = /^([a-z_]+?)(\d+)$/.exec(name);
  return parts ? `${parts[1]}_${parts[2]}` : null;
}
