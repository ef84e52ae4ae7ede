// What is proposed at a place, marked by `|`.
import assert from "node:assert/strict";
import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { rettesnor } from "../src/index.js";
import table from "../src/table.json";

/// @return what would be replaced, and what is proposed; nothing if there is no answer
function propose(marked, { literate = false, explicit = false } = {}) {
  const pos = marked.indexOf("|");
  const doc = marked.replace("|", "");
  const state = EditorState.create({ doc, extensions: [rettesnor({ literate })] });
  const [source] = state.languageDataAt("autocomplete", pos);
  const result = source(new CompletionContext(state, pos, explicit));
  return result && { replaced: doc.slice(result.from, pos), options: new Map(result.options.map((option) => [option.label, option]).reverse()), all: result.options };
}

const has = (marked, replaced, labels, without = [], how) => {
  const found = propose(marked, how);
  assert(found, marked);
  assert.equal(found.replaced, replaced, marked);
  for (const label of labels) assert(found.options.has(label), `${marked} does not propose ${label}`);
  for (const label of without) assert(!found.options.has(label), `${marked} proposes ${label}`);
  return found.options;
};

export async function check() {
  // The keywords of the file's language, with what the other one says.
  const danish = has("language da\nregel a \"A\"\n  nå|", "nå", ["når", "så længe", "medmindre"], ["when", "while"]);
  assert.equal(danish.get("når").detail, "when");
  assert.equal(has("language en\nrule a \"A\"\n  whe|", "whe", ["when"], ["når"]).get("when").detail, "når");
  for (const [code, word] of [["da", "regel"], ["en", "rule"]]) {
    const options = has(`language ${code}\n${word} x "X"\n  a|`, "a", Object.keys(table.languages[code].phrases));
    assert(options.get(word).boost === 1, "what declares comes first on a line");
  }
  // A phrase goes on where it was left, and a name before it is left alone.
  has("language da\nregel a \"A\"\n  når dato er ik|", "er ik", ["er ikke sket", "er ikke registreret"]);
  has("language da\nregel a \"A\"\n  når er  ikke s|", "er  ikke s", ["er ikke sket"]);
  has("language en\nrule a \"A\"\n  when x as far as p|", "as far as p", ["as far as possible"]);
  has("language da\nregel a \"A\"\n  når x|", "x", ["når"]);
  // Names of the file, but not the word that is being typed, and none from strings and comments.
  has("language da\n-- hemmelig\nbegreb henvendelse \"Titel\"\n  oplysning kanal tekst\nslut\nregel a \"A\"\n  når kana|", "kana", ["kanal", "henvendelse"], ["kana", "hemmelig", "Titel"]);
  // Whole declarations where one may begin.
  const whole = (marked) => propose(marked).all.filter(({ label, type }) => label === "regel" && type === "text");
  assert.equal(whole("language da\nre|").length, 1);
  assert.equal(whole("language da\nbegreb re|").length, 0);
  has("la|", "la", ["language da", "language en"]);
  // Nothing in strings, comments and prose, nor unasked behind a blank.
  for (const quiet of ["language da\nregel a \"re|", "language da\n-- re|", "language da\nregel |"]) assert.equal(propose(quiet), null, quiet);
  has("language da\nregel |", "", ["når"], [], { explicit: true });
  const guideline = "# Titel\n\n```regel\nlanguage da\nregel a \"A\"\n```\n\nOm re| det\n\n```regel\nre^\n```\n";
  assert.equal(propose(guideline.replace("^", ""), { literate: true }), null);
  has(guideline.replace("|", "").replace("^", "|"), "re", ["regel", "når"], ["rule", "det"], { literate: true });
  // How many words back a phrase is looked for.
  const longest = Math.max(...Object.values(table.languages).flatMap(({ phrases }) => Object.keys(phrases).map((p) => p.split(" ").length)));
  assert(longest <= 6, `${longest} words`);
  return "ok";
}
