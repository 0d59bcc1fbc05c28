// Messages in a stream of bytes: each is JSON behind a header that says its length.

const HEADER_END = "\r\n\r\n";

/** A message with its header. */
export function framed(message: object): string {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}${HEADER_END}${text}`;
}

/** Takes bytes as they come, and gives every message once it is whole. */
export class Unframer {
  /** What has come of the next message, its header included. */
  private pieces: Buffer[] = [];
  private come = 0;
  /** How many bytes the next message needs; 0 while that is not known. */
  private needed = 0;

  constructor(private readonly take: (message: unknown) => void) {}

  push(bytes: Buffer): void {
    this.pieces.push(bytes);
    this.come += bytes.length;
    // The pieces of a long message are put together once, not at every piece.
    if (this.come < this.needed) return;
    const all = this.pieces.length === 1 ? bytes : Buffer.concat(this.pieces, this.come);
    const rest = all.subarray(this.readFrom(all));
    this.pieces = rest.length > 0 ? [rest] : [];
    this.come = rest.length;
  }

  /** Reads the messages that are whole; where the next one begins. */
  private readFrom(bytes: Buffer): number {
    let start = 0;
    this.needed = 0;
    for (;;) {
      const headerEnd = bytes.indexOf(HEADER_END, start);
      if (headerEnd < 0) return start;
      const body = headerEnd + HEADER_END.length;
      const length = lengthIn(bytes.toString("latin1", start, headerEnd));
      if (body + length > bytes.length) {
        this.needed = body + length - start;
        return start;
      }
      const message = length === 0 ? undefined : parsed(bytes.toString("utf8", body, body + length));
      start = body + length;
      if (message !== undefined) this.take(message);
    }
  }
}

/** The length that a header gives; 0 where it gives none: there is nothing to read behind it. */
function lengthIn(header: string): number {
  const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(header)?.[1] ?? 0);
  return Number.isSafeInteger(length) ? length : 0;
}

/** What is no JSON is no message. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
