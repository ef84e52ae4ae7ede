#!/usr/bin/env python3
"""How many cases an edit affects, above each rule: counted when asked for and when saving, never at a keystroke.

  run_affected.py PROGRAM ROOT
"""
import json
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Editor, run  # noqa: E402

PROGRAM = sys.argv[1]

RULES = '''language en
package made.small  version 1
title "Lille" "Small"
owner "R"   status draft   review by 2040-01-01
actor municipality "Kommunen" "The municipality"
source LAW law "Lov"  url "https://example.org/law"

concept file "Sag" "Case"
  event opened date                "Åbnet" "Opened"
  event closed date                "Lukket" "Closed"  verb close
  fact  weight one of light, heavy "Vægt" "Weight"
end

rule closing "Lukkes" "Closing"
  cite LAW § 1
  when weight = heavy
  municipality must close closed within 14 days of opened
end

rule bare "Uden frist" "Without a deadline"
  cite LAW § 3
  municipality must close closed
end
'''

# Opened on 5 January: 14 days end on the 19th, 7 days on the 12th. So 7 days instead of 14 move the second case alone: the first is
# in time by both, the third late by both, and the fourth is not heavy.
CASES = [("A", "2026-01-12", "heavy"), ("B", "2026-01-19", "heavy"), ("C", "2026-02-01", "heavy"), ("D", "2026-02-01", "light")]


