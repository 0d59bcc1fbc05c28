// Lines of Python that hold one layer, `model.add(Conv2D(…))`, `self.conv1 = nn.Conv2d(…)`, `x = Conv2D(32, 3)(x)`, or none,
// `import torch.nn`: what stands around the layer is taken away.

import * as T from "../tokens";
import { closing, endOf, replace, type SlipDraft, startOf, tell } from "./draft";

/** `import torch.nn` is not needed; `import blocks/a.cnn` lacks its quotes. */
export function pastedImports(draft: SlipDraft): void {
  const { tokens } = draft;
  const last = tokens[tokens.length - 1];
  if (tokens[0]?.tokenType !== T.Import || tokens[1]?.tokenType !== T.Name || !last) return;
  const [from, to] = [startOf(tokens[1]), endOf(last)];
  const path = draft.text.slice(from, to);
  // A quote that is not closed is told as such.
  if (draft.text.slice(endOf(tokens[0]), from).trim() !== "") return;
  if (/^[\w./-]+\.cnn$/.test(path)) replace(draft, 1, tokens.length - 1, `"${path}"`, "path");
  else if (/^[A-Za-z_][\w.]*( as \w+)?$/.test(path)) {
    tell(draft, startOf(tokens[0]), to, "", "module");
    draft.tokens = [];
  }
}

/** The layer inside of `model.add(…)`, and behind `self.conv1 =` or `x =` where it is called with the tensor before. */
export function pastedLayers(draft: SlipDraft): void {
  const { tokens, text } = draft;
  const begun = /^\s*(\w+\.add\(|self\.\w+\s*=\s*|\w+\s*=\s*(?=[\w.]+\(.*\)\s*\(\w+\)\s*$))/.exec(text);
  if (!begun) return;
  const first = tokens.findIndex((token) => startOf(token) >= begun[0].length);
  const [before, layer] = [tokens[first - 1], tokens[first]];
  if (!before || layer?.tokenType !== T.Name) return;
  let end = tokens.length;
  if (before.tokenType === T.LeftParenthesis) {
    if (closing(tokens, first - 1) !== tokens.length - 1) return;
    end--;
  } else if (/\)\s*\(\w+\)\s*$/.test(text)) end -= 3;
  const [from, to] = [startOf(tokens[0]!), endOf(tokens[tokens.length - 1]!)];
  const edits = [{ from, to: startOf(layer), text: "" }];
  if (end < tokens.length) edits.push({ from: startOf(tokens[end]!), to, text: "" });
  tell(draft, from, to, text.slice(startOf(layer), endOf(tokens[end - 1]!)), "call", edits);
  draft.tokens = tokens.slice(first, end);
}
