// The requests that a server announces, read from its capabilities as the protocol defines them: a new one is asked at once.

/** What each capability promises. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  textDocumentSync: [],
  workspace: [],
  positionEncoding: [],
  hoverProvider: ["textDocument/hover"],
  inlayHintProvider: ["textDocument/inlayHint"],
  codeActionProvider: ["textDocument/codeAction"],
  codeLensProvider: ["textDocument/codeLens"],
  definitionProvider: ["textDocument/definition"],
  declarationProvider: ["textDocument/declaration"],
  typeDefinitionProvider: ["textDocument/typeDefinition"],
  implementationProvider: ["textDocument/implementation"],
  referencesProvider: ["textDocument/references"],
  documentHighlightProvider: ["textDocument/documentHighlight"],
  documentSymbolProvider: ["textDocument/documentSymbol"],
  workspaceSymbolProvider: ["workspace/symbol"],
  documentLinkProvider: ["textDocument/documentLink"],
  colorProvider: ["textDocument/documentColor"],
  documentFormattingProvider: ["textDocument/formatting"],
  documentRangeFormattingProvider: ["textDocument/rangeFormatting"],
  documentOnTypeFormattingProvider: ["textDocument/onTypeFormatting"],
  renameProvider: ["textDocument/rename"],
  foldingRangeProvider: ["textDocument/foldingRange"],
  selectionRangeProvider: ["textDocument/selectionRange"],
  linkedEditingRangeProvider: ["textDocument/linkedEditingRange"],
  callHierarchyProvider: ["textDocument/prepareCallHierarchy"],
  typeHierarchyProvider: ["textDocument/prepareTypeHierarchy"],
  monikerProvider: ["textDocument/moniker"],
  inlineValueProvider: ["textDocument/inlineValue"],
  completionProvider: ["textDocument/completion"],
  signatureHelpProvider: ["textDocument/signatureHelp"],
  semanticTokensProvider: ["textDocument/semanticTokens/full"],
  diagnosticProvider: ["textDocument/diagnostic"],
  executeCommandProvider: ["workspace/executeCommand"],
};

/** What resolves the items of a list. */
const RESOLVED: Readonly<Record<string, string>> = {
  "textDocument/inlayHint": "inlayHint/resolve",
  "textDocument/codeAction": "codeAction/resolve",
  "textDocument/codeLens": "codeLens/resolve",
  "textDocument/completion": "completionItem/resolve",
  "textDocument/documentLink": "documentLink/resolve",
  "workspace/symbol": "workspaceSymbol/resolve",
};

export interface Announced {
  readonly methods: readonly string[];
  /** By the list whose items it resolves. */
  readonly resolves: ReadonlyMap<string, string>;
  readonly commands: readonly string[];
}

/** What the answer to `initialize` announces. */
export function announcedBy(capabilities: Readonly<Record<string, unknown>>): Announced {
  const methods: string[] = [];
  const resolves = new Map<string, string>();
  let commands: string[] = [];
  for (const [name, value] of Object.entries(capabilities)) {
    const promised = PROMISED[name];
    if (promised === undefined) throw new Error(`${name} is no capability that is known here`);
    if (value === false) continue;
    methods.push(...promised);
    const options = (typeof value === "object" ? value : {}) as Record<string, unknown>;
    for (const method of promised)
      if (options.resolveProvider === true && RESOLVED[method]) resolves.set(method, RESOLVED[method]);
    if (options.prepareProvider === true) methods.push("textDocument/prepareRename");
    if (name === "semanticTokensProvider" && options.range) methods.push("textDocument/semanticTokens/range");
    if (name === "executeCommandProvider") commands = options.commands as string[];
  }
  return { methods, resolves, commands };
}
