// The two ways in which an editor speaks with the server that it starts.

import type { Channel } from "../lsp/peer";
import { framed, Unframer } from "./framing";

/** Standard input and output. */
export function standardChannel(): Channel {
  // What a library prints must not come between the messages.
  console.log = console.info = console.debug = console.error;
  // A client that has gone away is noticed by the end of the input.
  process.stdout.on("error", () => undefined);
  return {
    send: (message) => {
      process.stdout.write(framed(message));
    },
    listen: (take, ended) => {
      const unframer = new Unframer(take);
      process.stdin.on("data", (bytes: Buffer) => unframer.push(bytes));
      process.stdin.on("end", ended);
      process.stdin.on("close", ended);
      process.stdin.on("error", ended);
    },
  };
}

/** The channel to the process that forked this one. */
export function forkChannel(): Channel {
  return {
    send: (message) => {
      // One that has gone away is noticed by the end of the channel.
      if (process.connected) process.send!(message, undefined, undefined, () => undefined);
    },
    listen: (take, ended) => {
      process.on("message", take);
      process.on("disconnect", ended);
    },
  };
}

/** Calls back once there is no such process any more. */
export function whenGone(pid: number, gone: () => void): void {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      // One that may not be asked is there.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") return;
      clearInterval(timer);
      gone();
    }
  }, 3000);
}
