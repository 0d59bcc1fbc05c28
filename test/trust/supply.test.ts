// What the programs are made of: few packages, all known here, all bundled, none that runs anything when it is installed.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
// @ts-expect-error: scripts are plain JavaScript
import * as parts from "../../scripts/parts.mjs";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}
interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Readonly<Record<string, Locked>>;
};
/** What is installed for the programs themselves. */
const runtime = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== "" && !dev);
const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf("node_modules/") + 13);

const ALLOWED = [
  ...["chevrotain", "@chevrotain/cst-dts-gen", "@chevrotain/gast", "@chevrotain/regexp-to-ast"],
  ...["@chevrotain/types", "@chevrotain/utils", "lodash-es"],
  ...["vscode-languageclient", "semver", "minimatch", "brace-expansion", "balanced-match"],
  ...[
    "vscode-languageserver",
    "vscode-languageserver-protocol",
    "vscode-languageserver-types",
    "vscode-jsonrpc",
  ],
  "vscode-languageserver-textdocument",
];
const LICENCES = ["MIT", "ISC", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];

describe("the packages that the programs need", () => {
  test("are at most five, each of one version", () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(5);
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("and what those bring along, are the ones known here", () => {
    expect([...new Set(runtime.map(([folder]) => nameOf(folder)))].sort()).toEqual([...ALLOWED].sort());
  });

  test("are fixed by a checksum, and run nothing when they are installed", () => {
    for (const [folder, { integrity, hasInstallScript }] of runtime) {
      expect(integrity, folder).toMatch(/^sha512-/);
      expect(hasInstallScript ?? false, folder).toBe(false);
    }
  });

  test("have licences that let everybody use them", () => {
    for (const [folder, { license }] of runtime) expect(LICENCES, folder).toContain(license);
  });
});

test("the project itself runs nothing when it is installed", () => {
  const hooks = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
  expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
});

const { BOUNDS, BUNDLES, PACKED, PARTS, STARTS } = parts as {
  readonly BOUNDS: readonly { readonly files: readonly string[]; readonly most: number }[];
  readonly BUNDLES: readonly string[];
  readonly PACKED: readonly string[];
  readonly PARTS: Readonly<Record<string, unknown>>;
  readonly STARTS: Readonly<Record<"server" | "cli", readonly string[]>>;
};
const LATER = Object.keys(PARTS);
/** What each file of the bundles loads of those beside it. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  server: STARTS.server.slice(1),
  cli: STARTS.cli.slice(1),
  core: ["grammar", ...LATER],
  more: ["core"],
  ...Object.fromEntries(LATER.map((part) => [part, STARTS.cli.slice(1)])),
};

describe("the bundles", () => {
  const folder = inject("programs");

  test("are known", () => {
    expect(readdirSync(folder).sort()).toEqual(BUNDLES.map((name) => `${name}.js`).sort());
  });

  test("are in the package, but for the command line", () => {
    const lines = readFileSync(".vscodeignore", "utf8").split("\n");
    const packed = lines.filter((line) => line.startsWith("!dist/"));
    expect(packed.sort()).toEqual(PACKED.map((name) => `!dist/${name}.js`).sort());
  });

  const loads = BUNDLES.map((name) => [name, BESIDE[name] ?? []] as const);
  test.each(loads)("%s loads what Node and the editor have, and %j", (name, beside) => {
    const code = readFileSync(join(folder, `${name}.js`), "utf8");
    const loaded = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module!);
    const own = loaded.filter((module) => module.startsWith("."));
    expect([...new Set(own)].sort()).toEqual(beside.map((file) => `./${file}.js`).sort());
    const outside = loaded.filter((module) => !module.startsWith("."));
    if (["client", ...Object.keys(STARTS)].includes(name)) expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter((module) => module !== "vscode" && !isBuiltin(module))).toEqual([]);
    // No other way to load than by a name that is written there; the server stands beside the command line.
    const computed = [...code.matchAll(/\brequire\(([^")]*)/g)].filter(([, given]) => given !== "");
    expect(computed.length).toBe(name === "cli" ? 1 : 0);
    expect(code).not.toMatch(/\bimport\(/);
  });

  test.each(BOUNDS)("$files have at most $most kB", ({ files, most }) => {
    const bytes = files.reduce((sum, name) => sum + statSync(join(folder, `${name}.js`)).size, 0);
    expect(bytes / 1000).toBeLessThanOrEqual(most);
  });
});

describe("the notices", () => {
  const text = readFileSync("THIRD-PARTY-NOTICES.txt", "utf8");

  test("hold the licence of every package that is bundled", async () => {
    const script = "../../scripts/notices.mjs";
    const { notices, bundledPackages } = (await import(script)) as {
      notices(): Promise<string>;
      bundledPackages(): Promise<{ name: string; text: string }[]>;
    };
    expect(text, "run `npm run generate`").toBe(await notices());
    const packages = await bundledPackages();
    expect(packages.filter((each) => each.text === "").map(({ name }) => name)).toEqual([]);
    for (const { name } of packages) expect(ALLOWED).toContain(name);
  });

  test("are in the package", () => {
    expect(readFileSync(".vscodeignore", "utf8")).toContain("!THIRD-PARTY-NOTICES.txt");
  });
});

test("the threat model names tests that are there", () => {
  const page = readFileSync("SECURITY.md", "utf8");
  const named = [...page.matchAll(/`(?:test\/trust\/)?(\w+\.test\.ts)`/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(readFileSync(join("test/trust", name), "utf8")).not.toBe("");
});
