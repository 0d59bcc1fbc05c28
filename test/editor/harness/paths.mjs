// Says once where the tests keep what they install, build and write.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const root = path.dirname(path.dirname(here));
/** The workbench: VS Code's own server and page, as the npm package code-server carries them. */
export const workbench = path.join(here, "node_modules", "code-server", "lib", "vscode");
/** What a run of the tests writes and the next one deletes. */
export const scratch = path.join(here, ".workbench", "tests");
/** The same for a workbench that someone has started to try the extension, which tests must leave alone. */
export const started = path.join(here, ".workbench", "start");
export const out = path.join(here, "out");
