// Opens a workspace that nobody has trusted: nothing in it is executed, so everything is shown there as elsewhere.
import path from "node:path";
import { out, scratch } from "./paths.mjs";
import { step } from "./results.mjs";
import { address, remote, serve } from "./workbench.mjs";

const PATIENCE = { timeout: 60_000 };

export async function openRestricted(run, browser) {
  const results = [];
  const server = await serve({
    folder: path.join(scratch, "restricted"),
    package: run.package,
    restricted: true,
    settings: {
      "security.workspace.trust.enabled": true,
      "security.workspace.trust.startupPrompt": "never",
    },
  });
  const page = await browser.newPage();
  try {
    await step(results, "in an untrusted workspace: hints and the total are shown", async () => {
      const file = path.join(run.workspace, "examples", "first.cnn");
      await page.goto(address(server, run.workspace, [["openFile", remote(server, file)]]));
      const shown = (place, text) => page.locator(place, { hasText: text }).first().waitFor(PATIENCE);
      await shown(".statusbar-item", "Restricted Mode");
      await shown(".monaco-editor .view-line", "→ 94×94×60");
      await shown(".statusbar-item", "50,828,751 parameters");
    });
  } catch {
    // The step has reported itself.
    await page.screenshot({ path: path.join(out, "restricted.png") }).catch(() => undefined);
  } finally {
    await page.close().catch(() => undefined);
    server.stop();
  }
  return results;
}
