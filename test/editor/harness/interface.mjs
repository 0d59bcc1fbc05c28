// Uses the workbench as a person does, by keyboard and eye: types the first network, breaks it, repairs it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { out, root } from "./paths.mjs";
import { step } from "./results.mjs";
import { address, remote } from "./workbench.mjs";

const network = readFileSync(path.join(root, "examples", "first.cnn"), "utf8").trimEnd();
/** What a workbench served to a browser has in its status bar, and one on a desktop has not. */
const OTHERS = "#status\\.host, #status\\.forwardedPorts, #status\\.workbench\\.keyboardLayout";
const PATIENCE = { timeout: 60_000 };

export async function driveInterface(run, server, browser) {
  const results = [];
  const file = path.join(run.workspace, "network.cnn");
  writeFileSync(file, "");
  const context = await browser.newContext({ viewport: { width: 900, height: 430 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const strangers = requestsElsewhere(context);
  const at = (title, body) => step(results, `in the interface: ${title}`, body);
  try {
    await at("an empty file opens", async () => {
      await page.goto(address(server, run.workspace, [["openFile", remote(server, file)]]));
      await page.locator(".monaco-editor .view-line").first().waitFor(PATIENCE);
      await closeAround(page);
    });
    await at("each line shows its shape and parameters as it is typed", () => typeNetwork(page));
    await at("the status bar totals the network", () =>
      seeStatus(page, "50,828,751 parameters · 1.29G MACs · 5.11 MiB peak"),
    );
    await at("a file without indentation gets that of networks", () => seeStatus(page, "Spaces: 2"));
    await at("a hover explains a count", () => hoverOver(page));
    await at("a broken kernel is underlined", () => breakKernel(page));
    await at("the repaired one is not", () => repairKernel(page));
    if (run.options.has("--screenshot")) await at("the picture is taken", () => takePicture(page));
    await at("nothing beyond this machine was asked for", () => {
      if (strangers.size > 0) throw new Error([...strangers].join("\n"));
    });
  } catch {
    // The step has reported itself; the ones after it would only repeat that it failed.
    await shoot(page, "failure").catch(() => undefined);
  } finally {
    await context.close().catch(() => undefined);
  }
  return results;
}

async function typeNetwork(page) {
  await page.locator(".monaco-editor .view-lines").first().click();
  const shapes = ["", "100×100×1", "94×94×60", "90×90×100", "45×45×100", "202,500", "250", "200", "1"];
  for (const [index, line] of network.split("\n").entries()) {
    await page.keyboard.type(`${index > 0 ? "\n" : ""}${line}`, { delay: 15 });
    if (shapes[index]) await seeLine(page, line, `→ ${shapes[index]}`);
  }
  for (const count of ["3,000", "150,100", "50,625,250", "50,200", "201"]) await seeLine(page, "", count);
  const typed = await page.locator(".monaco-editor .view-line").count();
  if (typed !== network.split("\n").length)
    throw new Error(`${typed} lines stand where the network was typed`);
}

/** Waits for a line of the editor that holds both texts; the editor draws every space as a no-break one. */
async function seeLine(page, start, text) {
  await page.waitForFunction(
    ([start, text]) =>
      [...document.querySelectorAll(".monaco-editor .view-line")].some((line) => {
        const shown = line.textContent.replace(/\s+/g, " ");
        return shown.startsWith(start) && shown.includes(text);
      }),
    [start, text],
    PATIENCE,
  );
}

function seeStatus(page, text) {
  return page.locator(".statusbar-item", { hasText: text }).waitFor(PATIENCE);
}

async function hoverOver(page) {
  await goTo(page, 3, 2);
  await command(page, "Show or Focus Hover");
  const hover = page.locator(".monaco-hover:visible", { hasText: /\(7·7·1 \+ 1\)·60 = 3,000/ });
  await hover.first().waitFor(PATIENCE);
  await shoot(page, "hover");
  await page.keyboard.press("Escape");
}

async function breakKernel(page) {
  await goTo(page, 3, 9);
  await page.keyboard.type("10");
  await goTo(page, 3, 15);
  await page.keyboard.press("Escape");
  await shoot(page, "broken");
  await page.locator(".monaco-editor .squiggly-error").first().waitFor(PATIENCE);
}

async function repairKernel(page) {
  await goTo(page, 3, 11);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page
    .locator(".monaco-editor .squiggly-error")
    .first()
    .waitFor({ ...PATIENCE, state: "detached" });
  await seeLine(page, "conv 60 7x7", "3,000");
  await shoot(page, "repaired");
}

async function takePicture(page) {
  await page.addStyleTag({ content: `${OTHERS} { display: none !important; }` });
  // The seventh line holds nearly every parameter, and there is room below it.
  await goTo(page, 7, 2);
  await command(page, "Show or Focus Hover");
  await page.locator(".monaco-hover:visible", { hasText: "50,625,250" }).first().waitFor(PATIENCE);
  // The hover fades in.
  await page.waitForTimeout(500);
  const folder = path.join(root, "docs", "images");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, "editor.png") });
}

/** Leaves the file alone in the window. */
async function closeAround(page) {
  await command(page, "View: Close Primary Side Bar").catch(() => undefined);
  await page.locator(".monaco-editor .view-lines").first().click();
}

async function command(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor({ state: "visible" });
  await input.fill(`>${title}`);
  await page
    .locator(".quick-input-list .monaco-list-row", { hasText: title })
    .first()
    .waitFor({ timeout: 5_000 });
  await page.keyboard.press("Enter");
}

async function goTo(page, line, column) {
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor({ state: "visible" });
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** What the page asks of any other machine; webviews have an address of their own that the page itself answers. */
function requestsElsewhere(context) {
  const found = new Set();
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const ours = hostname === "127.0.0.1" || hostname.endsWith(".vscode-cdn.net");
    if (protocol.startsWith("http") && !ours) found.add(`${hostname}: ${request.url()}`);
  });
  return found;
}

async function shoot(page, name) {
  await page.screenshot({ path: path.join(out, `${name}.png`) });
}
