#!/usr/bin/env python3
"""Any bytes on standard input: the server answers or ends, and never by a signal.  run_hostile.py PROGRAM ROOT"""
import json
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Editor, run  # noqa: E402

PROGRAM = sys.argv[1]


def feed(data):
    done = subprocess.run([PROGRAM, "lsp"], input=data, capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, 1), (done.returncode, data[:200], done.stderr[-300:])
    return done


def frame(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def bytes_that_are_no_messages():
    chance = random.Random(7)
    for _ in range(20):
        feed(chance.randbytes(chance.randrange(4000)))
    for data in (b"", b"\r\n\r\n", b"Content-Length: -1\r\n\r\n", b"Content-Length: 99999999999999999999\r\n\r\n{}",
                 b"Content-Length: 1e3\r\n\r\n{}", b"Content-Type: x\r\n\r\nContent-Length: 2\r\n\r\n{}", frame(b"{}"), frame(b"[]"),
                 frame(b"null"), frame(b"\xff\xfe"), frame(b"[" * 100_000), frame(b'{"a":' * 50_000), frame(b'{"method":5,"id":1}'),
                 frame({"jsonrpc": "2.0", "id": {"a": 1}, "method": "initialize"}), frame({"id": [], "method": "x"}), b"x" * 200_000):
        feed(data)


def answers_to_what_is_no_message():
    editor = Editor(PROGRAM)
    editor.write(b"{ not json")
    assert editor.read()["error"]["code"] == -32700
    editor.write(b"[1,2]")
    assert editor.read()["error"]["code"] == -32600
    editor.write({"jsonrpc": "2.0", "id": "x"})
    assert editor.read()["error"]["code"] == -32600
    editor.process.stdin.write(b"rubbish\r\nmore rubbish\r\n\r\n")
    assert editor.ask_raw("no/such")["error"]["code"] == -32601, "it goes on behind rubbish"
    editor.end()


def parameters_that_are_something_else():
    editor = Editor(PROGRAM)
    uri = editor.open("untitled:x.regel", "language en\npackage a version 1\n")
    methods = ["hover", "definition", "references", "documentHighlight", "prepareRename", "rename", "completion", "codeAction",
               "formatting", "documentSymbol", "foldingRange", "semanticTokens/full", "semanticTokens/range", "codeLens",
               "inlayHint", "documentLink"]
    odd = [None, 7, "text", [], {}, {"textDocument": None}, {"textDocument": {"uri": 5}}, {"textDocument": {"uri": uri}},
           {"textDocument": {"uri": "file:///no/such.regel"}, "position": {"line": 0, "character": 0}},
           {"textDocument": {"uri": uri}, "position": 9, "range": 9, "newName": 9, "context": 9},
           {"textDocument": {"uri": uri}, "position": {"line": -5, "character": 2 ** 70}, "range": {"start": {}, "end": []},
            "newName": "x", "context": {"only": [1, {}]}},
           {"textDocument": {"uri": uri}, "position": {"line": 2 ** 31, "character": 2 ** 31}, "range": {"start": {"line": 9}, "end": {"line": 1}},
            "newName": "", "context": {}}]
    for method in methods:
        for params in odd:
            answer = editor.ask_raw("textDocument/" + method, params)
            assert "result" in answer or answer["error"]["code"] != -32603, (method, params, answer)
    for params in odd:
        editor.ask_raw("workspace/symbol", params)
        editor.ask_raw("workspace/executeCommand", params)
        for note in ("didOpen", "didChange", "didClose"):
            if note != "didClose" or params != odd[7]:
                editor.tell("textDocument/" + note, params)
        editor.tell("workspace/didChangeWatchedFiles", params)
        editor.tell("workspace/didChangeWorkspaceFolders", params)
    for changes in (5, [5], [{}], [{"range": 5, "text": "language en\n"}], [{"range": {"start": {"line": 99}, "end": {"line": 5}}, "text": "z"}]):
        editor.tell("textDocument/didChange", {"textDocument": {"uri": uri}, "contentChanges": changes})
    assert editor.ask_raw("no/such")["error"]["code"] == -32601
    editor.end()


def devices_and_missing_folders():
    editor = Editor(PROGRAM, "/no/such/folder")
    for path in ("/dev/zero", "/proc/self/mem", "/tmp", "/no/such.regel"):
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": "file://" + path, "type": 2}]})
    assert editor.ask("workspace/symbol", {"query": ""}) == []
    editor.end()


run([bytes_that_are_no_messages, answers_to_what_is_no_message, parameters_that_are_something_else, devices_and_missing_folders])
