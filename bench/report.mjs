// The figures as a page: ratios first, as they are what holds on another machine.
import { cpus, loadavg, totalmem } from "node:os";
import { BOUNDS, PARTS, STARTS } from "../scripts/parts.mjs";
import { asRatio, median, pairedRatio, shown } from "./figures.mjs";

const TITLES = {
  flat: "a layer a line",
  labels: "a label every five lines",
  blocks: "calls of ten blocks",
  bodies: "bodies in braces",
  network: "inside `network n { … }`",
  distinct: "no two layers alike",
  commented: "a comment on every line",
  faulty: "a fault in every line",
};

const THROUGHPUT = {
  flat: { what: "lines repeat", aim: "≥ 1" },
  commented: { what: "no two lines alike, for their comments", aim: "≥ 0.15" },
  distinct: { what: "no two layers alike", aim: "≥ 0.15" },
};

const grouped = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
const row = (...cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => "---")), ...rows].join("\n");

export function report(all) {
  return `${[
    "# Performance",
    "Written by `npm run bench`; do not edit. The *floor* is an empty `vscode-languageserver` that reads every change, tells one fault where the text holds what is typed wrongly, and answers null: what it takes, every server takes. Absolute times depend on the machine and on what else it does; the ratios are medians over rounds in which the servers take turns.",
    machine(all),
    "## Against the floor",
    "CPU a key is the server's processor time for a keystroke and its answer.",
    againstFloor(all),
    "## Other documents",
    `${grouped(Math.max(...all.lengths))} lines each. The same places are typed at as above. Where every line is at fault, all faults are told with every keystroke, which no ratio is asked of.`,
    otherDocuments(all),
    ...servers(all),
    "## Memory and bundles",
    memory(all),
    ...script(all),
    "## In process",
    "Each figure comes of a process of its own. Of edits, first those from the 101st to the 1,000th, while the engine compiles; then the second half of up to 8,000 in four seconds (where all shapes change: from the 21st to the 200th, and the second half of 400).",
    inProcess(all.inProcess),
  ].join("\n\n")}\n`;
}

