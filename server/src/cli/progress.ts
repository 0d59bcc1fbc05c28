// How far a long run is: a line on the terminal that goes again, and nothing where no terminal reads.

/** A file more often than this is not told. */
const EVERY_MILLISECONDS = 200;

export class Progress {
  private files = 0;
  private told = Date.now() + EVERY_MILLISECONDS;
  private shown = false;

  /** A file is about to be read. */
  next(): void {
    this.files++;
    const now = Date.now();
    if (!process.stderr.isTTY || now - this.told < EVERY_MILLISECONDS) return;
    this.told = now;
    this.shown = true;
    process.stderr.write(`\r\u001b[K${this.files} files …`);
  }

  /** Something else is about to be written. */
  clear(): void {
    if (this.shown) process.stderr.write("\r\u001b[K");
    this.shown = false;
  }
}
