// What is told without being asked waits until what has come is answered: diagnostics may come a moment later, while a
// hover or a line's hint is waited for. After a burst of keys only the last state is told.

/** Diagnostics are not put off for longer, however much has come. */
const MOST_MESSAGES = 20;

/** The addresses of documents that something is to be told about. */
export class Outbox {
  private waiting: string[] = [];
  private passed = 0;

  constructor(private readonly tell: (uri: string) => void) {}

  add(uri: string): void {
    if (!this.waiting.includes(uri)) this.waiting.push(uri);
  }

  /** A message has been answered, and perhaps another waits. */
  read(more: boolean): void {
    if (this.waiting.length === 0) return;
    this.passed++;
    if (more && this.passed < MOST_MESSAGES) return;
    const uris = this.waiting;
    this.waiting = [];
    this.passed = 0;
    for (const uri of uris) this.tell(uri);
  }
}
