// Who may import whom: the table of docs/architecture.md, read against the sources.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = "server/src";

/** The table's rows: a module, and the modules and packages that it may import. */
function table(): Map<string, Set<string>> {
  const text = readFileSync("docs/architecture.md", "utf8");
  const rows = text.matchAll(/^\| `(\w+)` \| (.*?) \|/gm);
  return new Map(
    [...rows].map((row) => [row[1]!, new Set(row[2]!.split(", ").map((name) => name.replaceAll("`", "")))]),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? sources(file) : file.endsWith(".ts") ? [file] : [];
  });
}

/** What a file imports: modules of ours by their folder, packages by their name, `node` for Node's own. */
function imports(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^(?:import|export)[^"]*?from "([^"]+)"|^import "([^"]+)"/gm)].map((match) => {
    const name = (match[1] ?? match[2])!;
    if (name.startsWith("node:")) return "node";
    if (!name.startsWith(".")) return name.split("/")[0]!;
    const target = path.posix.relative(ROOT, path.posix.join(path.posix.dirname(file), name));
    return target.startsWith("..") ? path.posix.basename(target) : target.split("/")[0]!;
  });
}

test("every module imports only what the table allows", () => {
  const allowed = table();
  const faults: string[] = [];
  for (const file of sources(ROOT)) {
    const module = path.posix.relative(ROOT, file).split("/")[0]!;
    const list = allowed.get(module);
    if (!list) faults.push(`${module} is not in the table`);
    else
      for (const name of imports(file))
        if (name !== module && !list.has(name)) faults.push(`${file} imports ${name}`);
  }
  expect([...new Set(faults)]).toEqual([]);
});
