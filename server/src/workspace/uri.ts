// Addresses of files as one text each, whatever way a client writes them, and paths from one file to another.

interface Address {
  /** `file://` and the host, if there is one. */
  readonly origin: string;
  readonly segments: readonly string[];
}

/** Reads `file:///a/b.cnn`; null for what is no path (`untitled:…`) or cannot be decoded. */
function parse(uri: string): Address | null {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)$/.exec(uri);
  if (!match) return null;
  const [, scheme, authority, path] = match;
  try {
    const segments = path!.split("/").slice(1).map(decodeURIComponent);
    // Drive letters are the same in both cases.
    const drive = segments[0] ?? "";
    if (/^[A-Z]:$/.test(drive)) segments[0] = drive.toLowerCase();
    return { origin: `${scheme!.toLowerCase()}://${(authority ?? "").toLowerCase()}`, segments };
  } catch {
    return null;
  }
}

function format({ origin, segments }: Address): string | null {
  try {
    return `${origin}/${segments.map(encodeURIComponent).join("/")}`;
  } catch {
    return null;
  }
}

/** The same address for all ways of writing it; what is no path stays as it is. */
export function canonical(uri: string): string {
  const address = parse(uri);
  return (address && format(address)) ?? uri;
}

/** The folder that a file stands in; null where the address is no path. */
export function folderOf(uri: string): string | null {
  const address = parse(uri);
  return address && format({ ...address, segments: address.segments.slice(0, -1) });
}

/** Whether an address is inside of a folder, by their texts. */
export function isInside(folder: string, uri: string): boolean {
  const root = canonical(folder).replace(/\/+$/, "");
  return canonical(uri).startsWith(`${root}/`);
}

/** The file that a relative path (`../blocks/a.cnn`) leads to from another; null where it leads above the top. */
export function resolvePath(from: string, path: string): string | null {
  const address = parse(from);
  if (!address) return null;
  const segments = address.segments.slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") segments.push(part);
    else if (segments.pop() === undefined) return null;
  }
  return format({ ...address, segments });
}

/** The path from one file to another, as an import would write it; the whole address where there is none. */
export function relativePath(from: string, to: string): string {
  const [start, end] = [parse(from), parse(to)];
  if (!start || !end || start.origin !== end.origin) return to;
  const folders = start.segments.slice(0, -1);
  let common = 0;
  while (
    common < folders.length &&
    common < end.segments.length - 1 &&
    folders[common] === end.segments[common]
  )
    common++;
  return [...folders.slice(common).map(() => ".."), ...end.segments.slice(common)].join("/");
}

/** The last part of an address, as people call the file. */
export function baseName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
