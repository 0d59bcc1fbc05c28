// Builds the programs once for all tests, into a folder of its own, so that runs side by side do not meet.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
// @ts-expect-error: scripts are plain JavaScript
import { bundle } from "../../scripts/build.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder that holds cli.js and server.js. */
    programs: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "cnn-programs-"));
  await bundle(folder);
  project.provide("programs", folder);
  return () => rm(folder, { recursive: true, force: true });
}
