#!/usr/bin/env python3
"""What the server answers about the children's packages and small made-up ones.  run_features.py PROGRAM ROOT"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Editor, run  # noqa: E402

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
CHILDREN = ROOT / "rules" / "dk" / "social" / "children"

SMALL = '''language en
package made.small  version 1
title "Lille" "Small"
owner "R"   status draft   review by 2040-01-01
actor municipality "Kommunen" "The municipality"
source LAW law "Lov"  url "https://example.org/law"

concept visit "Besøg" "Visit"
  event held date                     "Holdt" "Held"  verb hold
  fact  kind one of planned, surprise "Slags" "Kind"
end

concept file "Sag" "Case"
  event opened date                "Åbnet" "Opened"
  event closed date                "Lukket" "Closed"  verb close
  fact  weight one of light, heavy "Vægt" "Weight"
  list  visits of visit
end

parameter closing_time "Frist" "Time"
  value 2 weeks
  cite LAW § 2
  review by 2040-01-01
end

define grave "Alvorlig" "Grave" as weight = heavy

rule closing "Lukkes" "Closing"
  cite LAW § 1
  when grave
  municipality must close closed within closing_time of opened
end

rule bare "Uden frist" "Without a deadline"
  cite LAW § 3
  municipality must close closed
end

test closing_late "For sent"
  given opened 2026-01-05, weight heavy, closed 2026-02-01
    visits v1 (held 2026-01-10, kind planned)
  at 2026-03-01
  expect closing = late
end
'''


def small(language="en", text=SMALL):
    editor = Editor(PROGRAM, language=language)
    return editor, editor.open("untitled:small.regel", text)


def children(name="studies.regel", language="en"):
    editor = Editor(PROGRAM, ROOT / "rules", language=language)
    return editor, editor.open_file(CHILDREN / name)


def labels(editor, uri, marked):
    answer = editor.ask("textDocument/completion", editor.at(uri, marked))
    return [item["label"] for item in answer["items"]]


def typed(editor, uri, before, more, after=""):
    """Types `more` behind `before` and gives what is proposed there; then takes it away."""
    at = editor.texts[uri].index(before) + len(before)
    editor.change(uri, at, at, more + after)
    answer = editor.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": editor.position(uri, at + len(more))})
    editor.change(uri, at, at + len(more + after), "")
    return [item["label"] for item in answer["items"]]


def formatting_is_that_of_fmt():
    editor, uri = small(text=SMALL.replace("  when grave", "when    grave").replace('rule bare "', 'rule   bare   "'))
    edits = editor.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": True}})
    assert len(edits) == 1 and edits[0]["range"]["start"]["line"] > 20, edits
    editor.apply({uri: edits})
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "x.regel"
        path.write_text(SMALL, encoding="utf-8")
        subprocess.run([PROGRAM, "fmt", str(path)], check=True)
        assert editor.texts[uri] == path.read_text(encoding="utf-8")
    assert editor.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": {}}) == []
    editor.end()


def symbols_of_a_document_and_of_all():
    editor, uri = children()
    symbols = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    by_name = {s["name"]: s for s in symbols}
    assert by_name["dk.social.children.studies"]["kind"] == 4
    assert by_name["study"]["detail"] == "Study within 4 months"
    assert [c["name"] for c in by_name["study"]["children"]] == ["study_rolls_sel", "study_rolls"]
    assert editor.slice(uri, by_name["study"]["range"]).startswith("rule study ")
    assert editor.slice(uri, by_name["study"]["range"]).endswith("end")
    assert editor.slice(uri, by_name["study"]["selectionRange"]) == "study"
    found = editor.ask("workspace/symbol", {"query": "STUDY_PRELIM"})
    assert [s["name"] for s in found] == ["study_preliminary"], found
    # A half-written file still has its outline.
    editor.replace(uri, "rule screening_content", "rule half \"Halv\n\nrule screening_content")
    names = [s["name"] for s in editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})]
    assert "study" in names and "screening_made" in names
    editor.end()


def hover_tells_what_a_rule_is():
    editor, uri = children()
    text = editor.ask("textDocument/hover", editor.at(uri, "exception study_preliminary to stu|dy"))["contents"]["value"]
    for part in ("**rule** `study`", "Study within 4 months", "BL § 20 stk. 3, 1. pkt.", "until 2023-12-31", "from 2024-01-01", "`study_preliminary`"):
        assert part in text, text
    cite = editor.ask("textDocument/hover", editor.at(uri, "cite B|L § 18 stk. 1\n"))["contents"]["value"]
    assert "**law** `BL`" in cite or "**source** `BL`" in cite, cite
    assert "retsinformation" in cite, cite
    assert editor.ask("textDocument/hover", editor.at(uri, "ru|le screening_made")) is None
    editor.end()
    editor, uri = children(language="da")
    text = editor.ask("textDocument/hover", editor.at(uri, "exception study_preliminary to stu|dy"))["contents"]["value"]
    assert "Kilde:" in text and "Bruges af:" in text and "Børnefaglig undersøgelse inden for 4 måneder" in text, text
    editor.end()


def hover_tells_how_far_a_source_was_followed():
    text = SMALL.replace("cite LAW § 1\n", "cite LAW § 1 text of 2016\n  quality deadline material\n").replace("define grave", 'define held_visits "Besøg" "Visits" as sum of 1 in visits\n\ndefine grave')
    editor, uri = small(language="da", text=text)
    said = editor.ask("textDocument/hover", editor.at(uri, "expect clos|ing"))["contents"]["value"]
    assert "LAW § 1 (efter lovteksten, som den stod i 2016: kontrollér, at den stadig gælder)" in said, said
    assert "Måles som: sagsbehandlingstid, væsentlig" in said, said
    assert "visits" in labels(editor, uri, "sum of 1 in vis|its")
    assert "material" in labels(editor, uri, "quality deadline mate|rial")
    assert {"legal_basis", "holistic_assessment", "none"} <= set(labels(editor, uri, "quality dead|line")), labels(editor, uri, "quality dead|line")
    editor.end()


def definitions_and_references_over_files():
    editor, uri = children()
    at = editor.at(uri, "must make screening after aware|ness")
    place = editor.ask("textDocument/definition", at)
    assert place["uri"].endswith("/children/concepts.regel"), place
    concepts = editor.open_file(CHILDREN / "concepts.regel")
    assert editor.slice(concepts, place["range"]) == "awareness"
    declared = editor.texts[concepts].split("\n")[place["range"]["start"]["line"]]
    assert declared.split()[0] in ("event", "fact"), declared
    everywhere = editor.ask("textDocument/references", {**at, "context": {"includeDeclaration": True}})
    uses = editor.ask("textDocument/references", {**at, "context": {"includeDeclaration": False}})
    assert len(everywhere) == len(uses) + 1 and len({p["uri"] for p in uses}) > 1
    here = [p for p in uses if p["uri"] == uri]
    # Each is the word, and the text has no other place where the word stands bare: comments and texts left out.
    assert all(editor.slice(uri, p["range"]) == "awareness" for p in here)
    import re
    bare = re.sub(r'"[^"\n]*"|--[^\n]*', lambda m: " " * len(m.group()), editor.texts[uri])
    assert len(here) == len(re.findall(r"\bawareness\b", bare)), (len(here), len(re.findall(r"\bawareness\b", bare)))
    marked = editor.ask("textDocument/documentHighlight", at)
    assert len(marked) == len(here)
    editor.end()


def every_name_of_the_rules_is_known():
    """Each bare word that is no keyword stands for something: what hover does not know, it does not know of either."""
    editor, uri = children()
    data = editor.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}})["data"]
    legend = editor.server["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    line = begin = 0
    seen = {}
    rows = editor.texts[uri].split("\n")
    covered = [[False] * len(row) for row in rows]
    for i in range(0, len(data), 5):
        begin = begin + data[i + 1] if data[i] == 0 else data[i + 1]
        line += data[i]
        word = rows[line][begin: begin + data[i + 2]]
        seen.setdefault(legend[data[i + 3]], set()).add(word)
        for column in range(begin, begin + data[i + 2]):
            assert not covered[line][column], f"two marks over {word}"
            covered[line][column] = True
    assert {"rule", "must", "within"} <= seen["keyword"], seen["keyword"]
    assert "study" in seen["function"] and "awareness" in seen["property"] and "BL" in seen["enum"]
    assert all(word.startswith("--") for word in seen["comment"])
    editor.end()


def rename_changes_every_place_or_none():
    editor, uri = small()
    at = editor.at(uri, "must close clos|ed within")
    assert editor.slice(uri, editor.ask("textDocument/prepareRename", at)) == "closed"
    assert editor.ask_raw("textDocument/rename", {**at, "newName": "two words"})["error"]["code"] == -32803
    assert editor.ask_raw("textDocument/rename", {**at, "newName": "9lives"})["error"]["code"] == -32803
    assert editor.ask_raw("textDocument/rename", {**at, "newName": "opened"})["error"]["code"] == -32803
    # `grave` is a definition: a bare name would then mean two things.
    assert editor.ask_raw("textDocument/rename", {**at, "newName": "grave"})["error"]["code"] == -32803
    assert editor.ask_raw("textDocument/prepareRename", editor.at(uri, "weight = hea|vy"))["error"]["code"] == -32803
    before = editor.texts[uri]
    changes = editor.ask("textDocument/rename", {**at, "newName": "ended"})["changes"]
    editor.apply(changes)
    assert editor.texts[uri] == before.replace("event closed", "event ended").replace("close closed", "close ended").replace(", closed 2026", ", ended 2026")
    # A word of the language gets its back-ticks.
    changes = editor.ask("textDocument/rename", {**editor.at(uri, "must close end|ed within"), "newName": "end"})["changes"]
    editor.apply(changes)
    assert "must close `end` within" in editor.texts[uri]
    editor.settle()
    assert editor.codes(uri) == [], editor.diagnostics[uri]
    editor.end()


def completion_follows_the_grammar():
    editor, uri = small()
    assert "rule" in typed(editor, uri, "  expect closing = late\nend\n", "\n")
    clause = typed(editor, uri, "  when grave\n", "  ", "\n")
    assert "cite" in clause and "municipality" in clause and "unless" in clause, clause
    assert "fact" not in clause and "given" not in clause
    assert typed(editor, uri, "  when grave\n", "  cite ", "\n")[0] == "LAW"
    assert "must" in typed(editor, uri, "  when grave\n", "  municipality ", "\n")
    act = typed(editor, uri, "  when grave\n", "  municipality must close ", "\n")
    assert "closed" in act and "visits" in act, act
    rest = typed(editor, uri, "  when grave\n", "  municipality must close closed no later ", "\n")
    assert "than" in rest, rest
    codes = typed(editor, uri, "  when grave\n", "  when weight = ", "\n")
    assert codes[:2] == ["light", "heavy"], codes
    codes = typed(editor, uri, "  when grave\n", "  when weight = he", "\n")
    assert "heavy" in codes and "planned" not in codes, codes
    inside = typed(editor, uri, "  when grave\n", "  when any v in visits where v.", "\n")
    assert inside == ["held", "kind"], inside
    bare = typed(editor, uri, "  when grave\n", "  when count of visits where ", "\n")
    assert "held" in bare and "weight" in bare and "grave" in bare, bare
    assert "visits" in typed(editor, uri, "  when grave\n", "  for each v in ", "\n")
    given = typed(editor, uri, "  given opened 2026-01-05,", " ")
    assert "weight" in given and "must" not in given and "held" not in given, given
    assert typed(editor, uri, "  given opened 2026-01-05,", " weight ")[:2] == ["light", "heavy"]
    assert {"held", "kind"} <= set(typed(editor, uri, "visits v1 (held 2026-01-10", ", ")) and "opened" not in typed(editor, uri, "visits v1 (held 2026-01-10", ", ")
    assert {"closing", "bare"} <= set(typed(editor, uri, "  at 2026-03-01\n", "  expect ", "\n"))
    assert {"visit", "file"} <= set(typed(editor, uri, "  list  visits of visit\n", "  list more of ", "\n"))
    assert "closing" in typed(editor, uri, "rule bare", "\nend\nexception x to ", "\n\nrule y")
    # Nothing in texts and comments.
    assert labels(editor, uri, '"Uden fri|st"') == []
    assert typed(editor, uri, "  when grave\n", "  -- when ", "\n") == []
    editor.end()


TABLE = SMALL.replace('rule closing "', '''table pace "Hast" "Pace" exhaustive
  | weight | grave || speed   | shown |
  | light  | -     || slow    | 1     |
  | heavy  | yes   || rushed  | 2     |
  | heavy  | no    || slow    | 3     |
end

rule quick "Hurtigt" "Quick"
  cite LAW § 4
  when speed = rushed
  municipality must close closed
end

rule closing "''', 1)


def a_code_that_only_a_table_gives():
    editor, uri = small(text=TABLE)
    editor.settle()
    assert editor.codes(uri) == [], editor.diagnostics[uri]
    at = editor.at(uri, "when speed = rush|ed")
    place = editor.ask("textDocument/definition", at)
    assert editor.slice(uri, place["range"]) == "rushed" and editor.texts[uri].split("\n")[place["range"]["start"]["line"]].startswith("  | heavy  | yes"), place
    # The first of two cells, from either.
    for cell in ("-     || slow", "no    || slow"):
        inside = editor.position(uri, editor.texts[uri].index(cell) + len(cell) - 2)
        place = editor.ask("textDocument/definition", {"textDocument": {"uri": uri}, "position": inside})
        assert editor.texts[uri].split("\n")[place["range"]["start"]["line"]].startswith("  | light"), place
    assert len(editor.ask("textDocument/references", {**at, "context": {"includeDeclaration": True}})) == 2
    said = editor.ask("textDocument/hover", at)["contents"]["value"]
    assert "`rushed`" in said and "Output of table: `pace.speed`" in said and "`quick`" in said, said
    said = editor.ask("textDocument/hover", editor.at(uri, "as weight = hea|vy"))["contents"]["value"]
    assert "Fact: `weight`" in said and "table" not in said, said
    # Proposals: behind the output's name, and in each column of a row what stands above.
    assert typed(editor, uri, "  when speed = rushed\n", "  when speed = ", "\n")[:2] == ["slow", "rushed"]
    row = "| no    || slow    | 3     |\n"
    assert typed(editor, uri, row, "  | ", " | - || slow | 4 |\n")[:2] == ["light", "heavy"]
    assert typed(editor, uri, row, "  | light, he", " | - || slow | 4 |\n")[:2] == ["light", "heavy"]
    assert typed(editor, uri, row, "  | heavy | - || ", " | 4 |\n")[:2] == ["slow", "rushed"]
    for other in ("  | heavy | ", "  | heavy | - || slow | "):
        proposed = typed(editor, uri, row, other, "\n")
        assert not {"light", "heavy", "slow", "rushed"} & set(proposed), (other, proposed)
    editor.end()
    # Named by its table.
    editor, uri = small(text=TABLE.replace("when speed = rushed", "when pace.speed = rushed"))
    assert typed(editor, uri, "  when pace.speed = rushed\n", "  when pace.speed = ", "\n")[:2] == ["slow", "rushed"]
    editor.end()


def completion_speaks_the_file_s_language():
    editor, uri = small()
    editor.ask("workspace/executeCommand", {"command": "rettesnor.translate", "arguments": [uri]})
    edit = [m for m in editor.messages if m["method"] == "workspace/applyEdit"][0]
    editor.write({"jsonrpc": "2.0", "id": edit["id"], "result": {"applied": True}})
    editor.apply(edit["params"]["edit"]["changes"])
    assert editor.texts[uri].startswith("language da\npakke made.small")
    editor.settle()
    assert editor.codes(uri) == []
    clause = typed(editor, uri, "  når grave\n", "  ", "\n")
    assert "jf." in clause and "skal" in clause and "cite" not in clause, clause
    assert "municipality" in typed(editor, uri, "  når grave\n", "  skal ", "\n")
    assert "end" not in clause and "slut" in clause
    editor.end()


def folds_hints_lenses_and_links():
    editor, uri = small(text=SMALL.replace("rule closing", "-- first\n-- second\nrule closing"))
    folds = editor.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    rows = editor.texts[uri].split("\n")
    assert any(rows[f["startLine"]] == "-- first" and rows[f["endLine"]] == "-- second" and f["kind"] == "comment" for f in folds)
    assert any(rows[f["startLine"]].startswith("rule closing") and rows[f["endLine"]] == "end" for f in folds)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    hints = [(rows[h["position"]["line"]][: h["position"]["character"]].split()[-1], h["label"])
             for h in editor.ask("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole})]
    assert ("grave", ": yes/no") in hints and ("closing_time", " = 2 weeks") in hints, hints
    lenses = {editor.slice(uri, l["range"]): l["command"] for l in editor.ask("textDocument/codeLens", {"textDocument": {"uri": uri}})}
    assert lenses["closing"]["title"] == "run 1 test" and lenses["bare"]["title"] == "no tests", lenses
    run_it = lenses["closing"]
    result = editor.ask("workspace/executeCommand", {"command": run_it["command"], "arguments": run_it["arguments"]})
    assert (result["passed"], result["failed"]) == (1, 0), result
    editor.replace(uri, "expect closing = late", "expect closing = fulfilled")
    result = editor.ask("workspace/executeCommand", {"command": run_it["command"], "arguments": run_it["arguments"]})
    assert (result["passed"], result["failed"]) == (0, 1)
    assert editor.slice(uri, result["tests"][0]["mismatches"][0]["location"]["range"]).startswith("expect closing")
    links = editor.ask("textDocument/documentLink", {"textDocument": {"uri": uri}})
    assert {editor.slice(uri, l["range"]) for l in links} == {"LAW"} and links[0]["target"] == "https://example.org/law"
    editor.replace(uri, "cite LAW § 1", "cite LAW §")
    assert editor.ask_raw("workspace/executeCommand", {"command": run_it["command"], "arguments": run_it["arguments"]})["error"]["code"] == -32803
    assert editor.ask_raw("workspace/executeCommand", {"command": "rettesnor.format.disk"})["error"]["code"] == -32602
    editor.end()


def actions_write_what_lacks():
    editor, uri = small(text=SMALL.replace("  cite LAW § 3\n", ""))
    place = editor.at(uri, "rule ba|re")["position"]
    ask = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    actions = {a["title"]: a for a in editor.ask("textDocument/codeAction", ask)}
    editor.apply(actions["Add a citation of LAW"]["edit"]["changes"])
    editor.settle()
    assert 'rule bare "Uden frist" "Without a deadline"\n  cite LAW "…" unverified\n' in editor.texts[uri], editor.texts[uri]
    assert not [d for d in editor.diagnostics.get(uri, []) if d["severity"] == 1]
    actions = {a["title"]: a for a in editor.ask("textDocument/codeAction", ask)}
    assert "Add a citation of LAW" not in actions
    place = editor.at(uri, "rule clos|ing")["position"]
    ask["range"] = {"start": place, "end": place}
    actions = {a["title"]: a for a in editor.ask("textDocument/codeAction", ask)}
    editor.apply(actions["Add a test of closing"]["edit"]["changes"])
    editor.settle()
    assert not [d for d in editor.diagnostics.get(uri, []) if d["severity"] == 1], (editor.texts[uri], editor.diagnostics)
    assert editor.texts[uri].count("\ntest ") == 2
    result = editor.ask("workspace/executeCommand", {"command": "rettesnor.runTests", "arguments": [uri, "closing"]})
    assert (result["passed"], result["failed"]) == (2, 0), (result, editor.texts[uri])
    assert "Write the keywords in Danish" in actions
    editor.end()


def a_literate_file_keeps_its_prose():
    editor = Editor(PROGRAM)
    text = "# Vejledning\n\nsource of all, when rule\n\n```regel\n" + SMALL + "```\n\nmere tekst\n"
    uri = editor.open("untitled:guide.regel.md", text)
    editor.settle()
    assert not [d for d in editor.diagnostics.get(uri, []) if d["severity"] == 1], editor.diagnostics
    assert labels(editor, uri, "when ru|le") == []
    assert "closing" in [s["name"] for s in editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})]
    assert "closed" in labels(editor, uri, "must close clo|sed within")
    editor.end()


run([formatting_is_that_of_fmt, symbols_of_a_document_and_of_all, hover_tells_what_a_rule_is, hover_tells_how_far_a_source_was_followed,
     definitions_and_references_over_files, every_name_of_the_rules_is_known, rename_changes_every_place_or_none,
     completion_follows_the_grammar, a_code_that_only_a_table_gives, completion_speaks_the_file_s_language, folds_hints_lenses_and_links,
     actions_write_what_lacks, a_literate_file_keeps_its_prose])
