// Blocks and where they are known: what a file defines, imports, and finds in the standard library.

import type { StatementOf } from "../syntax/ast";
import type { Scope } from "./scope";

export interface BlockDefinition {
  /** Tells definitions apart: an edited block is another one. */
  readonly id: number;
  readonly name: string;
  readonly statement: StatementOf<"block">;
  /** The file that it stands in: its URI, or `stdlib:NAME`. */
  readonly file: string;
  /** The first line of its statement in that file is found through the file; blocks know only themselves. */
  readonly positions: readonly string[];
  readonly options: readonly string[];
  /** Its parameters by name: there may be many, and each argument asks for its own. */
  readonly parameters: ReadonlyMap<string, BlockParameter>;
  /** What its own file defines: the `let`s and blocks that its body sees. */
  readonly home: Home;
  /**
   * Filled by the analysis, which alone knows what stands in it: what its calls came to. On the definition itself: what a
   * weak map holds outlives the collector of young objects, and an edit of a block makes another one.
   */
  calls: unknown;
  /** Filled likewise: whether anything has been found wrong inside of it, of which more may be told when names change. */
  faulty: boolean;
  /** Filled likewise: whether it may come back to itself; null before anybody has asked. */
  comesBack: boolean | null;
}

export type BlockParameter = StatementOf<"block">["parameters"][number];

/** What the bodies of a file's blocks can name. */
export interface Home {
  readonly file: string;
  /** A block of the file itself, of its imports, or of the standard library. */
  block(name: string): BlockDefinition | undefined;
  blockNames(): Iterable<string>;
  /** The file's `let`s. */
  readonly lets: Scope;
}

let definitions = 0;

export function defineBlock(statement: StatementOf<"block">, home: Home): BlockDefinition {
  const positions = statement.parameters.filter((parameter) => parameter.default === null);
  const options = statement.parameters.filter((parameter) => parameter.default !== null);
  return {
    id: ++definitions,
    name: statement.name.text,
    statement,
    file: home.file,
    positions: positions.map((parameter) => parameter.name.text),
    options: options.map((parameter) => parameter.name.text),
    // Of two with one name, which is told, the first.
    parameters: new Map(statement.parameters.map((each) => [each.name.text, each] as const).reverse()),
    home,
    calls: null,
    faulty: false,
    comesBack: null,
  };
}
