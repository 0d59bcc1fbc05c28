// Builds the TextMate grammar from lists of words, so that the layers it colours are the layers there are.

/**
 * Every pattern reads a line once from left to right: no repetition holds another one, and none looks further
 * than a word ahead, so that a line of a million characters is coloured in time proportional to its length.
 *
 * @param {{
 *   layers: readonly string[], words: readonly string[], merges: readonly string[], directives: readonly string[],
 *   options: readonly string[], flags: readonly string[], functions: readonly string[]
 * }} lists `words` are the layers that may follow on another's line: activations, normalisations, dropout.
 */
export function grammar(lists) {
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "CNN",
    scopeName: "source.cnn",
    patterns: [
      comment,
      string,
      definition,
      label,
      tensor,
      word("keyword.control", ["let", "import", "block", "network", "if", "else", "repeat", "as"]),
      word("keyword.operator.word", ["and", "or", "not"]),
      word("constant.language", ["true", "false"]),
      word("keyword.other.modifier", ["first", "frozen"]),
      word("keyword.other.directive", lists.directives),
      // A function is tried before a merge: `max(a, b)` is one, and `max a b` is the other.
      call(lists.functions),
      word("keyword.other.merge", lists.merges),
      word("support.type.activation", lists.words),
      word("support.function.layer", lists.layers),
      // A flag is tried before an option: `pad` alone is one, and `pad1` is the option's glued form.
      glued(lists.options),
      word("variable.other.enummember.flag", lists.flags),
      word("variable.parameter.option", lists.options),
      times,
      size,
      number,
      { name: "variable.other.cnn", match: name },
      { name: "keyword.operator.cnn", match: "->|==|!=|<=|>=|//|\\*\\*|[-+*/%=<>:]" },
      { name: "punctuation.separator.branch.cnn", match: "\\|" },
      { name: "punctuation.separator.comma.cnn", match: "," },
      { name: "punctuation.section.block.cnn", match: "[{}]" },
      { name: "punctuation.section.parens.cnn", match: "[()]" },
    ],
  };
}

const name = "[A-Za-z_][A-Za-z0-9_]*";

const comment = {
  name: "comment.line.number-sign.cnn",
  begin: "#",
  beginCaptures: { 0: { name: "punctuation.definition.comment.cnn" } },
  end: "$",
  patterns: [
    {
      match: "\\G ?(cnn:) ?(ignore)((?: [a-z0-9-]+)?)",
      captures: {
        1: { name: "keyword.other.pragma.cnn" },
        2: { name: "keyword.other.pragma.cnn" },
        3: { name: "constant.other.diagnostic.cnn" },
      },
    },
  ],
};

const string = { name: "string.quoted.double.cnn", begin: '"', end: '"|$' };

const definition = {
  match: `(?<![A-Za-z0-9_.])(block|network|let|repeat)\\s(${name})(?=\\s?[({=])`,
  captures: { 1: { name: "keyword.control.cnn" }, 2: { name: "entity.name.function.cnn" } },
};

const label = {
  match: `^\\s*(?:\\|\\s*)?(${name})(:)(?=\\s|$)`,
  captures: { 1: { name: "entity.name.label.cnn" }, 2: { name: "punctuation.separator.label.cnn" } },
};

const tensor = {
  match: `(?<![A-Za-z0-9_.])(?:(in)|(${name}))(\\.)(channels|height|width|depth|length)(?![A-Za-z0-9_])`,
  captures: {
    1: { name: "variable.language.in.cnn" },
    2: { name: "variable.other.cnn" },
    3: { name: "punctuation.accessor.cnn" },
    4: { name: "variable.other.property.cnn" },
  },
};

const times = {
  match: "(?<![A-Za-z0-9_.])(x)(=|[0-9]+)(?![A-Za-z0-9_])",
  captures: { 1: { name: "keyword.other.repeat.cnn" }, 2: { name: "constant.numeric.cnn" } },
};

const size = {
  name: "constant.numeric.size.cnn",
  match:
    "(?<![A-Za-z0-9_.])(?:[0-9][0-9_]*@)?(?:[0-9][0-9_]*|\\?)(?::[0-9]+)?(?:[x×](?:[0-9][0-9_]*|\\?)(?::[0-9]+)?)+",
};

const number = {
  name: "constant.numeric.cnn",
  match:
    "(?<![A-Za-z0-9_.])[0-9][0-9_]*(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?:[KMGT]i?B?|B|%)?(?![A-Za-z0-9_])",
};

function word(scope, list) {
  const name = `${scope}.cnn`;
  // A group with nothing in it would match everywhere, so an empty list matches nowhere.
  if (list.length === 0) return { name, match: "(?!)" };
  return { name, match: `(?<![A-Za-z0-9_.])(?:${alternatives(list)})(?![A-Za-z0-9_])` };
}

function glued(options) {
  if (options.length === 0) return { match: "(?!)" };
  return {
    match: `(?<![A-Za-z0-9_.])(${alternatives(options)})([0-9][0-9:x×]*)(?![A-Za-z0-9_])`,
    captures: { 1: { name: "variable.parameter.option.cnn" }, 2: { name: "constant.numeric.cnn" } },
  };
}

function call(functions) {
  return {
    name: "support.function.builtin.cnn",
    match: `(?<![A-Za-z0-9_.])(?:${alternatives(functions)})(?=\\()`,
  };
}

/** The longest first, so that `dropout` is never read as `drop` with something behind it. */
function alternatives(list) {
  return [...new Set(list)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");
}
