// Options that every command has which reads networks → the settings of the analysis.

import { type Framework, isFramework } from "../catalogue/framework";
import type { Settings } from "../workspace/program";
import type { Options } from "./arguments";

/** `--framework`, `--batch` and `--dtype`, each over what the file says; `--in-place`, `--portable`. */
export function settingsOf(options: Options): Settings {
  const framework = options.get("framework");
  const batch = options.get("batch");
  const dtype = options.get("dtype");
  return {
    ...(framework === undefined ? {} : { framework: frameworkOf(framework) }),
    ...(batch === undefined ? {} : { batch: Number(batch) }),
    ...(dtype === undefined ? {} : { dtype }),
    ...(options.has("portable") ? { portable: true } : {}),
    ...(options.has("in-place") ? { inPlace: true } : {}),
  };
}

function frameworkOf(word: string): Framework | null {
  return isFramework(word) ? word : null;
}