function machine({ rounds, keys }) {
  const [cpu] = cpus();
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)}; ${rounds} rounds of ${keys} keystrokes an activity.`;
}

/** A figure of every round. */
export function values({ sessions }, server, document, lines, read) {
  return sessions
    .filter((one) => one.server === server && one.document === document && one.lines === lines)
    .map(read);
}

export const OURS = "CNN Language";
const FIGURES = [
  ["keystroke → diagnostics, CPU a key", (one) => one.diagnostics.cpu, "≤ 1.5 ×", "ms"],
  ["keystroke → diagnostics, p50", (one) => one.diagnostics.p50, "", "ms"],
  ["keystroke → diagnostics, p99", (one) => one.diagnostics.p99, "≤ 2 ×", "ms"],
  ["hover, p50", (one) => one.hover.p50, "≤ 2 ×", "ms"],
  ["hover, p99", (one) => one.hover.p99, "≤ 2 ×", "ms"],
  ["inlay hints of a screenful, p50", (one) => one.hints.p50, "≤ 2 ×", "ms"],
  ["inlay hints of a screenful, p99", (one) => one.hints.p99, "≤ 2 ×", "ms"],
  ["start → first diagnostics", (one) => one.start, "≤ 1.5 × at 100", "ms"],
];

function cell(all, document, lines, read) {
  const own = values(all, OURS, document, lines, read);
  const base = values(all, "floor", document, lines, read);
  return `**${asRatio(pairedRatio(own, base))}** (${shown(median(own))} : ${shown(median(base))})`;
}

function againstFloor(all) {
  const head = ["", ...all.lengths.map((lines) => `${grouped(lines)} lines`), "aim"];
  return table(
    head,
    FIGURES.map(([name, read, aim, unit]) =>
      row(`${name} (${unit})`, ...all.lengths.map((lines) => cell(all, "flat", lines, read)), aim),
    ),
  );
}

function otherDocuments(all) {
  const lines = Math.max(...all.lengths);
  const kinds = [...new Set(all.sessions.map(({ document }) => document))].filter((kind) => kind !== "flat");
  return table(
    ["", ...kinds.map((kind) => TITLES[kind] ?? kind)],
    FIGURES.map(([name, read, , unit]) =>
      row(`${name} (${unit})`, ...kinds.map((kind) => cell(all, kind, lines, read))),
    ),
  );
}

function servers(all) {
  const others = all.measured.map(({ name }) => name).filter((name) => name !== "floor" && name !== OURS);
  if (others.length === 0) return [];
  const read = (one) => one.diagnostics.cpu;
  const ratio = (server, lines) =>
    asRatio(pairedRatio(values(all, server, "flat", lines, read), values(all, "floor", "flat", lines, read)));
  return [
    "## Other servers",
    "Keystroke → diagnostics, CPU a key against the floor, each server with a file of its own language.",
    table(
      ["", ...all.lengths.map((lines) => `${grouped(lines)} lines`)],
      [OURS, ...others].map((name) => row(name, ...all.lengths.map((lines) => ratio(name, lines)))),
    ),
  ];
}

function memory({ memory: soaked, bundles, edits, ...all }) {
  const [shortest, longest] = [Math.min(...all.lengths), Math.max(...all.lengths)];
  const idle = median(values(all, OURS, "flat", shortest, (one) => one.idle));
  const after = median(values(all, OURS, "flat", longest, (one) => one.memory));
  const floor = median(values(all, "floor", "flat", longest, (one) => one.memory));
  return table(
    ["what", "measured", "aim"],
    [
      row(`server, ${grouped(shortest)} lines open, idle`, `${shown(idle)} MiB`, "≤ 60 MiB"),
      row(
        `server, after a session on ${grouped(longest)} lines`,
        `${shown(after)} MiB (floor ${shown(floor)})`,
        "≤ 85 MiB",
      ),
      ...(soaked
        ? [
            row(
              `server, ${grouped(edits)} edits after ${grouped(edits / 5)} of warm-up (after as many again: ${shown(soaked.later)} MiB)`,
              `${shown(soaked.warm)} → ${shown(soaked.end)} MiB (${asRatio(soaked.warm && soaked.end / soaked.warm)})`,
              "≤ 1.10 ×",
            ),
          ]
        : []),
      ...weights(bundles),
    ],
  );
}

/** What is loaded at the start, what later, and all of it. */
function weights(bundles) {
  const weight = (what, names, most) => {
    const bytes = names.reduce((sum, name) => sum + bundles[name], 0);
    return row(what, `${grouped(bytes / 1000)} kB`, most ? `≤ ${most} kB` : "");
  };
  const named = (names, what) => `${names.map((name) => `\`${name}.js\``).join(" + ")}${what ?? ""}`;
  const { server, cli } = STARTS;
  return [
    ...BOUNDS.map(({ files, what, most }) => weight(named(files, what && `: ${what}`), files, most)),
    ...Object.entries(PARTS).map(([name, { when }]) => weight(named([name], `, loaded ${when}`), [name])),
    weight("the server with all that it may load", [
      ...new Set([...server, ...cli.slice(1), ...Object.keys(PARTS)]),
    ]),
  ];
}

/** The command line against a script that prints the same (`summary.py`), where there was a Python to run it. */
function script({ summary }) {
  if (!summary) return [];
  const { script: theirs, ours } = summary;
  const against = (what, read, unit, aim) =>
    row(
      what,
      `**${asRatio(read(theirs) / read(ours))}** less (${shown(read(ours))} : ${shown(read(theirs))} ${unit})`,
      aim,
    );
  return [
    "## Against a PyTorch script",
    "`cnn summary` of ResNet-50 against `bench/summary.py`, which prints the same; each a process from start to end.",
    table(
      ["what", "measured", "aim"],
      [
        against("time", ({ time }) => time, "ms", "≥ 10 ×"),
        against("most memory resident", ({ memory: most }) => most, "MiB", "≥ 6 ×"),
      ],
    ),
  ];
}

function inProcess({ throughput, parsing, edits, cascade }) {
  const times = ({ first, settled }) =>
    [first, settled].map(({ p50, p99 }) => `${shown(p50)} ms, ${shown(p99)} ms`).join("; then ");
  return table(
    ["what", "measured", "aim"],
    [
      ...Object.entries(throughput).map(([kind, layers]) =>
        row(
          `100,000 layers parsed and analysed, ${THROUGHPUT[kind].what}`,
          `${shown(layers / 1e6)} million a second`,
          THROUGHPUT[kind].aim,
        ),
      ),
      ...Object.entries(parsing).map(([lines, ratio]) =>
        row(
          `parsing ${grouped(Number(lines))} lines against reading every character once`,
          asRatio(ratio),
          "≤ 6 ×",
        ),
      ),
      ...Object.entries(edits).map(([kind, figures]) =>
        row(
          `one edit in 10,000 lines (${TITLES[kind]}), with all problems: p50, p99`,
          times(figures),
          "0.1 ms, 0.5 ms",
        ),
      ),
      row("the input's size in 10,000 lines, all shapes change: p50, p99", times(cascade), "p99 ≤ 5 ms"),
    ],
  );
}
