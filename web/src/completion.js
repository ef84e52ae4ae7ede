// Completion: the keywords of the file's language, whole declarations where one may begin, and the names of the file.
import { snippetCompletion } from "@codemirror/autocomplete";
import { languageOf, ruleLines } from "./fences.js";
import table from "./table.json";

const word = /[\p{L}_][\p{L}\p{N}_]*/gu;
const longestPhrase = 6;  // words; a test knows the table

const keywords = Object.fromEntries(Object.entries(table.languages).map(([code, { phrases }]) => [
  code,
  Object.entries(phrases).map(([label, { other, declares }]) => ({ label, detail: other === label ? undefined : other, type: "keyword", declares })),
]));
const snippets = Object.fromEntries(Object.entries(table.languages).map(([code, { snippets }]) => [
  code,
  snippets.map(({ label, body, detail }) => snippetCompletion(body, { label, detail, type: "text", boost: 2 })),
]));
const firstLines = ["da", "en"].map((code) => ({ label: `language ${code}`, type: "keyword", boost: 3 }));

/// Without what stands in strings and comments; a quote left open reaches to the end of the line.
export const bare = (text) => text.replace(/"(?:[^"]|"")*(?:"|$)|--.*$/gu, (found) => " ".repeat(found.length));

/// Where what is being typed begins: the longest tail of the line that begins a phrase, or the last word.
function beginning(line, options) {
  const starts = Array.from(line.matchAll(/(?<![\p{L}\p{N}_`])[\p{L}_]/gu), (m) => m.index).slice(-longestPhrase);
  for (const start of starts) {
    const tail = line.slice(start).replace(/\s+/gu, " ");
    if (tail.includes(" ") && options.some(({ label }) => label.startsWith(tail))) return start;
  }
  return line.search(/[\p{L}_][\p{L}\p{N}_]*$/u);
}

/// Declared and used names of the rules, other than the word that stands at the place asked about.
function names(lines, except, known) {
  const out = new Set();
  lines.forEach((text, number) => {
    for (const { 0: name, index } of bare(text).matchAll(word)) {
      const typed = number === except.line && index <= except.column && except.column <= index + name.length;
      if (name.length > 2 && !known.has(name) && !typed) out.add(name);
    }
  });
  return [...out].map((label) => ({ label, type: "variable", boost: -1 }));
}

/// The source of completions. It answers nothing in strings, comments and prose, and takes a walk over the file.
export const completions = (literate) => (context) => {
  const line = context.state.doc.lineAt(context.pos);
  const column = context.pos - line.from;
  const lines = ruleLines(context.state.doc, literate);
  const before = bare(lines[line.number - 1].slice(0, column));
  if (lines[line.number - 1] !== line.text || before !== line.text.slice(0, column)) return null;
  const code = languageOf(lines);
  const known = code ? keywords[code] : [];
  const start = beginning(before, known);
  if (start < 0 && !context.explicit) return null;
  const from = start < 0 ? context.pos : line.from + start;
  const first = before.slice(0, from - line.from).trim() === "";
  const options = known.map((option) => (first && option.declares ? { ...option, boost: 1 } : option));
  if (first) options.push(...(code ? snippets[code] : [...firstLines, ...snippets.da, ...snippets.en]));
  options.push(...names(lines, { line: line.number - 1, column }, new Set(known.map(({ label }) => label))));
  return { from, options };
};
