// The other side of a connection, as JSON-RPC has it: it asks and tells, and is asked and told. A message is handled when
// it comes and before the next one, so that an answer is about the text as it was when it was asked for.

/** How messages come and go. */
export interface Channel {
  send(message: object): void;
  /** Takes every message from now on, whatever it is, and is told when there will be none any more. */
  listen(take: (message: unknown) => void, ended: () => void): void;
}

/** What can be wrong with a request, as JSON-RPC numbers it. */
const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;

export class Peer {
  private readonly answers = new Map<string, (params: unknown) => unknown>();
  private readonly listeners = new Map<string, (params: unknown) => unknown>();
  private readonly waiting = new Map<unknown, (result: unknown) => void>();
  private asked = 0;

  constructor(private readonly channel: Channel) {}

  /** How a request is answered; what fails is answered with an error. */
  onRequest<P>(method: string, answer: (params: P) => unknown): void {
    this.answers.set(method, answer as (params: unknown) => unknown);
  }

  /** What is done at a notification; it must not fail. */
  onNotification<P>(method: string, listener: (params: P) => unknown): void {
    this.listeners.set(method, listener as (params: unknown) => unknown);
  }

  listen(ended: () => void): void {
    this.channel.listen((message) => this.take(message), ended);
  }

  notify(method: string, params: object): void {
    this.channel.send({ jsonrpc: "2.0", method, params });
  }

  /** Asks; the answer is taken as any message, before the next one. Who is refused hears nothing. */
  request(method: string, params?: object, answered?: (result: unknown) => void): void {
    const id = this.asked++;
    if (answered) this.waiting.set(id, answered);
    this.channel.send({ jsonrpc: "2.0", id, method, params });
  }

  private take(message: unknown): void {
    if (typeof message !== "object" || message === null) return;
    const { id, method, params, result, error } = message as Readonly<Record<string, unknown>>;
    if (typeof method !== "string") this.takeAnswer(id, result, error);
    else if (id === undefined) this.listeners.get(method)?.(params);
    else this.answer(id, method, params);
  }

  private answer(id: unknown, method: string, params: unknown): void {
    const answer = this.answers.get(method);
    if (answer === undefined) return this.refuse(id, METHOD_NOT_FOUND, `Unhandled method ${method}`);
    try {
      const result = answer(params);
      if (result instanceof Promise)
        result.then(
          (later) => this.reply(id, later),
          (error) => this.refuse(id, INTERNAL_ERROR, `${method}: ${messageOf(error)}`),
        );
      else this.reply(id, result);
    } catch (error) {
      this.refuse(id, INTERNAL_ERROR, `${method}: ${messageOf(error)}`);
    }
  }

  private reply(id: unknown, result: unknown): void {
    this.channel.send({ jsonrpc: "2.0", id, result: result === undefined ? null : result });
  }

  private refuse(id: unknown, code: number, message: string): void {
    this.channel.send({ jsonrpc: "2.0", id, error: { code, message } });
  }

  private takeAnswer(id: unknown, result: unknown, error: unknown): void {
    const answered = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined || error === null) answered?.(result);
  }
}

function messageOf(error: unknown): string {
  const { message } = (typeof error === "object" && error !== null ? error : {}) as { message?: unknown };
  return typeof message === "string" ? message : String(error);
}