class Desk:
    def __init__(self, language="en", files=None, **options):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        self.file = folder / "small.regel"
        self.file.write_text(RULES, encoding="utf-8")
        lines = [json.dumps({"case": name, "concept": "file", "extraction_time": "2026-06-01 00:00", "opened": "2026-01-05", "closed": closed, "weight": weight})
                 for name, closed, weight in CASES]
        (folder / "cases.ndjson").write_text("\n".join(lines + ['{"case": "E", "concept": "file", "opened": "someday"}']) + "\n", encoding="utf-8")
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        self.editor = Editor(PROGRAM, folder, language, **{"cases": "cases.ndjson", "asOf": "2026-03-01", **options})
        self.uri = self.editor.open_file(self.file)

    def count(self):
        return self.editor.ask("workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})

    def titles(self):
        """Once nothing is being counted any more."""
        for _ in range(1000):
            out = self.titles_now()
            if not any(title.startswith(("counting", "tæller")) for title in out.values()):
                return out
            time.sleep(0.01)
        raise AssertionError("the count does not end")

    def titles_now(self):
        out = {}
        for lens in self.editor.ask("textDocument/codeLens", {"textDocument": {"uri": self.uri}}):
            if lens["command"]["command"] == "rettesnor.countCases":
                out[self.editor.slice(self.uri, lens["range"])] = lens["command"]["title"]
        return out

    def save(self):
        self.file.write_text(self.editor.texts[self.uri], encoding="utf-8")
        self.editor.tell("textDocument/didSave", {"textDocument": {"uri": self.uri}})

    def end(self):
        self.editor.end()
        self.folder.cleanup()


def counted_when_asked_for():
    desk = Desk()
    assert desk.titles() == dict.fromkeys(("closing", "bare"), "count the cases affected")
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    assert desk.titles()["closing"] == "count the cases affected", "nothing is counted at a keystroke"
    assert desk.count() == {"outcome": "counted", "cases": 4, "refused": 1, "rules": {"made.small.closing": 1}}
    assert desk.titles() == {"closing": "1 of 4 cases affected (1 could not be read)", "bare": "0 of 4 cases affected (1 could not be read)"}
    # Words alone move no case; and behind an edit the count is of another text.
    desk.editor.replace(desk.uri, '"Closing"', '"Closing it"')
    assert desk.titles()["closing"] == "count the cases affected"
    assert desk.count()["rules"] == {"made.small.closing": 1}
    # Back where it began.
    desk.editor.replace(desk.uri, "within 7 days", "within 14 days")
    assert desk.count()["rules"] == {} and desk.titles()["closing"].startswith("0 of 4")
    desk.editor.replace(desk.uri, '"Closing it"', '"Closing"')
    desk.count()
    assert desk.titles() == dict.fromkeys(("closing", "bare"), "no cases affected")
    desk.end()


def counted_when_saving():
    desk = Desk("da")
    assert desk.titles()["closing"] == "tæl berørte sager"
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    desk.save()
    assert desk.titles()["closing"] == "1 af 4 sager berørt (1 kunne ikke læses)", desk.titles()
    # What lay on disk when the file was opened stays what it is held against, until it is opened anew.
    desk.editor.replace(desk.uri, "within 7 days", "within 30 days")
    desk.save()
    assert desk.titles()["closing"].startswith("1 af 4"), "C is in time now"
    desk.editor.close(desk.uri)
    desk.uri = desk.editor.open_file(desk.file)
    desk.editor.tell("textDocument/didSave", {"textDocument": {"uri": desk.uri}})
    assert desk.titles()["closing"] == "ingen sager berørt"
    desk.end()


def a_new_file_is_all_new():
    desk = Desk()
    added = RULES.split("rule closing")[0].replace("made.small", "made.more")
    more = added[: added.index("actor")] + "uses made.small 1\n\nrule heavy_closed \"Lukkes\"\n  cite LAW § 9\n  when weight = heavy\n  municipality must close closed\nend\n"
    desk.editor.open("untitled:more.regel", more)
    assert desk.count()["rules"] == {"made.more.heavy_closed": 3}
    desk.end()


def what_cannot_be_counted_says_so():
    desk = Desk()
    desk.editor.replace(desk.uri, "weight = heavy", "weight = heav")
    assert desk.count()["outcome"] == "rules_wrong"
    assert desk.titles()["closing"] == "cases affected not counted: the rules have errors"
    desk.end()
    desk = Desk(cases="nowhere.ndjson")
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    assert desk.count()["outcome"] == "source_unusable"
    assert desk.titles()["closing"] == "cases affected not counted: the cases cannot be read"
    desk.end()
    desk = Desk(cases="")
    assert desk.titles() == {}
    assert desk.editor.ask_raw("workspace/executeCommand", {"command": "rettesnor.countCases"})["error"]["code"] == -32803
    desk.end()


def many(folder, number):
    line = json.dumps({"case": "NUMBER", "concept": "file", "extraction_time": "2026-06-01 00:00", "opened": "2026-01-05", "closed": "2026-01-19", "weight": "heavy"})
    with open(pathlib.Path(folder) / "many.ndjson", "w", encoding="utf-8") as out:
        for i in range(number):
            out.write(line.replace("NUMBER", f"M{i}") + "\n")


def begin(editor, method, params):
    """Sends a request and gives its id without waiting."""
    editor.number += 1
    editor.write({"jsonrpc": "2.0", "id": editor.number, "method": method, "params": params})
    return editor.number


def answer_to(editor, number):
    """The next answer that is to one of our requests must be to this one."""
    while "result" not in (message := editor.read()) and "error" not in message:
        pass
    assert message["id"] == number, (message, number)
    return message["result"]


def questions_are_answered_while_it_counts():
    desk = Desk(cases="many.ndjson")
    many(desk.folder.name, 100_000)
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    counting = begin(desk.editor, "workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})
    at = desk.editor.at(desk.uri, "rule clos|ing")
    hover = begin(desk.editor, "textDocument/hover", at)
    lens = begin(desk.editor, "textDocument/codeLens", {"textDocument": {"uri": desk.uri}})
    completion = begin(desk.editor, "textDocument/completion", at)
    # All of them come before what was asked for first.
    assert "`closing`" in answer_to(desk.editor, hover)["contents"]["value"]
    titles = {l["command"]["title"] for l in answer_to(desk.editor, lens) if l["command"]["command"] == "rettesnor.countCases"}
    assert titles == {"counting the cases affected …"}, titles
    answer_to(desk.editor, completion)
    found = answer_to(desk.editor, counting)
    assert found == {"outcome": "counted", "cases": 100_000, "refused": 0, "rules": {"made.small.closing": 100_000}}, found
    assert desk.titles_now()["closing"] == "100,000 of 100,000 cases affected"
    desk.end()


def an_edit_ends_a_count_that_it_makes_useless():
    desk = Desk(cases="many.ndjson")
    many(desk.folder.name, 100_000)
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    counting = begin(desk.editor, "workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})
    desk.editor.replace(desk.uri, "within 7 days", "within 8 days")
    assert answer_to(desk.editor, counting) == {"outcome": "superseded"}
    assert desk.titles_now()["closing"] == "count the cases affected"
    # Taken back by the editor, it is answered at once; two who ask for the same get the same; and the end does not wait for it.
    counting = begin(desk.editor, "workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})
    desk.editor.tell("$/cancelRequest", {"id": counting})
    assert desk.editor.ask_raw("textDocument/codeLens", {"textDocument": {"uri": desk.uri}})["result"]
    first = begin(desk.editor, "workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})
    second = begin(desk.editor, "workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})
    assert answer_to(desk.editor, first) == answer_to(desk.editor, second)
    desk.editor.replace(desk.uri, "within 8 days", "within 9 days")
    begin(desk.editor, "workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})
    desk.end()


def the_folder_says_which_cases():
    settings = '[editor]\ncases = "cases.ndjson"\nas_of = 2026-03-01\n'
    desk = Desk(files={"rettesnor.toml": settings}, cases="", asOf="")
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    assert desk.count() == {"outcome": "counted", "cases": 4, "refused": 1, "rules": {"made.small.closing": 1}}
    desk.end()
    # What the editor was told counts before it.
    desk = Desk(files={"rettesnor.toml": settings.replace("cases.ndjson", "nowhere.ndjson")}, asOf="")
    desk.editor.replace(desk.uri, "within 14 days", "within 7 days")
    assert desk.count()["cases"] == 4
    desk.end()
    desk = Desk(files={"rettesnor.toml": settings.replace("as_of", "asof")}, cases="", asOf="")
    assert desk.titles() == {}
    said = [m["params"]["message"] for m in desk.editor.messages if m["method"] == "window/showMessage"]
    assert len(said) == 1 and said[0].endswith("rettesnor.toml:3: `editor.asof`"), said
    desk.end()


run([questions_are_answered_while_it_counts, an_edit_ends_a_count_that_it_makes_useless, the_folder_says_which_cases,
     counted_when_asked_for, counted_when_saving, a_new_file_is_all_new, what_cannot_be_counted_says_so])
