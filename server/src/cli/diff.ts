// `cnn diff`: what changed between two files, or between a file and an earlier revision of it.

import { compare } from "../exports/comparison";
import { COMPARISON_FORMATS, type ComparisonFormatName } from "../exports/formats";
import { readRevision } from "../main/git";
import { problemsOf } from "../workspace/problems";
import { type Options, quoted } from "./arguments";
import { isThere, readSource, type Source, sourceOf } from "./files";
import { load } from "./load";
import { complain, print, styleOf } from "./output";
import { settingsOf } from "./settings";

/** Prints the changes; 1 where one of the files has errors, 2 where one cannot be read. */
export function diff(old: string, now: string, options: Options): number {
  const isFile = old === "-" || isThere(old);
  if (!isFile && now === "-") {
    complain("a revision needs the file that it is of, not standard input");
    return 2;
  }
  const sources = isFile ? [readSource(old), readSource(now)] : sidesOf(old, now);
  const settings = settingsOf(options);
  const sides = sources.flatMap((source) => {
    if (source.type === "text") return [load(source, settings)];
    complain(source.message);
    return [];
  });
  const [before, after] = sides;
  if (!before || !after) return 2;
  const comparison = compare(before, after);
  const format = COMPARISON_FORMATS[(options.get("format") ?? "text") as ComparisonFormatName];
  print(format(comparison, styleOf(process.stdout)));
  return sides.some(({ program }) => problemsOf(program).some(({ severity }) => severity === "error"))
    ? 1
    : 0;
}

/** A file in a revision and now. One that only one of them has is compared with nothing: it was added, or deleted. */
function sidesOf(revision: string, path: string): Source[] {
  const before = readRevision(revision, path);
  const stays = isThere(path);
  if (before.type === "absent") {
    if (!stays)
      return [{ type: "fault", message: `${quoted(path)} is neither a file nor in ${quoted(revision)}` }];
    return [sourceOf(`${revision}:${path}`, path, Buffer.alloc(0)), readSource(path)];
  }
  if (before.type === "text" && !stays) return [before, sourceOf(path, path, Buffer.alloc(0))];
  return [before, readSource(path)];
}
