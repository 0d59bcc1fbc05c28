// The core by itself: reading and analysing a long file, and edits of one, nothing printed between. Prints its figures as
// JSON; called with the name of one, and what it is of, that alone.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { analyse, editDocument, openDocuments, problemsOf, readDocument } from "./built/core.mjs";
import { random, textOf, typingColumn } from "./documents.mjs";
import { median, percentile } from "./figures.mjs";

const LAYERS = 100_000;
const LINES = 10_000;
/** So often are 100,000 layers read and analysed. */
const ROUNDS = 9;
/** So many are made, of which the first ones and the second half are told apart: until then the engine compiles. */
const EDITS = { first: 1000, all: 8000 };
const CASCADES = { first: 200, all: 400 };
/** A kind of document may take so many milliseconds. */
const PATIENCE = 4_000;
const KINDS = ["flat", "labels", "blocks", "bodies", "network", "distinct", "faulty"];

const timed = (work) => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

/** Layers a second. */
function throughput(kind) {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    // Of another size each, so that nothing is what it was in the round before.
    const text = textOf(kind, LAYERS).replace("56x56", `${56 + round}x56`);
    return timed(() => analyse("file:///a.cnn", readDocument(text)));
  });
  return LAYERS / (median(rounds) / 1000);
}

/** The time to read every character of a text once. */
function scanning(text, times) {
  let sum = 0;
  const rounds = Array.from({ length: times }, () =>
    timed(() => {
      for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
    }),
  );
  return sum === 0.5 ? 0 : median(rounds);
}

/** Reading alone, against looking at every character. */
function parsing(lines) {
  const text = textOf("flat", lines);
  // As many characters at each length, so that the engine knows the short text as well as the long one.
  const times = Math.max(20, Math.round(2_000_000 / lines));
  const rounds = Array.from({ length: times }, () => timed(() => readDocument(text)));
  return median(rounds) / scanning(text, times);
}

/** Milliseconds of one keystroke, from the edit to all problems. */
function editing(kind) {
  const draw = random(7);
  let open = openDocuments.create("file:///a.cnn", "cnn", 1, textOf(kind, LINES));
  let program = analyse("file:///a.cnn", open.source);
  problemsOf(program);
  const times = [];
  const limit = performance.now() + PATIENCE;
  while (times.length < EDITS.all && performance.now() < limit) {
    const { lines } = open.source;
    const line = Math.floor(draw() * lines.length);
    const character = typingColumn(lines.at(line).text);
    if (character < 0) continue;
    for (const [text, length] of [
      ["1", 0],
      ["", 1],
    ]) {
      const range = { start: { line, character }, end: { line, character: character + length } };
      times.push(
        timed(() => {
          open = openDocuments.update(open, [{ range, text }], open.version + 1);
          program = analyse("file:///a.cnn", open.source, {}, undefined, program);
          problemsOf(program);
        }),
      );
    }
  }
  return parted(times, EDITS.first);
}

/** The first ones, but for a tenth of them, and the second half of all. */
function parted(times, first) {
  const figures = (part) => ({ p50: percentile(part, 0.5), p99: percentile(part, 0.99) });
  return { first: figures(times.slice(first / 10, first)), settled: figures(times.slice(times.length / 2)) };
}

/** The same where the size of the input is what changes, and so every shape. */
function cascading() {
  let document = readDocument(textOf("flat", LINES));
  let program = analyse("file:///a.cnn", document);
  const times = [];
  for (let size = 57; size < 57 + CASCADES.all; size++) {
    times.push(
      timed(() => {
        document = editDocument(document, { from: 0, to: 1, lines: [`input ${size}x${size}x64`] });
        program = analyse("file:///a.cnn", document, {}, undefined, program);
      }),
    );
  }
  return parted(times, CASCADES.first);
}

const MEASURES = {
  parsing: (lines) => parsing(Number(lines)),
  edits: editing,
  cascade: cascading,
  throughput,
};

// Each figure comes of a process of its own: what others leave behind, and what the engine has learned of them, slows it.
const apart = (figure, of = "") =>
  JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), figure, of], { encoding: "utf8" }),
  );
const each = (figure, all) => Object.fromEntries(all.map((of) => [of, apart(figure, of)]));

const [figure, of] = process.argv.slice(2);
const figures = figure
  ? MEASURES[figure](of)
  : {
      parsing: each("parsing", ["1000", "10000", "100000"]),
      edits: each("edits", KINDS),
      cascade: apart("cascade"),
      throughput: each("throughput", ["flat", "commented", "distinct"]),
    };
process.stdout.write(`${JSON.stringify(figures)}\n`);
