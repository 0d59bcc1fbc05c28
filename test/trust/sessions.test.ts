// Random sessions with the built server: exactly one answer a request, none of them stale, and it never ends by itself.

import { expect, test } from "vitest";
import { clientOf } from "../../server/src/lsp/client";
import { Random } from "../fuzz/random";
import { counted, patience } from "../support/counts";
import { announcedBy } from "./announced";
import { ClientSession } from "./session";
import { type Message, Wire } from "./wire";

const SESSIONS = counted(2_000);
/** Sessions with one server, before another is started. */
const A_SERVER = 50;

const CAPABILITIES = [
  {},
  { textDocument: { diagnostic: {} }, workspace: { textDocumentContent: {}, diagnostics: {} } },
  {
    textDocument: { inlayHint: { resolveSupport: { properties: ["tooltip"] } } },
    workspace: {
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      diagnostics: { refreshSupport: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    },
  },
];

test(
  `${SESSIONS} random sessions`,
  async () => {
    const faults: string[] = [];
    for (let first = 0; first < SESSIONS && faults.length === 0; first += A_SERVER) {
      const wire = new Wire();
      const early = wire.ask("textDocument/hover", {});
      const params = {
        processId: null,
        rootUri: null,
        capabilities: CAPABILITIES[(first / A_SERVER) % CAPABILITIES.length]!,
        initializationOptions: { commands: ["cnn.explain", "cnn.showSummary"] },
      };
      const ready = await wire.answer(wire.ask("initialize", params));
      wire.tell("initialized", {});
      expect(await wire.answer(early), "a request before the first").toBeDefined();
      const { capabilities } = ready!.result as { capabilities: Record<string, unknown> };
      const announced = announcedBy(capabilities);
      let settings: object = {};
      for (let seed = first; seed < Math.min(SESSIONS, first + A_SERVER); seed++) {
        const session = new ClientSession(wire, clientOf(params), announced, new Random(seed), settings);
        const ended = await session.run();
        settings = ended.settings;
        faults.push(
          ...[...ended.faults, ...complaints(wire.told)].map((fault) => `session ${seed}: ${fault}`),
        );
      }
      expect(await wire.stop(), "the server's exit").toBe(0);
    }
    expect(faults).toEqual([]);
  },
  patience(SESSIONS, 200),
);

/** Failures of its own that the server has caught and logged, but for those of parameters that make no sense. */
function complaints(told: readonly Message[]): string[] {
  return told
    .filter(({ method }) => method === "window/logMessage")
    .map(({ params }) => (params as { message: string }).message)
    .filter((message) => !/Cannot (read properties of|destructure)/.test(message));
}
