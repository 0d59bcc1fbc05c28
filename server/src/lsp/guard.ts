// The one place where a failure of ours is caught: it is logged, and the request answers empty.

export interface Log {
  error(message: string): void;
}

/** A handler that never fails; where it would, the answer is what `empty` gives. */
export function guarded<Q, R>(
  log: Log,
  name: string,
  handler: (question: Q) => R,
  empty: (question: Q) => Awaited<R>,
): (question: Q) => R | Awaited<R> {
  const failed = (error: unknown, question: Q): Awaited<R> => {
    try {
      log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } catch {
      // The connection is gone; there is nobody to tell.
    }
    return empty(question);
  };
  return (question) => {
    try {
      const answer = handler(question);
      return answer instanceof Promise ? (answer.catch((error) => failed(error, question)) as R) : answer;
    } catch (error) {
      return failed(error, question);
    }
  };
}
