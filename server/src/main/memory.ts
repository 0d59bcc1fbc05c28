// How much room the engine takes for itself.

import { setFlagsFromString } from "node:v8";

/**
 * Leaves young objects the room that the first file has made for them. The engine would double it in a long session, up to
 * 16 MiB twice, though a keystroke leaves a few kilobytes behind. It is asked for this where it is Node itself, whose flags
 * may change while it runs; the extension starts the server with a bound.
 */
export function keepYoungRoom(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
