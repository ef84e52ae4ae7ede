// Folds are those of the server, and a line put in by hand stands where `rettesnor fmt` puts it.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { foldable, getIndentation, IndentContext } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { rettesnor } from "../src/index.js";
import { isLiterate, ruleFiles } from "./support.js";

const stateOf = (doc, literate) => EditorState.create({ doc, extensions: [rettesnor({ literate })] });

const indent = (text) => text.search(/\S/u);

export async function check(root, server) {
  let folds = 0;
  let ends = 0;
  for (const file of ruleFiles(root, ["rules", "samples", "web/samples"])) {
    const text = fs.readFileSync(file, "utf8");
    const name = path.relative(root, file);
    const state = stateOf(text, isLiterate(file));
    for (const { startLine, endLine } of await server.about(file, text, "textDocument/foldingRange")) {
      const head = state.doc.line(startLine + 1);
      // The lines of a package, and of some versions, stand under the first and not further in: only the server folds them.
      if (/^\s*(?:package|pakke|in force|gælder)\s/u.test(head.text) && indent(state.doc.line(startLine + 2).text) <= indent(head.text)) continue;
      const found = foldable(state, head.from, head.to);
      assert.equal(found && state.doc.lineAt(found.to).number, endLine + 1, `${name}:${startLine + 1}: ${head.text}`);
      ++folds;
    }
    for (let number = 1; number <= state.doc.lines; ++number) {
      const { text: line, from } = state.doc.line(number);
      if (!/^\s*(?:end|slut)$/u.test(line)) continue;
      assert.equal(getIndentation(new IndentContext(state), from), indent(line), `${name}:${number}: ${line}`);
      ++ends;
    }
  }
  assert(folds > 2000 && ends > 1500, `${folds} folds, ${ends} ends`);

  // Behind a head and what opens a list the next line stands further in; behind anything else where that stands.
  const danish = "language da\nregel a \"A\"\n  når mindst én af følgende\n    - b\n    slut\nslut\npakke a\n";
  const breaks = [["regel a \"A\"", 2], ["følgende", 4], ["    - b", 4], ["pakke a", 0], ["language da", 0]];
  for (const [behind, wanted] of breaks) {
    const state = stateOf(danish);
    const pos = danish.indexOf(behind) + behind.length;
    assert.equal(getIndentation(new IndentContext(state, { simulateBreak: pos }), pos), wanted, behind);
  }
  // Prose and comments do not fold under rules.
  const literate = stateOf("```regel\nlanguage da\nregel a \"A\"\n  når b\nslut\n```\n  prose\n", true);
  const head = literate.doc.line(3);
  assert.equal(literate.doc.lineAt(foldable(literate, head.from, head.to).to).number, 5);
  assert.equal(foldable(literate, literate.doc.line(6).from, literate.doc.line(6).to), null);
  return `${folds} folds, ${ends} ends`;
}
