#!/usr/bin/env python3
"""Types into a package of 10,000 lines and prints how long each keystroke takes until its diagnostics are there, and how
much memory the server held. Asserts answers, not times.

  run_latency.py PROGRAM ROOT [KEYSTROKES]
"""
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Editor  # noqa: E402
from make_package import package  # noqa: E402


def peak_memory(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main():
    program = sys.argv[1]
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    editor = Editor(program)
    text = package(10_000)
    uri = editor.open("untitled:large.regel", text)
    editor.settle()
    assert editor.codes(uri) == [], editor.diagnostics
    # A word that nothing declares grows letter by letter: each stroke is another message.
    at = text.index("  when kind_17 = special_17 and not urgent_17\n") + len("  when kind_17 = special_17 and not urgent_17")
    editor.change(uri, at, at, " and ")
    at += 5
    word, times, worked = "", [], cpu_seconds(editor.process)
    while len(times) < wanted:
        if len(word) == 20:
            editor.change(uri, at, at + len(word), "")
            word = ""
        letter = "zxqwvkjhgf"[len(times) % 10]
        begun = time.perf_counter()
        editor.change(uri, at + len(word), at + len(word), letter)
        word += letter
        while True:
            editor.read()
            found = [d for d in editor.diagnostics[uri] if f"`{word}`" in d["message"]]
            if found:
                break
        times.append((time.perf_counter() - begun) * 1000)
        assert editor.codes(uri) == ["N001"], editor.diagnostics[uri]
    worked = (cpu_seconds(editor.process) - worked) / len(times) * 1000
    # Other questions that an editor asks, while the word is not known.
    rule = {"textDocument": {"uri": uri}, "position": editor.position(uri, editor.texts[uri].index("handled_17 of n1") + 3)}
    others = {}
    for method, params in {"textDocument/completion": {"textDocument": {"uri": uri}, "position": editor.position(uri, at)},
                           "textDocument/semanticTokens/full": {"textDocument": {"uri": uri}},
                           "textDocument/documentSymbol": {"textDocument": {"uri": uri}},
                           "textDocument/codeLens": {"textDocument": {"uri": uri}},
                           "textDocument/hover": rule,
                           "textDocument/references": rule}.items():
        begun = time.perf_counter()
        assert editor.ask(method, params)
        others[method] = (time.perf_counter() - begun) * 1000
    memory = peak_memory(editor.process)
    editor.end()
    print(f"{text.count(chr(10))} lines, {len(text.encode())} bytes, {len(times)} keystrokes to diagnostics: "
          f"p50 {statistics.median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms, most {max(times):.1f} ms; "
          f"{worked:.1f} ms of the server's processor a keystroke")
    print(", ".join(f"{name.split('/', 1)[1]} {ms:.1f} ms" for name, ms in others.items()))
    print(f"memory: {memory:.0f} MB at most")
    print("1 passed, 0 failed")


main()
