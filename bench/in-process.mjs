// The core by itself, in this process: reading and analysing a long file, and edits of one, nothing printed between.
// Prints its figures as JSON.
import { analyse, editDocument, openDocuments, problemsOf, readDocument } from "./built/core.mjs";
import { random, textOf, typingColumn } from "./documents.mjs";
import { median, percentile } from "./figures.mjs";

const LAYERS = 100_000;
const LINES = 10_000;
const EDITS = 1000;
/** A kind of document may take so many milliseconds. */
const PATIENCE = 4_000;
const KINDS = ["flat", "labels", "blocks", "bodies", "network", "distinct", "faulty"];

const timed = (work) => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

/** Layers a second; no two rounds share a line where none repeats, as lines that are known are not read again. */
function throughput(kind) {
  const rounds = [0, 1, 2].map((round) => {
    const text = textOf(kind, LAYERS).replaceAll("  # ", `  # ${round} `);
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
  const times = Math.max(20, Math.round(200_000 / lines));
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
  while (times.length < EDITS && performance.now() < limit) {
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
  return {
    p50: percentile(times.slice(times.length / 10), 0.5),
    p99: percentile(times.slice(times.length / 10), 0.99),
  };
}

/** The same where the size of the input is what changes, and so every shape. */
function cascading() {
  let document = readDocument(textOf("flat", LINES));
  let program = analyse("file:///a.cnn", document);
  const times = [];
  for (let size = 57; size < 257; size++) {
    times.push(
      timed(() => {
        document = editDocument(document, { from: 0, to: 1, lines: [`input ${size}x${size}x64`] });
        program = analyse("file:///a.cnn", document, {}, undefined, program);
      }),
    );
  }
  return { p50: percentile(times.slice(20), 0.5), p99: percentile(times.slice(20), 0.99) };
}

// What leaves much behind comes last: collecting it would be counted with what follows.
const figures = {
  parsing: Object.fromEntries([1000, 10_000, 100_000].map((lines) => [lines, parsing(lines)])),
  edits: Object.fromEntries(KINDS.map((kind) => [kind, editing(kind)])),
  cascade: cascading(),
  throughput: Object.fromEntries(["flat", "distinct"].map((kind) => [kind, throughput(kind)])),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
