// What a user can set, read from whatever a client sends: unknown or misspelt values fall back to the defaults.

import type { Severity } from "../base/problem";
import { type Framework, isFramework } from "../catalogue/framework";
import type { ShapeStyle } from "../catalogue/shape";

export interface HintSettings {
  readonly enabled: boolean;
  readonly shapes: boolean;
  readonly parameters: boolean;
  readonly macs: boolean;
  readonly memory: boolean;
  readonly align: boolean;
}

export interface EditorSettings {
  /** Holds where a file has no `framework` line. */
  readonly framework: Framework | null;
  readonly shapeStyle: ShapeStyle;
  readonly portable: boolean;
  /** Whether figures of memory have activations write over their input. */
  readonly inPlaceActivations: boolean;
  readonly inlayHints: HintSettings;
  /** By code. */
  readonly severity: ReadonlyMap<string, Severity | "off">;
}

export const DEFAULT_SETTINGS: EditorSettings = {
  framework: null,
  shapeStyle: "HxWxC",
  portable: false,
  inPlaceActivations: false,
  inlayHints: { enabled: true, shapes: true, parameters: true, macs: false, memory: false, align: true },
  severity: new Map(),
};

const SHAPE_STYLES: readonly string[] = ["HxWxC", "CxHxW", "C@HxW"];
const SEVERITIES: readonly string[] = ["error", "warning", "information", "hint", "off"];

/** Reads the section `cnn`. */
export function readSettings(section: unknown): EditorSettings {
  const { framework, shapeStyle, portable, inPlaceActivations, inlayHints, diagnostics } = fields(section);
  const hints = fields(inlayHints);
  const standard = DEFAULT_SETTINGS.inlayHints;
  const severity = new Map<string, Severity | "off">();
  for (const [code, value] of Object.entries(fields(fields(diagnostics).severity))) {
    if (typeof value === "string" && SEVERITIES.includes(value)) severity.set(code, value as Severity);
  }
  return {
    framework: typeof framework === "string" && isFramework(framework) ? framework : null,
    shapeStyle: SHAPE_STYLES.includes(shapeStyle as string) ? (shapeStyle as ShapeStyle) : "HxWxC",
    portable: portable === true,
    inPlaceActivations: inPlaceActivations === true,
    inlayHints: {
      enabled: truth(hints.enabled, standard.enabled),
      shapes: truth(hints.shapes, standard.shapes),
      parameters: truth(hints.parameters, standard.parameters),
      macs: truth(hints.macs, standard.macs),
      memory: truth(hints.memory, standard.memory),
      align: truth(hints.align, standard.align),
    },
    severity,
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function truth(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}
