// The lines above blocks and networks: how often a block is used, which use is shown, what a network comes to.

import type { CodeLens, Command } from "vscode-languageserver-types";
import type { Run } from "../analysis/run";
import type { Span } from "../base/span";
import { shift } from "../base/span";
import { grouped } from "../base/whole";
import { formatShape } from "../catalogue/shape";
import type { StatementOf } from "../syntax/ast";
import { baseOf } from "../workspace/places";
import type { Network, Program } from "../workspace/program";
import { type ClientCommands, NO_COMMANDS, SHOW_SUMMARY, SHOW_USE } from "./commands";
import { withNoun } from "./counts";
import { totalsText } from "./network-texts";
import { showValue } from "./parameter-hover";
import { rangeOf } from "./protocol";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";
import { type Chosen, FIRST_USES, usesOf } from "./uses";

/** Makes a lens a line to read. */
const NOTHING = "";

export interface LensOptions {
  readonly settings?: EditorSettings;
  readonly chosen?: Chosen;
  readonly commands?: ClientCommands;
}

export function codeLenses(program: Program, options: LensOptions = {}): CodeLens[] {
  const { settings = DEFAULT_SETTINGS, chosen = FIRST_USES, commands = NO_COMMANDS } = options;
  const lenses: CodeLens[] = [];
  const { statements, lines } = program.document.sequence;
  for (const [index, statement] of statements.entries()) {
    if (statement.type === "block")
      lenses.push(...blockLenses(program, statement, lines[index]!, settings, chosen));
  }
  const command = commands.has(SHOW_SUMMARY) ? SHOW_SUMMARY : NOTHING;
  for (const network of program.networks) {
    const at = placeOf(program, network);
    if (at) lenses.push(lens(at, { title: networkTitle(program, network), command }));
  }
  return lenses;
}

function lens(span: Span, command: Command): CodeLens {
  return { range: rangeOf(span), command };
}

function blockLenses(
  program: Program,
  block: StatementOf<"block">,
  line: number,
  { shapeStyle }: EditorSettings,
  chosen: Chosen,
): CodeLens[] {
  const at = shift(block.name.span, line);
  const name = block.name.text;
  const uses = usesOf(program).get(block);
  if (!uses) return [];
  const shown = (chosen.get(name) ?? 0) % uses.runs.length;
  const next = [program.uri, name, (shown + 1) % uses.runs.length];
  const times = uses.count === 1 ? "once" : `${grouped(uses.count)} times`;
  const title = `used ${times}, ${withNoun(uses.totals)}`;
  const one = uses.runs.length === 1;
  const first = lens(at, one ? { title, command: NOTHING } : { title, command: SHOW_USE, arguments: next });
  if (one) return [first];
  const run = uses.runs[shown]!;
  const which = `shown: ${shown + 1} of ${uses.runs.length}, ${describe(block, run, shapeStyle)}`;
  return [first, lens(at, { title: which, command: SHOW_USE, arguments: next })];
}

/** `width=64, stride=1 on 56×56×64` */
function describe(block: StatementOf<"block">, run: Run, style: EditorSettings["shapeStyle"]): string {
  const values = block.parameters.flatMap(({ name }) => {
    const value = run.before.scope.lookup(name.text)?.value;
    return value && value.type !== "tensor" ? `${name.text}=${showValue(value, style)}` : [];
  });
  const input = run.start ? `on ${formatShape(run.start.shape, style)}` : "";
  return [values.join(", "), input].filter((text) => text !== "").join(" ");
}

/** The name of a named network; the first `input` of the file's own. */
function placeOf(program: Program, network: Network): Span | null {
  const { run, statement } = network;
  if (run.totals.layers === 0) return null;
  if (statement) return shift(statement.name.span, baseOf(program, network));
  for (const [index, { parts }] of run.outcomes.entries())
    if (parts[0]?.type === "input")
      return shift(run.sequence.statements.at(index)!.span, run.sequence.lines[index]!);
  return null;
}

/** The totals, and how much of them no training changes. */
function networkTitle(program: Program, network: Network): string {
  const { nonTrainable } = network.run.totals;
  const fixed = nonTrainable > 0 ? ` · ${grouped(nonTrainable)} not trainable` : "";
  return totalsText(program, network) + fixed;
}
