// Which lines of a file are rules, and which keyword language they are written in.
import table from "./table.json";

const languageLine = new RegExp(table.languageLine, "u");
const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*(.*?)[ \t\r]*$/u;

/// "da", "en" or nothing: what the line says if it is the one that names the language.
export const languageOfLine = (text) => languageLine.exec(text)?.[2];

/// Reads a literate file line by line, as grammar/literate.cpp does.
export class Fences {
  constructor(open) {
    this.open = open;  // { mark, rules } of the fence we are in
  }
  copy() {
    return new Fences(this.open);
  }
  /// What the next line is: "prose", "rules", or the "fence" that opens or closes rules.
  line(text) {
    const [, mark, info] = fence.exec(text) ?? [];
    if (!this.open) {
      if (mark) this.open = { mark, rules: info === "regel" };
      return this.open?.rules ? "fence" : "prose";
    }
    const { mark: opened, rules } = this.open;
    if (mark && info === "" && mark[0] === opened[0] && mark.length >= opened.length) {
      this.open = undefined;
      return rules ? "fence" : "prose";
    }
    return rules ? "rules" : "prose";
  }
}

/// The lines of a document that are rules: a text for each line, empty where it is something else.
export function ruleLines(doc, literate) {
  const fences = literate && new Fences();
  return Array.from(doc.iterLines(), (text) => (!fences || fences.line(text) === "rules" ? text : ""));
}

/// "da", "en" or nothing: the file's keyword language.
export const languageOf = (lines) => lines.map(languageOfLine).find(Boolean);
