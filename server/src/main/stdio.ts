// The protocol over standard input and output. A message is read where it comes and sent in one piece: the library's own
// streams take several turns of the event loop for it, and two writes, each of which wakes the editor.

import type { Readable, Writable } from "node:stream";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  Disposable,
  type Message,
} from "vscode-languageserver/node";

const HEADER_END = "\r\n\r\n";
/** Wherever it stands: what a header without a length left behind stands before the next one. */
const LENGTH = /(?<![\w-])content-length:[ \t]*(\d+)[ \t]*$/im;

/** In bytes: what is longer without an end is let go. */
const LONGEST_HEADER = 4096;

/** In bytes: no editor sends a text of more than 50 MiB. */
const LONGEST_MESSAGE = 64 * 1024 * 1024;

/**
 * Reads messages, each behind a header that says how many bytes it has. What is none is told as an error, and skipped. It
 * does not say when the input is closed: the library would tell nothing more, and what has come is still to be answered.
 */
export class StdioReader extends AbstractMessageReader {
  /** What has come of a message that is not whole. */
  private parts: Buffer[] = [];
  private size = 0;
  /** So many bytes are needed before there is more to read. */
  private wanted = 0;
  /** So many bytes are still to come of a message that is not read. */
  private skipped = 0;

  constructor(private readonly input: Readable) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const read = (bytes: Buffer): void => this.read(bytes, callback);
    this.input.on("data", read);
    this.input.on("error", (error) => this.fireError(error));
    return Disposable.create(() => this.input.off("data", read));
  }

  private read(piece: Buffer, callback: DataCallback): void {
    const skipped = Math.min(this.skipped, piece.length);
    this.skipped -= skipped;
    const bytes = piece.subarray(skipped);
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.size += bytes.length;
    if (this.size < this.wanted) return;
    const all = this.parts.length === 1 ? bytes : Buffer.concat(this.parts, this.size);
    const rest = all.subarray(this.readAll(all, callback));
    this.parts = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
  }

  /** Reads the messages that are whole; where the next begins. */
  private readAll(all: Buffer, callback: DataCallback): number {
    this.wanted = 0;
    for (let at = 0; ; ) {
      const headerEnd = all.indexOf(HEADER_END, at);
      if (headerEnd < 0) return Math.max(at, all.length - LONGEST_HEADER);
      const start = headerEnd + HEADER_END.length;
      const header = all.toString("latin1", at, headerEnd);
      const length = Number(LENGTH.exec(header)?.[1] ?? Number.NaN);
      if (!Number.isSafeInteger(length)) {
        this.fireError(new Error(`A header says no length: ${header.slice(0, 200)}`));
        at = start;
        continue;
      }
      const end = start + length;
      if (length > LONGEST_MESSAGE) {
        const most = `at most ${LONGEST_MESSAGE} are read`;
        this.fireError(new Error(`A message of ${length} bytes is skipped: ${most}.`));
        this.skipped = Math.max(0, end - all.length);
        at = Math.min(end, all.length);
        continue;
      }
      if (end > all.length) {
        this.wanted = end - at;
        return at;
      }
      this.deliver(all.subarray(start, end), callback);
      at = end;
    }
  }

  private deliver(bytes: Buffer, callback: DataCallback): void {
    try {
      callback(JSON.parse(bytes.toString("utf8")) as Message);
    } catch (error) {
      this.fireError(error);
    }
  }
}

/** Of a message's text, in UTF-8: no unit of it takes more. */
const MOST_BYTES = 3;
const HEADER_ROOM = 40;
/** In bytes: longer messages get room of their own. */
const ROOM = 64 * 1024;

/** Sends each message in one piece. */
export class StdioWriter extends AbstractMessageWriter {
  private faults = 0;
  /** Where messages are written to, one after the other; null while one is being sent. */
  private room: Buffer | null = Buffer.allocUnsafeSlow(ROOM);

  constructor(private readonly output: Writable) {
    super();
    output.on("error", (error) => this.fireError(error));
    output.on("close", () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const text = JSON.stringify(message);
    const room = this.room;
    const fits = room !== null && HEADER_ROOM + MOST_BYTES * text.length <= room.length;
    if (fits) this.room = null;
    const bytes = fits
      ? pieceIn(room, text)
      : `Content-Length: ${Buffer.byteLength(text)}${HEADER_END}${text}`;
    return new Promise((resolve, reject) => {
      this.output.write(bytes, (error) => {
        if (fits) this.room = room;
        if (!error) return resolve();
        this.fireError(error, message, ++this.faults);
        reject(error);
      });
    });
  }

  end(): void {
    this.output.end();
  }
}

/** A message with its header, in a room: how long it is, is known when it stands there. */
function pieceIn(room: Buffer, text: string): Buffer {
  const length = room.write(text, HEADER_ROOM);
  const header = `Content-Length: ${length}${HEADER_END}`;
  const start = HEADER_ROOM - header.length;
  room.write(header, start, "latin1");
  return room.subarray(start, HEADER_ROOM + length);
}
