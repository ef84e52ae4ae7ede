// Folds and indents, by the layout that `rettesnor fmt` writes: what belongs to a line stands further in, and its end under it.
import { foldService, indentService } from "@codemirror/language";
import { bare } from "./completion.js";
import { languageOf, ruleLines } from "./fences.js";
import table from "./table.json";

// `end` first on its line, unless it begins a longer phrase; a deadline may stand behind it.
const closes = (ends, phrases) => {
  const longer = Object.keys(phrases).filter((phrase) => ends.some((end) => phrase.startsWith(`${end} `)));
  const but = longer.length ? `(?!${longer.join("|").replaceAll(" ", "\\s+")})` : "";
  return new RegExp(`^\\s*${but}(?:${ends.join("|")})(?:\\s|$)`, "u");
};

const languages = Object.fromEntries(Object.entries(table.languages).map(([code, { ends, phrases, blocks, opens }]) => [code, {
  end: closes(ends, phrases),
  head: new RegExp(`^\\s*(?:${blocks.join("|")})\\s+\\S`, "u"),
  opens: new RegExp(opens, "u"),
}]));

const isComment = (text) => /^\s*--/u.test(text);
const isBlank = (text) => text.trim() === "" || isComment(text);
const indent = (text) => text.search(/\S|$/u);

/// The number of the last line that folds away under line `number` (both from 0); `number` itself if none does.
export function lastFolded(lines, number, end) {
  const head = lines[number];
  if (isComment(head)) {
    let last = number;
    if (number > 0 && isComment(lines[number - 1])) return number;
    while (last + 1 < lines.length && isComment(lines[last + 1])) ++last;
    return last;
  }
  if (isBlank(head)) return number;
  let last = number;
  for (let at = number + 1; at < lines.length; ++at) {
    if (isBlank(lines[at])) continue;
    if (indent(lines[at]) > indent(head)) last = at;
    else return last > number && indent(lines[at]) === indent(head) && end?.test(lines[at]) ? at : last;
  }
  return last;
}

export const folds = (literate) => foldService.of((state, from) => {
  const lines = ruleLines(state.doc, literate);
  const head = state.doc.lineAt(from);
  const last = lastFolded(lines, head.number - 1, languages[languageOf(lines)]?.end);
  return last === head.number - 1 ? null : { from: head.to, to: state.doc.line(last + 1).to };
});

/// How far in line `number` (from 0) is to stand, in columns. Nothing if nothing is known.
export function indentOf(lines, number, unit) {
  const language = languages[languageOf(lines)];
  if (!language) return undefined;
  const opens = (text) => language.head.test(text) || language.opens.test(bare(text));
  if (language.end.test(lines[number])) {
    for (let at = number - 1, inside = 0; at >= 0; --at) {
      if (language.end.test(lines[at])) ++inside;
      else if (opens(lines[at]) && inside-- === 0) return indent(lines[at]);
    }
    return 0;
  }
  let before = number - 1;
  while (before >= 0 && lines[before].trim() === "") --before;
  if (before < 0) return 0;
  return indent(lines[before]) + (opens(lines[before]) ? unit : 0);
}

export const indents = (literate) => indentService.of((context, pos) => {
  const { doc } = context.state;
  const lines = ruleLines(doc, literate);
  const at = doc.lineAt(pos);
  // A line that is about to be broken here ends here.
  if (context.simulatedBreak !== null && context.simulatedBreak === pos) {
    const column = pos - at.from;
    const text = lines[at.number - 1];
    lines.splice(at.number - 1, 1, text.slice(0, column), text.slice(column));
    return indentOf(lines, at.number, context.unit);
  }
  return indentOf(lines, at.number - 1, context.unit);
});
