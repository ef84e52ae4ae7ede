#!/usr/bin/env python3
"""The life of a session, and diagnostics that follow the text.  run_session.py PROGRAM ROOT"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Editor, run  # noqa: E402

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()

SMALL = '''language en
package made.small  version 1
title "Lille" "Small"
owner "R"   status draft   review by 2040-01-01
actor municipality "Kommunen" "The municipality"
source LAW law "Lov" url "https://example.org/law"

concept file "Sag" "Case"
  event opened date "Åbnet" "Opened"
  event closed date "Lukket" "Closed"  verb close
  fact kind one of plain, special "Slags 😀" "Kind"
end

rule closing "Lukkes" "Closing"
  cite LAW § 1
  when kind = special
  municipality must close closed within 2 weeks of opened
end

test closing_late "For sent"
  given opened 2026-01-05, kind special, closed 2026-02-01
  at 2026-03-01
  expect closing = late
end
'''


def the_order_of_a_session():
    editor = Editor(PROGRAM, start=False)
    assert editor.ask_raw("textDocument/hover", {})["error"]["code"] == -32002
    editor.tell("textDocument/didOpen", {"textDocument": {"uri": "untitled:a", "text": "x"}})  # dropped
    assert "capabilities" in editor.ask("initialize", {"capabilities": {}})
    assert editor.ask_raw("initialize", {"capabilities": {}})["error"]["code"] == -32600
    assert editor.ask_raw("no/such", {})["error"]["code"] == -32601
    editor.tell("no/such", {})
    editor.tell("$/setTrace", {"value": "off"})
    assert editor.ask("shutdown") is None
    assert editor.ask_raw("textDocument/hover", {})["error"]["code"] == -32600
    editor.tell("exit", None)
    assert editor.process.wait(timeout=20) == 0


def leaving_without_a_word_is_an_error():
    editor = Editor(PROGRAM)
    editor.tell("exit", None)
    assert editor.process.wait(timeout=20) == 1
    editor = Editor(PROGRAM)
    editor.process.stdin.close()
    assert editor.process.wait(timeout=20) == 1


def a_cancelled_request_is_not_answered():
    editor = Editor(PROGRAM, ROOT / "rules")
    import json
    both = b""
    for body in ({"jsonrpc": "2.0", "id": 900, "method": "workspace/symbol", "params": {"query": ""}},
                 {"jsonrpc": "2.0", "id": 901, "method": "workspace/symbol", "params": {"query": "study"}},
                 {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 901}}):
        body = json.dumps(body).encode()
        both += b"Content-Length: %d\r\n\r\n" % len(body) + body
    editor.process.stdin.write(both)
    editor.process.stdin.flush()
    answers = {}
    while len(answers) < 2:
        message = editor.read()
        if "id" in message:
            answers[message["id"]] = message
    assert answers[901]["error"]["code"] == -32800, answers[901]
    assert len(answers[900]["result"]) > 100
    editor.end()


def mistakes_come_and_go():
    for utf8 in (False, True):
        editor = Editor(PROGRAM, utf8=utf8)
        uri = editor.open("untitled:small.regel", SMALL)
        editor.settle()
        assert editor.codes(uri) == [], editor.diagnostics
        # Behind æ, å and a letter beyond the first plane, in one line and over several.
        editor.replace(uri, '"Slags 😀" "Kind"', '"Slags 😀" "Kind" ask "Hvilken slags er det, og hvorfor så det? 😀"')
        editor.replace(uri, "opened\nend\n\ntest", "opned\nend\n\ntest")
        editor.settle()
        found = editor.diagnostics[uri]
        assert [d["code"] for d in found] == ["N001"], found
        assert editor.slice(uri, found[0]["range"]) == "opned"
        assert found[0]["severity"] == 1 and found[0]["source"] == "rettesnor"
        assert found[0]["codeDescription"]["href"].endswith("/docs/codes/N001.md")
        assert found[0]["data"]["newText"] == "opened", found
        actions = editor.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": found[0]["range"],
                                                         "context": {"diagnostics": found, "only": ["quickfix"]}})
        assert len(actions) == 1 and actions[0]["diagnostics"] == found, actions
        editor.apply(actions[0]["edit"]["changes"])
        editor.settle()
        assert editor.codes(uri) == []
        editor.end()


def a_related_place_is_told():
    editor = Editor(PROGRAM)
    uri = editor.open("untitled:small.regel", SMALL + '\nactor municipality "Igen" "Again"\n')
    editor.settle()
    found = [d for d in editor.diagnostics[uri] if d.get("relatedInformation")]
    assert found, editor.diagnostics[uri]
    place = found[0]["relatedInformation"][0]["location"]
    assert place["uri"] == uri and editor.slice(uri, place["range"]) == "municipality"
    assert place["range"]["start"]["line"] == SMALL[: SMALL.index("actor municipality")].count("\n")
    editor.end()


def closing_returns_to_the_disk():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "små sager.regel"
        path.write_text(SMALL, encoding="utf-8")
        editor = Editor(PROGRAM, folder)
        uri = editor.open_file(path)
        editor.replace(uri, "kind = special", "kind = specail")
        editor.settle()
        assert len(editor.codes(uri)) == 1
        editor.close(uri)
        editor.settle()
        assert editor.codes(uri) == []
        path.write_text(SMALL.replace("cite LAW", "cite LEW"), encoding="utf-8")
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
        editor.settle()
        assert len(editor.codes(uri)) >= 1
        path.unlink()
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
        editor.settle()
        assert editor.codes(uri) == []
        editor.end()


def a_folder_of_packages_knows_what_lies_beside_it():
    # The children's packages use one that lies a folder up; opened alone they must not complain of it.
    editor = Editor(PROGRAM, ROOT / "rules" / "dk" / "social" / "children")
    uri = editor.open_file(ROOT / "rules" / "dk" / "social" / "children" / "studies.regel")
    editor.settle()
    errors = {u: d for u, l in editor.diagnostics.items() for d in l if d["severity"] == 1}
    assert errors == {}, errors
    editor.replace(uri, "uses dk.social.common 2026.1\n", "")
    editor.settle()
    assert editor.codes(uri), "a name of a package that is not used"
    editor.end()


def a_file_opened_alone_knows_what_lies_beside_it():
    # And nothing below: the folder may be a home, or a disk.
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "below").mkdir()
        for where, name in ((folder, "beside"), (folder / "below", "below")):
            (where / f"{name}.regel").write_text(SMALL.replace("made.small", "made." + name), encoding="utf-8")
        editor = Editor(PROGRAM)
        uri = editor.open((folder / "alone.regel").as_uri(), "language en\npackage made.alone version 1\nuses made.beside 1\nuses made.below 1\n")
        editor.settle()
        said = [d["message"] for d in editor.diagnostics[uri] if "made.b" in d["message"]]
        assert len(said) == 1 and "made.below" in said[0], editor.diagnostics[uri]
        editor.end()


def danish_messages():
    editor = Editor(PROGRAM, language="da")
    uri = editor.open("untitled:small.regel", SMALL.replace("when kind", "when kimd"))
    editor.settle()
    assert "mente du" in editor.diagnostics[uri][0]["message"] or "kimd" in editor.diagnostics[uri][0]["message"]
    assert "did you" not in editor.diagnostics[uri][0]["message"]
    editor.end()


run([the_order_of_a_session, leaving_without_a_word_is_an_error, a_cancelled_request_is_not_answered, mistakes_come_and_go,
     a_related_place_is_told, closing_returns_to_the_disk, a_folder_of_packages_knows_what_lies_beside_it,
     a_file_opened_alone_knows_what_lies_beside_it, danish_messages])
