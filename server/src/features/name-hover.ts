// The hover of a name: its value, and the comment above its definition.

import type { CallPart, Part } from "../analysis/run";
import { grouped } from "../base/whole";
import { formatShape, type ShapeStyle } from "../catalogue/shape";
import type { BlockDefinition } from "../model/definition";
import type { Value } from "../model/value";
import { documentation } from "../workspace/documentation";
import type { Program } from "../workspace/program";
import { withNoun } from "./counts";
import { blockPlace, type Definition, definitionOf } from "./definitions";
import type { Place } from "./locate";
import { harmless, inCode } from "./markdown";
import { showValue } from "./parameter-hover";
import { type Chosen, shownUse, usesOf } from "./uses";

/** What the texts of names depend on. */
export interface NameContext {
  readonly program: Program;
  readonly place: Place;
  readonly style: ShapeStyle;
  readonly chosen: Chosen;
}

/** A name as it stands at a place; null where nothing has it. */
export function nameText(name: string, member: string | null, context: NameContext): string | null {
  const { program, place, style } = context;
  if (name === "in") {
    const start = place.use?.start?.shape ?? null;
    return `**in**: the tensor that the block, branch or repeat started from${start ? `, ${formatShape(start, style)}` : ""}.`;
  }
  const definition = definitionOf(program, place, name);
  const value = heldBy(name, definition, context);
  if (definition?.role === "block") {
    const block = program.home.block(name);
    return block ? blockText(block, context) : null;
  }
  if (!definition && !value) return null;
  const role = definition?.role ?? "name";
  const shown = value && memberOf(value, member, style);
  const head =
    `**${name}${member && value?.type === "tensor" ? `.${member}` : ""}** ${shown ? `= ${shown}` : ""}`.trim();
  const paragraphs = [head, ROLES[role]];
  if (definition) paragraphs.push(harmless(documentation(definition)));
  return paragraphs.filter((text) => text !== "").join("\n\n");
}

const ROLES: Readonly<Record<Definition["role"] | "name", string>> = {
  label: "A label: the result of its line.",
  let: "A `let`.",
  parameter: "A parameter of the block; the value is that of the use that is shown.",
  index: "The index of the repetition, from 0; the value is the first one's.",
  block: "",
  network: "A network of this file.",
  name: "",
};

/** What the name holds: after its own definition, else before the statement. */
function heldBy(name: string, definition: Definition | null, context: NameContext): Value | undefined {
  const { place, program, chosen } = context;
  if (definition?.role === "parameter" && definition.statement === place.statement)
    return shownUse(program, place.statement, chosen)?.before.scope.lookup(name)?.value;
  const own = definition !== null && definition.statement === place.statement;
  const entry = own ? place.outcome?.defines.find((each) => each.name === name) : place.lookup(name);
  return entry?.value ?? innerIndex(name, definition, place);
}

/** The index of a repeat is known inside of its body only. */
function innerIndex(name: string, definition: Definition | null, place: Place): Value | undefined {
  if (definition?.role !== "index") return undefined;
  const repeat = place.outcome?.parts.find((part) => part.type === "repeat");
  return repeat?.iterations[0]?.run?.before.scope.lookup(name)?.value;
}

function memberOf(value: Value, member: string | null, style: ShapeStyle): string {
  if (value.type !== "tensor" || member === null) return showValue(value, style);
  const { shape } = value.tensor;
  if (!shape) return "?";
  const names = AXES[shape.spatial.length] ?? [];
  const size = member === "channels" ? shape.channels : shape.spatial[names.indexOf(member)];
  return size === undefined || size === null ? "?" : grouped(size);
}

const AXES: Readonly<Record<number, readonly string[]>> = {
  1: ["length"],
  2: ["height", "width"],
  3: ["depth", "height", "width"],
};

/** A block: its comment, how it is called, and how often. */
export function blockText(block: BlockDefinition, { program }: Pick<NameContext, "program">): string {
  const place = blockPlace(block, program);
  const uses = usesOf(program).get(block.statement);
  const used = uses
    ? `Used ${uses.count === 1 ? "once" : `${grouped(uses.count)} times`}, ${withNoun(uses.totals)}.`
    : "";
  const source = block.file.startsWith("stdlib:") ? "From the standard library." : "";
  return [
    `**block** ${inCode(signatureOf(block, place))}`,
    place ? harmless(documentation(place)) : "",
    [source, used].filter((text) => text !== "").join(" "),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function signatureOf(block: BlockDefinition, place: Definition | null): string {
  const parameters = block.statement.parameters.map(({ name, default: value }) => {
    if (!value) return name.text;
    const text = place?.document.lines
      .at(place.line + value.span.line)
      ?.text.slice(value.span.start, value.span.end);
    return text ? `${name.text}=${text}` : `${name.text}=…`;
  });
  return `${block.name}(${parameters.join(", ")})`;
}

/** A call: the block, what this use gives. */
export function callText(part: CallPart, parts: readonly Part[], context: NameContext): string {
  const { style } = context;
  const result = `${formatShape(part.input, style)} → **${formatShape(part.run.output?.shape ?? null, style)}**`;
  const values = part.block.statement.parameters.map(({ name }) => {
    const value = part.run.before.scope.lookup(name.text)?.value;
    return `\`${name.text}\` = ${value ? showValue(value, style) : "?"}`;
  });
  const repeat = parts.find((each) => each.type === "repeat");
  const times = repeat?.iterations.reduce((sum, iteration) => sum + iteration.times, 0);
  return [
    blockText(part.block, context),
    result,
    values.join(", "),
    `${withNoun(part.totals)}${part.reused ? ", counted at their first use" : ""}`,
    repeat && times
      ? `This is the first of ${grouped(times)} repetitions: ${withNoun(repeat.totals)} in all.`
      : "",
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}
