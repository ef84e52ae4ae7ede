// The same text has the same colours by CodeMirror's language and by the TextMate grammar, character by character; and what the
// server knows to be a keyword, a string, a number or a comment is one here.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { rettesnorLanguage, rettesnorMarkdownLanguage } from "../src/index.js";
import { isLiterate, ruleFiles } from "./support.js";

const scopes = {
  "comment.line.double-dash.rettesnor": "comment", "string.quoted.double.rettesnor": "string", "variable.other.quoted.rettesnor": "quotedName",
  "constant.numeric.date.rettesnor": "date", "constant.numeric.rettesnor": "number", "support.constant.unit.rettesnor": "unit",
  "keyword.operator.rettesnor": "operator", "keyword.declaration.rettesnor": "declaration", "entity.name.function.rettesnor": "declaredName",
  "keyword.other.rettesnor": "keyword", "keyword.control.rettesnor": "languageWord", "constant.language.rettesnor": "languageCode",
};
const ofMarkdown = new Set(["fence", "prose", "heading", "code", "strong", "emphasis", "link"]);

/// Grammars by the scope they are for. Markdown itself, which Visual Studio Code brings, is left out: prose has no colour.
async function grammars(root) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(root, "apps/vscode/syntaxes", name), "utf8"));
  await oniguruma.loadWASM(fs.readFileSync(path.join(root, "web/node_modules/vscode-oniguruma/release/onig.wasm")).buffer);
  const known = { "source.rettesnor": read("rettesnor.tmLanguage.json"), "text.html.markdown.rettesnor": read("rettesnor-markdown.tmLanguage.json") };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (p) => new oniguruma.OnigScanner(p), createOnigString: (s) => new oniguruma.OnigString(s) }),
    loadGrammar: async (scope) => known[scope] ?? { scopeName: scope, patterns: [] },
  });
  return { plain: await registry.loadGrammar("source.rettesnor"), literate: await registry.loadGrammar("text.html.markdown.rettesnor") };
}

/// For each character of the text, the name of what it is, or nothing.
function byTextMate(grammar, text) {
  const out = new Array(text.length);
  let stack = textmate.INITIAL;
  let at = 0;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    for (const token of tokens) {
      const name = token.scopes.map((scope) => scopes[scope]).findLast(Boolean);
      if (name) out.fill(name, at + token.startIndex, at + Math.min(token.endIndex, line.length));
    }
    stack = ruleStack;
    at += line.length + 1;
  }
  return out;
}

export function byCodeMirror(text, literate) {
  const out = new Array(text.length);
  const language = literate ? rettesnorMarkdownLanguage : rettesnorLanguage;
  language.parser.parse(text).iterate({ enter: ({ name, from, to, node }) => {
    if (!node.firstChild && node.parent && !ofMarkdown.has(name)) out.fill(name, from, to);
  } });
  return out;
}

const place = (text, at) => `line ${text.slice(0, at).split("\n").length}: ${JSON.stringify(text.slice(text.lastIndexOf("\n", at - 1) + 1).split("\n")[0])}`;

// What may be coloured as what, by the server's word for it. A name that is spelled as a keyword is for the parser to tell.
const fits = {
  keyword: ["keyword", "declaration", "unit", "languageWord", "languageCode"], string: ["string"], number: ["number", "date"],
  comment: ["comment"], operator: ["operator"],
};

/// @return the server's marks: { from, to, type }
async function marks(server, file, text) {
  const { data } = await server.about(file, text, "textDocument/semanticTokens/full");
  const lines = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  const out = [];
  for (let i = 0, line = 0, column = 0; i < data.length; i += 5) {
    column = data[i] ? data[i + 1] : column + data[i + 1];
    line += data[i];
    out.push({ from: lines[line] + column, to: lines[line] + column + data[i + 2], type: server.legend[data[i + 3]] });
  }
  return out;
}

export async function check(root, server) {
  const { plain, literate } = await grammars(root);
  let characters = 0;
  const seen = {};
  const missed = [];
  const names = { all: 0, asKeywords: 0 };
  const files = ruleFiles(root, ["rules", "samples", "tests", "web/samples"]);
  for (const file of files) {
    const text = fs.readFileSync(file, "utf8").replace(/\r\n?/gu, "\n");
    const name = path.relative(root, file);
    const expected = byTextMate(isLiterate(file) ? literate : plain, text);
    const found = byCodeMirror(text, isLiterate(file));
    const differs = found.findIndex((token, at) => token !== expected[at]);
    assert(differs < 0, `${name}, ${place(text, differs)}: ${found[differs]} by CodeMirror, ${expected[differs]} by TextMate`);
    characters += text.length;
    for (const token of found) if (token) seen[token] = (seen[token] ?? 0) + 1;
    if (/^(rules|samples)/u.test(name)) {
      for (const { from, to, type } of await marks(server, file, text)) {
        const wanted = fits[type];
        const is = found.slice(from, to);
        if (wanted && !is.every((token) => wanted.includes(token))) missed.push(`${name}, ${place(text, from)}: \`${text.slice(from, to)}\` is ${type}, here ${is[0]}`);
        if (!wanted) ++names.all;
        if (!wanted && ["keyword", "unit"].includes(is[0])) ++names.asKeywords;
        if (!wanted && is.some((token) => token && !["keyword", "declaration", "unit", "declaredName", "quotedName"].includes(token))) missed.push(`${name}, ${place(text, from)}: ${type} \`${text.slice(from, to)}\` is ${is}`);
      }
    }
  }
  for (const token of Object.values(scopes)) assert(seen[token] > 0, `no file has a ${token}`);
  assert.deepEqual(missed.slice(0, 20), [], `${missed.length}`);
  return `${files.length} files, ${characters} characters; of ${names.all} names ${names.asKeywords} look like keywords`;
}
