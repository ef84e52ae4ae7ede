// The page: an editor with a choice of samples and of the page's own language.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting, toggleFold } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import literate from "../../samples/guideline/henvendelser.regel.md";
import danish from "../samples/reply.da.regel";
import english from "../samples/reply.en.regel";
import { rettesnor } from "./index.js";
import { phrases, words } from "./words.js";

const samples = { danish: { text: danish }, english: { text: english }, literate: { text: literate, literate: true } };

const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.keyword, tags.moduleKeyword], color: "var(--keyword)" },
  { tag: tags.definitionKeyword, color: "var(--declaration)", fontWeight: "bold" },
  { tag: tags.definition(tags.variableName), color: "var(--name)", fontWeight: "bold" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.number, tags.literal, tags.atom], color: "var(--number)" },
  { tag: tags.unit, color: "var(--unit)" },
  { tag: tags.lineComment, color: "var(--comment)", fontStyle: "italic" },
  { tag: tags.processingInstruction, color: "var(--comment)" },
  { tag: tags.heading, fontWeight: "bold" },
  { tag: tags.strong, fontWeight: "bold" },
  { tag: tags.emphasis, fontStyle: "italic" },
]));
const theme = EditorView.theme({
  "&": { height: "70vh", color: "var(--ink)", backgroundColor: "var(--ground)" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--ground)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "var(--here)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--ground)", border: "1px solid var(--line)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--ink)", backgroundColor: "var(--chosen)" },
  ".cm-completionDetail": { color: "var(--ink)" },
  ".cm-foldPlaceholder": { color: "var(--quiet)", backgroundColor: "var(--here)" },
});

const own = new Compartment();  // what follows the page's language
const select = document.getElementById("sample");
let language = /^(da|nb|nn|no|sv)\b/u.test(navigator.language) ? "da" : "en";

const spoken = () => [EditorState.phrases.of(phrases[language]), EditorView.contentAttributes.of({ "aria-label": words[language].editor, "aria-describedby": "help", spellcheck: "false", tabindex: "0" })];

const stateOf = ({ text, literate }) => EditorState.create({
  doc: text,
  extensions: [
    lineNumbers(), foldGutter(), history(), bracketMatching(), closeBrackets(), autocompletion(), indentOnInput(), highlightActiveLine(),
    indentUnit.of("  "), EditorView.lineWrapping, colours, theme, rettesnor({ literate }), own.of(spoken()),
    // Danish keyboards have no key for the brackets that fold by default.
    keymap.of([{ key: "Ctrl-.", run: toggleFold }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap]),
  ],
});

const view = new EditorView({ state: stateOf(samples.danish), parent: document.getElementById("editor") });

function speak() {
  const said = words[language];
  document.documentElement.lang = language;
  document.title = said.title;
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = said[element.dataset.words];
  for (const option of select.options) option.textContent = said.samples[option.value];
  for (const button of document.querySelectorAll("button[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  view.dispatch({ effects: own.reconfigure(spoken()) });
}

select.append(...Object.keys(samples).map((name) => new Option(name, name)));
select.addEventListener("change", () => view.setState(stateOf(samples[select.value])));
for (const button of document.querySelectorAll("button[data-language]")) {
  button.addEventListener("click", () => { language = button.dataset.language; speak(); });
}
speak();
