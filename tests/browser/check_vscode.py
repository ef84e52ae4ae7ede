#!/usr/bin/env python3
"""Uses the extension in a real editor: it installs, starts the server, shows a mistake and its message, proposes, and the mistake goes as it is
mended; prose between rules keeps its colours. Not part of the tests: script/try_extension fetches the editor.

Usage: check_vscode.py PROGRAM EDITOR VSIX [--pictures FOLDER]
"""
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser
from check_editor import CONTROL, picture, press, wait, write

RULES = """language da
pakke samples.tried  version 1.0
titel "Prøve" "Trial"
ejer "Ingen"   status udkast   gennemgås senest 2030-01-01

aktør kommunen "Kommunen" "The municipality"
kilde RET kommunal standard "Opdigtet"

begreb sag "Sag" "Case"
  hændelse  modtaget dato   "Modtaget" "Received"
  hændelse  besvaret dato   "Svar" "Reply"  verbum give
  oplysning barn     ja/nej "Angår et barn" "Concerns a child"
slut

regel svar "Svar" "Reply"   jf. RET "1"
  når barnet
  skal kommunen give besvaret inden for 2 uger efter modtaget
slut
"""
PROSE = "Når en sag er modtaget, skal den ikke have farver"
LITERATE = f"# Titel\n\n```regel\n{RULES}```\n\n{PROSE}\n\n```regel\nregel andet \"Andet\" \"Other\"   jf. RET \"2\"\n  når barn\n  skal kommunen give besvaret straks\nslut\n```\n"
# The pieces of the line that begins with a text: what they say, and their colour.
PIECES = """(text => [...document.querySelectorAll('.view-line')].filter(l => l.textContent.replaceAll('\\u00a0', ' ').trimStart().startsWith(text))
  .flatMap(l => [...l.querySelectorAll('span > span')].map(s => [s.textContent.replaceAll('\\u00a0', ' ').trim(), getComputedStyle(s).color])).filter(([t]) => t))(%s)"""


def pieces(page, text):
    return page.run(PIECES % json.dumps(text))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def open_file(page, port, path):
    payload = json.dumps([["openFile", f"vscode-remote://127.0.0.1:{port}{path}"]])
    page.ask("Page.navigate", url=f"http://127.0.0.1:{port}/?folder={path.parent}&payload={urllib.parse.quote(payload)}")
    wait(page, "document.querySelectorAll('.view-line').length > 5", f"{path.name} does not open", 300)


def wait_for_status(page, text):
    wait(page, f"[...document.querySelectorAll('.statusbar-item')].some(e => e.getAttribute('aria-label') === {text!r})", f"the status bar does not say {text}", 300)


def show(page, pictures, name):
    if pictures:
        picture(page, pictures / f"vscode_{name}.png")


def check(page, port, folder, pictures):
    open_file(page, port, folder / "plain/tried.regel")
    wait_for_status(page, "Rettesnor")
    # The server's word on the mistake, where it is.
    wait(page, "document.querySelectorAll('.squiggly-error').length === 1", "the mistake is not shown", 300)
    show(page, pictures, "mistake")
    page.run("document.querySelector('.monaco-editor textarea, .monaco-editor .native-edit-context').focus(); 0")
    press(page, "F8")
    wait(page, "document.querySelector('.zone-widget .message')?.textContent.includes('`barnet`')", "no message")
    wait(page, "document.querySelector('.zone-widget .code-link')?.textContent === 'N001'", "no link to what the message means")
    show(page, pictures, "message")
    press(page, "Escape")
    # Mended, it goes.
    press(page, "ArrowRight", CONTROL)
    press(page, "Backspace")
    press(page, "Backspace")
    wait(page, "document.querySelectorAll('.squiggly-error').length === 0", "the mistake stays when it is mended")
    assert pieces(page, "når barn")[-1][0] == "barn", pieces(page, "når barn")
    # Proposals are the server's: a name of the case that may stand here.
    write(page, " og ")
    proposed = "[...document.querySelectorAll('.suggest-widget .monaco-list-row')].some(r => r.textContent.includes('besvaret'))"
    for attempt in range(10):
        # What was typed may have opened a list of its own, which holds back the one asked for.
        press(page, "Escape")
        press(page, " ", CONTROL)
        try:
            wait(page, proposed, "no proposals", 10)
            break
        except AssertionError:
            assert attempt < 9, "no proposals"
    show(page, pictures, "proposals")
    press(page, "Escape")
    # Above the rule stands how many tests it has.
    wait(page, "[...document.querySelectorAll('.codelens-decoration')].some(l => l.textContent.includes('no tests'))", "no lens")


def check_markdown(page, port, folder, pictures):
    """Prose between rules is prose."""
    open_file(page, port, folder / "literate/tried.regel.md")
    wait_for_status(page, "Rettesnor in Markdown")
    wait(page, "document.querySelectorAll('.squiggly-error').length === 1", "the mistake in Markdown is not shown", 300)
    press(page, "End", CONTROL)
    wait(page, f"({PIECES % json.dumps('Når')}).length", "the prose is not in sight")
    show(page, pictures, "markdown")
    prose, rule = pieces(page, "Når"), pieces(page, "når barn")
    assert prose == [[PROSE, prose[0][1]]], prose
    assert rule[0][0] == "når" and rule[0][1] != prose[0][1], (rule, prose)


def main():
    program, editor, vsix = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
    pictures = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
    with tempfile.TemporaryDirectory() as name:
        data, folder = pathlib.Path(name) / "data", pathlib.Path(name) / "folder"
        (data / "data/Machine").mkdir(parents=True)
        for part in ("plain", "literate"):  # apart, as both define the same
            (folder / part).mkdir(parents=True)
        (data / "data/Machine/settings.json").write_text(json.dumps({"rettesnor.program": str(program), "rettesnor.language": "en"}))
        (folder / "plain/tried.regel").write_text(RULES)
        (folder / "literate/tried.regel.md").write_text(LITERATE)
        serve = ["node", "out/server-main.js", "--accept-server-license-terms", "--server-data-dir", str(data), "--telemetry-level", "off"]
        done = subprocess.run([*serve, "--install-extension", str(vsix)], cwd=editor, capture_output=True, text=True, timeout=120)
        assert "successfully installed" in done.stdout, done
        port = free_port()
        with subprocess.Popen([*serve, "--host", "127.0.0.1", "--port", str(port), "--without-connection-token", "--disable-workspace-trust"],
                              cwd=editor, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                until = time.monotonic() + 60
                while True:
                    try:
                        urllib.request.urlopen(f"http://127.0.0.1:{port}/version", timeout=5).read()
                        break
                    except OSError:
                        assert time.monotonic() < until, "the editor does not start"
                        time.sleep(0.2)
                with browser.Browser() as b:
                    # A page of its own each: what is not saved holds the first one back.
                    check(b.page(1400, 900), port, folder, pictures)
                    check_markdown(b.page(1400, 900), port, folder, pictures)
            finally:
                server.terminate()
    print("installed and started; a mistake shown and mended, proposals, a lens, prose between rules")


if __name__ == "__main__":
    main()
