// Finds a browser of Chromium's family to show the workbench in, and installs one where that needs no question.
import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const elsewhere = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) =>
    ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].map((file) =>
      path.join(process.env[variable] ?? "C:\\", file),
    ),
  ),
};

/** The browser's path, or undefined where there is none. */
export function findBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...(elsewhere[process.platform] ?? []),
  ];
  return candidates.find(isExecutable);
}

/** As `findBrowser`, after trying to install Chromium where the system lets us: Debian and its kin, as root. */
export function findOrInstallBrowser() {
  const found = findBrowser();
  if (found || process.platform !== "linux" || process.getuid?.() !== 0) return found;
  console.log("Installing Chromium for the editor tests.");
  try {
    const quiet = {
      stdio: ["ignore", "ignore", "ignore"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    execFileSync("apt-get", ["update"], quiet);
    execFileSync(
      "apt-get",
      ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
      quiet,
    );
  } catch {
    console.log("Chromium could not be installed.");
  }
  return findBrowser();
}

export function launch(executablePath) {
  const { chromium } = createRequire(import.meta.url)("playwright-core");
  return chromium.launch({
    executablePath,
    args: [
      "--headless=new",
      // Chromium refuses to run as root with its sandbox; the only page it opens here is our own.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
