// The one place where a failure of ours is caught: it is logged, and the request answers empty.

export interface Log {
  error(message: string): void;
}

/** A handler that never fails. */
export function guarded<A extends readonly unknown[], R>(
  log: Log,
  name: string,
  handler: (...args: A) => R,
  empty: Awaited<R>,
): (...args: A) => R | Awaited<R> {
  const failed = (error: unknown): Awaited<R> => {
    try {
      log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } catch {
      // The connection is gone; there is nobody to tell.
    }
    return empty;
  };
  return (...args) => {
    try {
      const answer = handler(...args);
      return answer instanceof Promise ? (answer.catch(failed) as R) : answer;
    } catch (error) {
      return failed(error);
    }
  };
}
