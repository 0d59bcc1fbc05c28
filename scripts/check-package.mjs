// Refuses a package that holds more than it needs, or that two builds of the same sources would make differently.
import { readFileSync } from "node:fs";
import path from "node:path";
import { build, pack } from "./package.mjs";
import { PACKED } from "./parts.mjs";

const MAXIMUM_BYTES = 1_000_000;
const MAXIMUM_FILES = 40;

const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt|THIRD-PARTY-NOTICES\.txt|SECURITY\.md)$/,
  new RegExp(`^extension/dist/(${PACKED.join("|")})\\.js$`),
  /^extension\/images\/[a-z-]+\.(png|svg)$/,
  /^extension\/syntaxes\/[A-Za-z.-]+\.json$/,
];
const needed = [
  ...PACKED.map((name) => `extension/dist/${name}.js`),
  "extension/THIRD-PARTY-NOTICES.txt",
  "extension/syntaxes/cnn.tmLanguage.json",
];

build();
const target = pack();
const first = readFileSync(target);
build();
const second = readFileSync(pack());

const names = entries(first);
const complaints = [
  ...names
    .filter((name) => !allowed.some((rule) => rule.test(name)))
    .map((name) => `${name} does not belong in it`),
  ...needed.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
];
if (names.length > MAXIMUM_FILES)
  complaints.push(`it holds ${names.length} files, more than ${MAXIMUM_FILES}`);
if (first.length > MAXIMUM_BYTES) complaints.push(`it has ${first.length} bytes, more than ${MAXIMUM_BYTES}`);
if (!first.equals(second)) complaints.push("two builds differ");

for (const complaint of complaints) console.error(`${path.basename(target)}: ${complaint}`);
if (complaints.length > 0) process.exit(1);
console.log(
  `${path.relative(process.cwd(), target)}: ${names.length} files, ${first.length} bytes, two builds equal`,
);

/** The names in a zip file's central directory. */
function entries(zip) {
  // The end-of-directory record is the last 22 bytes, as the packer writes no archive comment.
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const count = zip.readUInt16LE(end + 10);
  const found = [];
  for (let at = zip.readUInt32LE(end + 16); found.length < count; ) {
    const length = zip.readUInt16LE(at + 28);
    found.push(zip.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
