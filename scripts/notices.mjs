// The licences of everything that is bundled, read off the bundles themselves, so that none is forgotten.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { analyseBundles } from "./build.mjs";

const RULE = "=".repeat(80);

/** The packages whose code is in the bundles: their folder, name, version, licence and its text, by name. */
export async function bundledPackages() {
  const folders = new Set();
  for (const file of await analyseBundles()) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
      return { folder, name, version, license, text: licenceText(folder) };
    })
    .sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
}

function licenceText(folder) {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|thirdpartynotices)/i.test(name));
  return files
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n").trim())
    .join("\n\n");
}

/** THIRD-PARTY-NOTICES.txt as it should be. */
export async function notices() {
  const parts = (await bundledPackages()).map(
    ({ name, version, license, text }) =>
      `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${text || `Licensed under ${license}.`}\n`,
  );
  return `CNN Language contains code of the packages below, each under its own licence.\n\n${parts.join("\n")}`;
}
