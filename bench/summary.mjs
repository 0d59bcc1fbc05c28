// `cnn summary` of ResNet-50 against a PyTorch script that prints the same: the time and the memory of each as a process.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "./figures.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ROUNDS = 5;

/** Medians of both; null where that Python has no PyTorch. */
export async function summaries(python) {
  if (spawnSync(python, ["-c", "import torch"]).status !== 0) return null;
  const script = [python, here("summary.py")];
  const ours = [
    process.execPath,
    here("../dist/cli.js"),
    "summary",
    here("../examples/pytorch/resnet50.cnn"),
  ];
  const runs = { script: [], ours: [] };
  for (let round = 0; round < ROUNDS; round++) {
    runs.script.push(await measured(script));
    runs.ours.push(await measured(ours));
  }
  const figures = (list) => ({
    time: median(list.map(({ time }) => time)),
    memory: median(list.map(({ memory }) => memory)),
  });
  return { script: figures(runs.script), ours: figures(runs.ours) };
}

/** Milliseconds from start to end, and the most memory that was resident, in MiB. */
async function measured([program, ...words]) {
  const begun = performance.now();
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "inherit"] });
  let memory = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 2);
  const status = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return { time: performance.now() - begun, memory };
}
