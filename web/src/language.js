// The language: colours by words alone, with the patterns of table.json, which are those of the TextMate grammar too.
import { LanguageSupport, StreamLanguage } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { completions } from "./completion.js";
import { Fences, languageOfLine } from "./fences.js";
import { folds, indents } from "./layout.js";
import table from "./table.json";

// The table's names → a short name of a token, and what themes know it as.
const tokens = {
  "comment.line.double-dash.rettesnor": ["comment", tags.lineComment],
  "string.quoted.double.rettesnor": ["string", tags.string],
  "variable.other.quoted.rettesnor": ["quotedName", tags.variableName],
  "constant.numeric.date.rettesnor": ["date", tags.literal],
  "constant.numeric.rettesnor": ["number", tags.number],
  "support.constant.unit.rettesnor": ["unit", tags.unit],
  "keyword.operator.rettesnor": ["operator", tags.operator],
  "keyword.declaration.rettesnor": ["declaration", tags.definitionKeyword],
  "entity.name.function.rettesnor": ["declaredName", tags.definition(tags.variableName)],
  "keyword.other.rettesnor": ["keyword", tags.keyword],
};
const prose = [
  ["heading", tags.heading, /^ {0,3}#{1,6}(?:\s.*)?$/uy],
  ["code", tags.monospace, /`[^`]+`/uy],
  ["strong", tags.strong, /\*\*[^*]+\*\*/uy],
  ["emphasis", tags.emphasis, /\*[^*\s][^*]*\*/uy],
  ["link", tags.link, /\[[^\]]*\]\([^)]*\)/uy],
];
const others = { fence: tags.processingInstruction, languageWord: tags.moduleKeyword, languageCode: tags.atom, prose: tags.content };
const tokenTable = Object.fromEntries([...Object.values(tokens), ...prose, ...Object.entries(others)].map(([name, tag]) => [name, tag]));

const compile = ({ name, match, captures }) => ({
  expression: new RegExp(match, "uyd"),
  names: captures ? Object.entries(captures).map(([group, { name }]) => [Number(group), tokens[name][0]]) : [[0, tokens[name][0]]],
});
const common = table.common.map(compile);
const patterns = Object.fromEntries(Object.entries(table.languages).map(([code, { patterns }]) => [code, [...patterns.map(compile), ...common]]));
const languageLine = { expression: new RegExp(table.languageLine, "uyd"), names: [[1, "languageWord"], [2, "languageCode"]] };

/// What a pattern found from a place on, in pieces: each ends somewhere and has a name or none. Nothing if it does not match there.
function pieces({ expression, names }, line, at) {
  expression.lastIndex = at;
  const found = expression.exec(line);
  if (!found || found[0] === "") return undefined;
  const out = [];
  for (const [group, name] of names) {
    const [begin, end] = found.indices[group];
    out.push({ end: begin }, { end, name });
  }
  out.push({ end: at + found[0].length });
  return out;
}

function token(stream, state) {
  if (stream.sol()) {
    state.pending = [];
    state.place = state.fences ? state.fences.line(stream.string) : "rules";
  }
  if (state.place === "fence") return stream.skipToEnd(), "fence";
  const next = () => {
    while (state.pending.length && state.pending[0].end <= stream.pos) state.pending.shift();
    if (!state.pending.length) return undefined;
    stream.pos = state.pending[0].end;
    return state.pending.shift();
  };
  const waiting = next();
  if (waiting) return waiting.name ?? null;
  if (state.place === "prose") {
    for (const [name, , expression] of prose) {
      expression.lastIndex = stream.pos;
      const found = expression.exec(stream.string);
      if (found) return (stream.pos += found[0].length), name;
    }
    // On to what may begin something else.
    stream.next();
    stream.eatWhile(/[^`*[]/);
    return "prose";
  }
  const known = patterns[state.language] ?? [languageLine, ...common];
  if (stream.sol()) state.language ??= languageOfLine(stream.string);
  for (const pattern of known) {
    const found = pieces(pattern, stream.string, stream.pos);
    if (found) {
      state.pending = found;
      return next()?.name ?? null;
    }
  }
  stream.next();
  return null;
}

const define = (literate) => StreamLanguage.define({
  name: literate ? "rettesnor-markdown" : "rettesnor",
  startState: () => ({ language: undefined, fences: literate ? new Fences() : undefined, place: "rules", pending: [] }),
  copyState: (state) => ({ ...state, fences: state.fences?.copy(), pending: [...state.pending] }),
  blankLine: (state) => { state.fences?.line(""); },
  token,
  tokenTable,
  languageData: {
    commentTokens: { line: "--" },
    closeBrackets: { brackets: ["(", '"', "`"] },
    indentOnInput: new RegExp(`^\\s*(?:${Object.values(table.languages).flatMap(({ ends }) => ends).join("|")})$`, "u"),
    wordChars: "æøåÆØÅ",
  },
});

/// Rule files, and with `literate` Markdown with fences of rules.
export const rettesnorLanguage = define(false);
export const rettesnorMarkdownLanguage = define(true);

/// All of it: colours, completion, folds, indents.
export function rettesnor({ literate = false } = {}) {
  const language = literate ? rettesnorMarkdownLanguage : rettesnorLanguage;
  return new LanguageSupport(language, [language.data.of({ autocomplete: completions(literate) }), folds(literate), indents(literate)]);
}
