// Runs the suite in the extension host of the workbench from npm, then the same workbench as its user sees it.

import path from "node:path";
import { launch } from "./browser.mjs";
import { driveInterface } from "./interface.mjs";
import { scratch } from "./paths.mjs";
import { openRestricted } from "./restricted.mjs";
import { readResults } from "./results.mjs";
import { address, remote, serve } from "./workbench.mjs";

/** Nothing in the picture but the network and what the extension says about it. */
const plain = {
  "workbench.colorTheme": "Default Light Modern",
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
  "breadcrumbs.enabled": false,
  "editor.minimap.enabled": false,
  "editor.scrollbar.vertical": "hidden",
  "editor.overviewRulerBorder": false,
  "editor.hideCursorInOverviewRuler": true,
  "editor.occurrencesHighlight": "off",
  // Below its line, a hover leaves the lines above it readable.
  "editor.hover.above": false,
};

/** A host that neither passes nor fails has hung. */
const LIMIT = 300_000;

export async function runInWorkbench(run) {
  const server = await serve({
    folder: path.join(scratch, "server"),
    package: run.package,
    settings: plain,
  });
  let browser;
  const results = [];
  try {
    browser = await launch(run.browser);
    if (!run.options.has("--screenshot")) results.push(...(await runSuite(run, server, browser)));
    results.push(...(await driveInterface(run, server, browser)));
    if (!run.options.has("--screenshot")) results.push(...(await openRestricted(run, browser)));
  } finally {
    await browser?.close();
    server.stop();
  }
  if (results.some(({ error }) => error)) console.log(server.log().slice(-2_000));
  return results;
}

async function runSuite(run, server, browser) {
  const page = await browser.newPage();
  const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  const lines = [];
  await page.exposeFunction("codeAutomationLog", (_type, args) => lines.push(args.join(" ")));
  await page.goto(
    address(server, run.workspace, [
      ["extensionDevelopmentPath", remote(server, run.host)],
      ["extensionTestsPath", remote(server, run.tests)],
    ]),
  );
  let timer;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, LIMIT, undefined);
  });
  const code = await Promise.race([ended, limit]);
  clearTimeout(timer);
  await page.close();
  const results = readResults(run.results);
  if (code !== 0 && !results.some(({ error }) => error)) {
    const reason = code === undefined ? `it did not end in ${LIMIT / 1000} s` : `it ended with ${code}`;
    results.push({
      title: "the workbench ran the suite",
      milliseconds: 0,
      error: `${reason}\n${lines.join("\n")}`,
    });
  }
  return results;
}
