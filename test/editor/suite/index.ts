// The door through which a host, the workbench or desktop VS Code, runs the suite and learns how each test went.
import { appendFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";

/** Mocha's own reporters print where no one reads. */
class Silent extends Mocha.reporters.Base {
  override epilogue(): void {}
}

export async function run(): Promise<void> {
  // The first answers of a cold host on a busy machine take many seconds.
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: Silent });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await Promise.all([
    import("./answers"),
    import("./diagnostics"),
    import("./commands"),
    import("./blocks"),
    import("./imports"),
    import("./settings"),
    import("./server"),
    import("./examples"),
  ]);
  const results = path.join(__dirname, "results.jsonl");
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
    // Written one by one, so that a host that dies leaves what it had done.
    const write = (test: Mocha.Test | Mocha.Hook, error?: Error): void => {
      const line = { title: test.fullTitle(), milliseconds: test.duration ?? 0, error: error?.stack };
      appendFileSync(results, `${JSON.stringify(line)}\n`);
    };
    runner.on("pass", write);
    runner.on("fail", write);
  });
}
