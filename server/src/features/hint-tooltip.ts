// The tooltip of a hint: how the numbers at the end of a line arise.

import type { MarkupContent } from "vscode-languageserver-types";
import type { Part } from "../analysis/run";
import { macsOf, type Totals } from "../analysis/totals";
import { grouped } from "../base/whole";
import { formatShape } from "../catalogue/shape";
import { parametersText } from "./counts";
import { sited, working } from "./layer-texts";
import type { LineResult } from "./line-results";
import type { EditorSettings } from "./settings";

/** Longer lists end in `…`. */
const MOST = 12;

export function explained(result: LineResult, settings: EditorSettings): MarkupContent {
  const lines: string[] = [];
  if (result.network) lines.push(...networkLines(result.network.run.totals));
  const all = lines.concat(result.parts.flatMap((part) => partLines(part, settings, 1)));
  const shown = all.length > MOST ? [...all.slice(0, MOST), "…"] : all;
  if (computing(result.parts) > 1) shown.push(`**${parametersText(result.totals)} parameters** in all`);
  return { kind: "markdown", value: shown.join("  \n") };
}

function computing(parts: readonly Part[]): number {
  return parts.filter((part) => part.type !== "input" && part.type !== "select" && part.type !== "output")
    .length;
}

/** The totals of a network, a line each. */
export function networkLines(totals: Totals): string[] {
  const lines = [`**${parametersText(totals)} parameters**`];
  if (totals.nonTrainable > 0)
    lines.push(`${grouped(totals.trainable)} trainable, ${grouped(totals.nonTrainable)} not`);
  const macs = macsOf(totals);
  lines.push(`${macs === null ? `≥ ${grouped(totals.macs)}` : grouped(macs)} MACs`);
  lines.push(`${grouped(totals.layers)} layers`);
  if (totals.unknownParameters > 0) lines.push("Something in it is not known: see the problems.");
  return lines;
}

function partLines(part: Part, settings: EditorSettings, times: number): string[] {
  const multiple = times > 1 ? `${grouped(times)} × ` : "";
  switch (part.type) {
    case "layer": {
      const known = sited(part);
      const text = known && working(known);
      const count = text ?? (part.kind.weights ? parametersText(part.totals) : "no parameters");
      return [`${multiple}\`${part.word.text}\` ${count}${part.reused ? ", counted at its first use" : ""}`];
    }
    case "call":
      return [`${multiple}\`${part.block.name}\` ${parametersText(part.totals)}`];
    case "branches": {
      const branches = part.runs.map(
        (run, index) =>
          `branch ${index + 1}: ${formatShape(run.output?.shape ?? null, settings.shapeStyle)}, ${parametersText(run.totals)}`,
      );
      return [...branches, ...partLines(part.merge, settings, times)];
    }
    case "repeat":
      return part.iterations.flatMap((iteration) => {
        const count = times * iteration.times;
        const parts = iteration.parts.flatMap((each) => partLines(each, settings, count));
        if (!iteration.run) return parts;
        return [`${grouped(count)} × ${parametersText(iteration.run.totals)}`, ...parts];
      });
    case "input":
      return [`input ${formatShape(part.shape, settings.shapeStyle)}`];
    case "select":
      return [`continues from ${formatShape(part.shape, settings.shapeStyle)}`];
    case "unknown":
      return ["not known"];
    default:
      return [];
  }
}
