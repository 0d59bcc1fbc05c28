// What is told without being asked waits until what the client asks for is answered: diagnostics may come a moment
// later, while a hover or a line's hint is waited for. After a burst of keys only the last state is told.

/** Diagnostics are not put off for longer, however much is asked. */
const MOST_TURNS = 20;

/** The addresses of documents that something is to be told about. */
export class Outbox {
  private readonly waiting = new Set<string>();
  private busy = false;
  private turns = 0;

  constructor(private readonly tell: (uri: string) => void) {}

  add(uri: string): void {
    this.busy = true;
    if (this.waiting.size === 0) setImmediate(this.next);
    this.waiting.add(uri);
  }

  /** Something has been asked for: its answer comes first. */
  letPass(): void {
    this.busy = true;
  }

  /** Looks whether the client has sent anything in the last turn. */
  private readonly next = (): void => {
    if (this.busy && this.turns < MOST_TURNS) {
      this.busy = false;
      this.turns++;
      setImmediate(this.next);
      return;
    }
    const uris = [...this.waiting];
    this.waiting.clear();
    this.turns = 0;
    for (const uri of uris) this.tell(uri);
  };
}
