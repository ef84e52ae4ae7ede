#!/usr/bin/env python3
"""How many cases an edit affects, above each rule: counted when asked for and when saving, never at a keystroke.

  run_affected.py PROGRAM ROOT
"""
import json
import pathlib
import sys
import tempfile

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
    def __init__(self, language="en", **options):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        self.file = folder / "small.regel"
        self.file.write_text(RULES, encoding="utf-8")
        lines = [json.dumps({"case": name, "concept": "file", "extraction_time": "2026-06-01 00:00", "opened": "2026-01-05", "closed": closed, "weight": weight})
                 for name, closed, weight in CASES]
        (folder / "cases.ndjson").write_text("\n".join(lines + ['{"case": "E", "concept": "file", "opened": "someday"}']) + "\n", encoding="utf-8")
        self.editor = Editor(PROGRAM, folder, language, **{"cases": "cases.ndjson", "asOf": "2026-03-01", **options})
        self.uri = self.editor.open_file(self.file)

    def count(self):
        return self.editor.ask("workspace/executeCommand", {"command": "rettesnor.countCases", "arguments": []})

    def titles(self):
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


run([counted_when_asked_for, counted_when_saving, a_new_file_is_all_new, what_cannot_be_counted_says_so])
