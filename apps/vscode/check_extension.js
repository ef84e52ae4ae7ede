// Checks the extension as far as it goes without an editor: what package.json names is there, the grammar's patterns match
// every keyword, the bundle loads, and its activation starts the server, whose features reach the editor.
//   node check_extension.js PROGRAM
"use strict";
const assert = require("assert");
const fs = require("fs");
const Module = require("module");
const path = require("path");

const here = __dirname;
const read = (name) => JSON.parse(fs.readFileSync(path.join(here, name), "utf8"));

// ---- the manifest
const manifest = read("package.json");
const { contributes } = manifest;
const named = [...contributes.grammars.map((g) => g.path), ...contributes.snippets.map((s) => s.path), ...contributes.languages.map((l) => l.configuration)];
for (const file of named) read(file);
assert(contributes.grammars.every((g) => read(g.path).scopeName === g.scopeName));
for (const [name, snippet] of Object.entries(read("snippets/rettesnor.json"))) assert(snippet.prefix && snippet.body.length > 1, name);

// ---- the grammar: every spelling of every keyword is matched whole, in its own language
const grammar = read("syntaxes/rettesnor.tmLanguage.json");
const rows = [...fs.readFileSync(path.join(here, "../../grammar/keywords.def"), "utf8").matchAll(/^RSN_KEYWORD\((\w+), "([^"]*)", "([^"]*)"\)/gm)];
assert(rows.length > 150);
for (const [language, column] of [["english", 2], ["danish", 3]]) {
  const [declaration, , other] = grammar.repository[language].patterns.map((p) => new RegExp(p.match, "u"));
  for (const row of rows) {
    for (const spelling of row[column].split("|")) {
      const named = declaration.exec(`${spelling} some_name`);
      const found = other.exec(`x ${spelling} y`);
      assert((named && named[1] === spelling) || (found && found[0] === spelling), `${language}: \`${spelling}\` is not coloured`);
    }
  }
}
for (const pattern of grammar.repository.common.patterns) new RegExp(pattern.match, "u");

// ---- the bundle, against an editor that is made up: everything exists, does nothing, and can be extended
const heard = [];
const anything = (name) => {
  const made = class {
    constructor(...values) { Object.assign(this, { values }); }
    dispose() {}
  };
  return new Proxy(made, {
    get(target, key) {
      if (key in target || typeof key === "symbol") return target[key];
      if (/^(on[A-Z]|create|register|set|show)/.test(String(key))) return (...given) => { heard.push([`${name}.${String(key)}`, given]); return anything("made"); };
      return (target[key] = anything(`${name}.${String(key)}`));
    },
    apply: () => anything(name),
  });
};
const vscode = anything("vscode");
const fixed = (object, values) => new Proxy(object, { get: (target, key) => (key in values ? values[key] : target[key]) });
const program = process.argv[2];
const workspace = fixed(vscode.workspace, {
  getConfiguration: () => ({ get: (key) => ({ program, language: "en" })[key] }),
  workspaceFolders: undefined, textDocuments: [], notebookDocuments: [],
});
const languages = fixed(vscode.languages, {
  createDiagnosticCollection: () => ({ set() {}, delete() {}, clear() {}, dispose() {} }),
  match: () => 10,
});
const env = fixed(vscode.env, { language: "en", appName: "made up" });
class EventEmitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}
class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel() {}
  dispose() {}
}
const stub = fixed(vscode, { workspace, languages, env, EventEmitter, CancellationTokenSource, version: "1.90.0" });
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? stub : load(name, ...rest));
const extension = require(path.join(here, manifest.main));
assert.equal(typeof extension.activate, "function");
assert.equal(typeof extension.deactivate, "function");

const limit = setTimeout(() => { console.error("the server did not answer"); process.exit(1); }, 30000);
(async () => {
  await extension.activate({ subscriptions: [] });
  const complaints = heard.filter(([name]) => name === "vscode.window.showErrorMessage");
  assert.deepEqual(complaints, []);
  // What the server said it can do was registered with the editor.
  for (const what of ["Hover", "Definition", "Rename", "CompletionItem", "CodeActions", "CodeLens", "InlayHints", "FoldingRange", "DocumentSemanticTokens", "DocumentFormattingEdit"]) {
    assert(heard.some(([name]) => name === `vscode.languages.register${what}Provider`), `${what} was not registered`);
  }
  await extension.deactivate();
  clearTimeout(limit);
  console.log("1 passed, 0 failed");
  process.exit(0);
})().catch((problem) => { console.error(problem); process.exit(1); });
