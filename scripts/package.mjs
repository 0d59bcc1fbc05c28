// Packs the extension into a .vsix whose bytes depend on the sources alone, so that two builds can be compared.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");

/** Writes the package, by default as out/NAME-VERSION.vsix, and returns its path. What is in dist/ goes in. */
export function pack(target = path.join(root, "out", `${name}-${version}.vsix`)) {
  mkdirSync(path.dirname(target), { recursive: true });
  const options = ["--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository"];
  execFileSync(process.execPath, [vsce, "package", ...options, "--out", target], {
    cwd: root,
    // Any fixed moment will do; a zip file cannot tell one before 1980.
    env: { ...process.env, SOURCE_DATE_EPOCH: "946728000" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return target;
}

export function build() {
  execFileSync(process.execPath, [path.join(root, "scripts", "build.mjs")], { cwd: root, stdio: "inherit" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build();
  console.log(path.relative(process.cwd(), pack()));
}
