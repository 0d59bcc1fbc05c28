// Nothing is executed, written or fetched: the project's own sources say so, and Node holds the built programs to it.
// The scripts that build and test it are tools, and not part of what is installed.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, test } from "vitest";
import { folderOf } from "../support/cli";
import { Wire } from "./wire";

const files = ["client/src", "server/src"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name).replaceAll("\\", "/")),
);
const textOf = (file: string): string => readFileSync(file, "utf8");

/** All that a file takes of Node's modules and of the libraries that reach outside; types do nothing. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  "server/src/cli/files.ts": [
    "node:fs: closeSync, openSync, readSync, statSync",
    "node:path: basename, resolve",
    "node:url: pathToFileURL",
  ],
  "server/src/cli/folders.ts": ["node:fs: readdirSync, realpathSync, statSync", "node:path: join"],
  "server/src/cli/load.ts": ["node:path: relative", "node:url: fileURLToPath"],
  // Speaks over standard input and output, or the channel of the process that started it.
  "server/src/main/connection.ts": [
    "vscode-languageserver/node: createConnection, IPCMessageReader, IPCMessageWriter",
  ],
  "server/src/main/disk.ts": [
    "node:fs: existsSync, readFileSync, realpathSync, statSync",
    "node:path: path",
    "node:url: fileURLToPath, pathToFileURL",
  ],
  // `cnn diff REVISION FILE` asks git for an earlier version of a file.
  "server/src/main/git.ts": [
    "node:child_process: execFileSync",
    "node:fs: existsSync",
    "node:path: dirname, relative, resolve, sep",
  ],
  "server/src/main/cli.ts": ["node:path: join"],
  // Sets one flag of the engine.
  "server/src/main/memory.ts": ["node:v8: setFlagsFromString"],
  // Reads and writes what that says.
  "server/src/main/stdio.ts": [
    "vscode-languageserver/node: AbstractMessageReader, AbstractMessageWriter, Disposable",
  ],
  // Starts the bundled server.
  "client/src/server.ts": [
    "vscode-languageclient/node: LanguageClient, RevealOutputChannelOn, State, TransportKind",
  ],
};

/** What files take from a module that reaches outside: `node:fs: statSync`. */
function outsideOf(text: string): string[] {
  return [...text.matchAll(/^(?:import|export) (?!type )([^"]*?) from "(node:[^"]+|[^"]+\/node)"/gm)].map(
    ([, names, module]) => {
      const list = names!
        .replace(/[{}]/g, "")
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && !name.startsWith("type "));
      return `${module}: ${list.join(", ")}`;
    },
  );
}

/** Ways to run, load or fetch something that no import shows. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  "runs text as code": /\beval\s*\(|\bnew Function\b|\bsetTimeout\s*\(\s*["'`]/,
  "loads code": /\bimport\s*\(|\brequire\s*\(|\bprocess\.(?:binding|dlopen|_linkedBinding)\b|\bWebAssembly\b/,
  "starts a process":
    /\bchild_process\b|\bnew Worker\b|\bworker_threads\b|\bcluster\b|\bcreateTerminal\b|\btasks\.executeTask\b/,
  "reaches the network":
    /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|["'](?:node:)?(?:https?|http2|net|tls|dns|dgram)["']|\bopenExternal\b/,
  "writes a file":
    /\b(?:write|append|copy|truncate|unlink|rm|rmdir|mkdir|mkdtemp|rename|link|symlink|chmod|chown|utimes)(?:File|v)?(?:Sync)\s*\(|\bcreateWriteStream\b|\bfs\.(?:writeFile|delete|rename|copy|createDirectory)\b|\bapplyEdit\b/,
};

const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  "server/src/main/git.ts": ["starts a process"],
  // `cnn lsp` is the server, which stands beside the command line as a file of its own.
  "server/src/main/cli.ts": ["loads code"],
};

describe("the sources", () => {
  test("are there to be read", () => {
    expect(files.length).toBeGreaterThan(200);
  });

  test("reach outside in these places only", () => {
    const found = Object.fromEntries(
      files.map((file) => [file, outsideOf(textOf(file))] as const).filter(([, list]) => list.length > 0),
    );
    expect(found).toEqual(OUTSIDE);
  });

  test("execute, load, fetch and write nothing", () => {
    const found = files.flatMap((file) => {
      const code = withoutComments(textOf(file));
      return Object.entries(FORBIDDEN)
        .filter(([what, pattern]) => pattern.test(code) && !EXCEPTIONS[file]?.includes(what))
        .map(([what]) => `${file} ${what}`);
    });
    expect(found).toEqual([]);
  });

  test("open files to read them", () => {
    for (const file of files)
      for (const [call] of textOf(file).matchAll(/\bopenSync\([^)]*\)/g)) expect(call).toMatch(/, "r"\)$/);
  });

  test.each([
    ["runs text as code", "eval(text)"],
    ["runs text as code", "return new Function('a', text)"],
    ["loads code", "await import(path)"],
    ["starts a process", 'import { spawn } from "node:child_process"'],
    ["reaches the network", 'import http from "node:http"'],
    ["reaches the network", "fetch(url)"],
    ["writes a file", "writeFileSync(path, text)"],
    ["writes a file", "rmSync(path)"],
  ])("would be seen where one %s: %s", (what, code) => {
    expect(FORBIDDEN[what]!.test(code)).toBe(true);
  });
});

function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
}

test("no setting names a program or a path: each is a switch, one of a few words, or a table of such", () => {
  const manifest = JSON.parse(textOf("package.json")) as {
    contributes: { configuration: { properties: Record<string, Setting> } };
  };
  const { properties } = manifest.contributes.configuration;
  const free = Object.entries(properties).filter(([, setting]) => !isClosed(setting));
  expect(free.map(([name]) => name)).toEqual([]);
});

interface Setting {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly additionalProperties?: Setting;
  readonly properties?: Readonly<Record<string, Setting>>;
}

function isClosed(setting: Setting): boolean {
  if (setting.type === "boolean" || setting.type === "number" || setting.type === "integer") return true;
  if (setting.type === "string") return setting.enum !== undefined;
  if (setting.type !== "object") return false;
  const inner = [...Object.values(setting.properties ?? {}), ...[setting.additionalProperties ?? []].flat()];
  return inner.length > 0 && inner.every(isClosed);
}

const MAIN = 'import "parts/one.cnn"\nlet width = 8\ninput 8x8x3\none width\n';

describe("a program that Node lets neither write, nor start a process, nor a thread", () => {
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  const FLAGS = [permission, "--allow-fs-read=*", "--no-warnings"];
  const cwd = folderOf({ "parts/one.cnn": "block one(n) {\n  conv n 3x3 same\n}\n", "a.cnn": MAIN });
  const run = (words: readonly string[]) =>
    spawnSync(process.execPath, [...FLAGS, join(inject("programs"), "cli.js"), ...words], {
      cwd,
      encoding: "utf8",
    });

  test.each([
    ["summary", ["summary", "a.cnn"]],
    ["check", ["check", "--format", "sarif", "a.cnn"]],
    ["sweep", ["sweep", "a.cnn", "width=4,8"]],
    ["explain", ["explain", "conv"]],
  ])("cnn %s does its work", (_, words) => {
    expect(run(words)).toMatchObject({ status: 0, stderr: "" });
  });

  test("the server does its work", async () => {
    const wire = new Wire(FLAGS);
    await wire.answer(wire.ask("initialize", { processId: null, rootUri: null, capabilities: {} }));
    wire.tell("initialized", {});
    const uri = pathToFileURL(join(cwd, "a.cnn")).href;
    wire.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "cnn", version: 1, text: MAIN },
    });
    const totals = await wire.answer(wire.ask("cnn/totals", { uri }));
    expect(totals?.result).toMatchObject({ errors: 0 });
    expect(await wire.stop()).toBe(0);
  });
});
