// Words of others in what is printed: each stays in its line, and is no command to whatever reads along.

/** Line ends of whatever reader, control characters, and what turns the direction of the text behind it. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** A name of a file, or a word of the command line, as it stands in a line. */
export function inLine(word: string): string {
  return word.replace(UNPRINTABLE, "\ufffd");
}

/**
 * Lines for people, fit for the log of a continuous integration: GitHub's runner obeys a line that begins with `::`, and
 * like others whatever stands behind `##[` or `##vso[` anywhere. No network says either.
 */
export function forLog(lines: string): string {
  return lines.replace(/##(?=\w*\[)/g, "#\ufffd").replace(/^([^\S\n]*):(?=:)/gm, "$1\ufffd");
}
