// Text of a file as a hover shows it: what somebody wrote in a comment must not load a picture or offer a command.

/** Markdown without links, pictures and HTML; emphasis and code stay. */
export function harmless(text: string): string {
  return text.replace(/[\\[\]<]/g, "\\$&");
}

/** A text in code, which ends where it ends. */
export function inCode(text: string): string {
  return `\`${text.replace(/[`\s]+/g, " ")}\``;
}
