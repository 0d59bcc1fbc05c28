// What a receptive field means, in words: how much of the input an output sees, whether that is more than there is, and
// whether the paths that meet look at the same places.

import type { Graph, Instance } from "../analysis/instances";
import { misalignment, type ReceptiveField } from "../analysis/receptive-field";
import { grouped } from "../base/whole";
import { axisName } from "../catalogue/shape";
import { listed } from "../catalogue/wording";
import type { Costs } from "../workspace/costs";
import { instanceText } from "./instance-text";

/** `7×7`: how much of the input an output sees; `all` where it sees everything, `?` where that is not known. */
export function receptiveFieldText(field: ReceptiveField | null | undefined, known: boolean): string {
  if (!field || field.length === 0) return known ? "all" : "?";
  return across(field.map(({ size }) => size));
}

/** Steps and centres may be fractions. */
const number = (value: number) => (Number.isInteger(value) ? grouped(value) : String(value));

const across = (values: readonly (number | null)[]) =>
  values.map((value) => (value === null ? "?" : number(value))).join("×");

/** The size of the input that a field lies on; null where there are several, or it is not known. */
function inputExtent({ inputs }: Graph, field: ReceptiveField): readonly number[] | null {
  const [only] = inputs;
  const spatial = inputs.length === 1 ? only?.shape?.spatial : undefined;
  if (!spatial || spatial.length !== field.length || spatial.includes(null)) return null;
  return spatial as readonly number[];
}

/** The input's size where a field is larger than that along some axis; else null. */
function exceeded(graph: Graph, field: ReceptiveField): readonly number[] | null {
  const extent = inputExtent(graph, field);
  return extent?.some((length, axis) => (field[axis]!.size ?? 0) > length) ? extent : null;
}

/** What there is to say of the field of one layer, in sentences; nothing where it sees everything. */
export function fieldSentences(instance: Instance, { graph, fields }: Costs): string[] {
  const field = fields.get(instance.makes);
  if (!field || field.length === 0) return [];
  const jumps = field.map(({ jump }) => jump);
  const apart = jumps.every((jump) => jump !== null && jump !== 1) ? `, ${across(jumps)} apart` : "";
  const sentences = [`Receptive field ${receptiveFieldText(field, true)}${apart}.`];
  const extent = exceeded(graph, field);
  if (extent) sentences.push(`That is larger than the input, ${across(extent)}.`);
  const misaligned = misalignedText(instance, fields);
  if (misaligned !== null) sentences.push(`Its paths are misaligned: ${misaligned}.`);
  return sentences;
}

/** `along the height, their first fields are centred at 7.5 and 3.5`; null where paths are aligned. */
export function misalignedText(instance: Instance, fields: Costs["fields"]): string | null {
  const found = misalignment(instance, fields);
  if (!found) return null;
  const axis = axisName(instance.part.result.output?.spatial.length ?? 0, found.axis);
  const values = listed(found.values.map(number));
  return found.what === "start"
    ? `along the ${axis}, their first fields are centred at ${values}`
    : `along the ${axis}, their fields are ${values} apart`;
}

/** What a summary says below its table: from where on fields are larger than the input, and where paths are misaligned. */
export function fieldNotes({ graph, fields }: Costs): string[] {
  const notes: string[] = [];
  const first = graph.instances.find((instance) => {
    const field = fields.get(instance.makes);
    return field && instance.part.kind.family !== "pooling" && exceeded(graph, field) !== null;
  });
  if (first) notes.push(`larger than the input from ${instanceText(first)} on`);
  const crooked = graph.instances.filter((instance) => misalignment(instance, fields) !== null);
  const [one, ...more] = crooked;
  if (one) {
    const others = more.length > 0 ? `, and in ${grouped(more.length)} more` : "";
    notes.push(`misaligned paths in ${instanceText(one)}${others}: ${misalignedText(one, fields)}`);
  }
  return notes;
}
