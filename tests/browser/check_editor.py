#!/usr/bin/env python3
"""Opens the editor's page in a browser and uses it: what is typed gets its colours, proposals come, lines fold; no complaint, no request,
no barrier that axe-core finds, in both languages, light and dark, narrow.

Usage: check_editor.py ROOT [--pictures FOLDER]
"""
import base64
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser
from check_report import AXE, RUN_AXE

KEYS = {"Enter": (13, "\r"), "Escape": (27, None), "End": (35, None), "ArrowUp": (38, None), "ArrowRight": (39, None), "Backspace": (8, None),
        "F8": (119, None), " ": (32, None), ".": (190, None)}
CONTROL = 2
# What is on a line that holds a text: each piece with its colour, and those of the page by name.
PIECES = """(text => [...document.querySelectorAll('.cm-line')].filter(l => l.textContent.includes(text)).flatMap(l => [...l.querySelectorAll('span')]
  .filter(s => !s.querySelector('span')).map(s => [s.textContent, getComputedStyle(s).color])))(%r)"""
COLOUR = """(name => { const e = document.body.appendChild(document.createElement('i')); e.style.color = `var(--${name})`;
  const c = getComputedStyle(e).color; e.remove(); return c; })(%r)"""


def press(page, key, modifiers=0):
    code, text = KEYS[key]
    of_key = {"key": key, "code": {".": "Period", " ": "Space"}.get(key, key), "windowsVirtualKeyCode": code, "modifiers": modifiers}
    page.ask("Input.dispatchKeyEvent", type="keyDown", **of_key, **({"text": text} if text and not modifiers else {}))
    page.ask("Input.dispatchKeyEvent", type="keyUp", **of_key)


def write(page, text):
    """As a person does: one key at a time."""
    for letter in text:
        page.ask("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
        page.ask("Input.dispatchKeyEvent", type="keyUp", key=letter)


def wait(page, script, what, seconds=60):
    until = time.monotonic() + seconds
    while not page.run(f"!!({script})"):
        assert time.monotonic() < until, what
        time.sleep(0.05)


def picture(page, path):
    path.write_bytes(base64.b64decode(page.ask("Page.captureScreenshot", format="png")["data"]))


def choose(page, sample):
    page.run(f"(s => {{ s.value = {sample!r}; s.dispatchEvent(new Event('change')); return 0; }})(document.getElementById('sample'))")


def to_end(page):
    page.run("document.querySelector('.cm-content').focus(); 0")
    press(page, "End", CONTROL)


def coloured(page, line, **wanted):
    """Are these pieces of a line in those colours?"""
    for piece, name in wanted.values():
        colour = page.run(COLOUR % name)
        wait(page, f"({PIECES % line}).some(([text, colour]) => text === {piece!r} && colour === {colour!r})", f"{piece!r} in {line!r} is not {name}: {page.run(PIECES % line)}")


def check_use(page):
    """The Danish sample, written on."""
    to_end(page)
    press(page, "Enter")
    write(page, "regel")
    wait(page, "document.querySelector('.cm-tooltip-autocomplete')", "no proposals for a keyword")
    press(page, "Escape")
    write(page, " ny_regel \"Ny\"")
    press(page, "Enter")
    write(page, "jf. RET   når barn = ja -- ny")
    press(page, "Enter")
    write(page, "skal kommunen give besvaret senest 2026-12-24")
    press(page, "Enter")
    write(page, "slut")
    press(page, "Escape")
    coloured(page, "ny_regel", a=("regel", "declaration"), b=("ny_regel", "name"), c=('"Ny"', "string"))
    coloured(page, "jf. RET   når", a=("når", "keyword"), b=("ja", "keyword"), c=("-- ny", "comment"))
    coloured(page, "2026-12-24", a=("skal", "keyword"), b=("2026-12-24", "number"))
    lines = page.run("[...document.querySelectorAll('.cm-line')].map(l => l.textContent).slice(-4)")
    assert lines == ['regel ny_regel "Ny"', "  jf. RET   når barn = ja -- ny", "  skal kommunen give besvaret senest 2026-12-24", "slut"], lines
    # A phrase of several words is taken as a whole.
    press(page, "Enter")
    write(page, "-")
    press(page, "Enter")
    write(page, "når x er ik")
    wait(page, "[...document.querySelectorAll('.cm-completionLabel')].some(l => l.textContent === 'er ikke sket')", "no proposal to go on")
    found = page.run(RUN_AXE % "{rules: {'color-contrast-enhanced': {enabled: true}}}")
    assert not found, ("proposals", found)
    time.sleep(0.2)  # an answer so quick is taken to be meant for the text
    press(page, "Enter")
    wait(page, "[...document.querySelectorAll('.cm-line')].some(l => /^når x er ikke \\w+$/.test(l.textContent))", "a proposal that is taken is written")
    # The rule that was written folds away.
    for _ in range(5):
        press(page, "ArrowUp")
    press(page, ".", CONTROL)
    wait(page, "document.querySelector('.cm-foldPlaceholder') && !document.querySelector('.cm-content').textContent.includes('2026-12-24')", "the rule does not fold")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
    assert AXE.exists(), "axe-core is missing: script/setup installs it"
    with tempfile.TemporaryDirectory() as name, browser.Browser() as b:
        path, again = (pathlib.Path(name) / n for n in ("editor.html", "again.html"))
        for out in (path, again):
            subprocess.run(["node", "build.js", str(out)], cwd=root / "web", check=True, timeout=300)
        assert path.read_bytes() == again.read_bytes(), "the same sources give the same bytes"
        page = b.page()
        page.open(path)
        assert not page.complaints(), page.complaints()
        page.run(AXE.read_text() + "; 0")
        for language, title in (("en", "Rettesnor's rules in an editor"), ("da", "Rettesnors regler i en editor")):
            page.run(f"document.querySelector('button[data-language={language}]').click(); 0")
            assert page.run("[document.documentElement.lang, document.title]") == [language, title]
            assert page.run("[...document.querySelectorAll('[data-words], option')].every(e => e.textContent)"), "something is left unsaid"
            # The languages differ in words alone, dark differs in its colours alone.
            for sample in ("english", "literate", "danish") if language == "da" else ("danish",):
                choose(page, sample)
                for scheme, rules in (("light", "{rules: {'color-contrast-enhanced': {enabled: true}}}"), ("dark", "{runOnly: ['color-contrast-enhanced']}")):
                    page.media(scheme)
                    found = page.run(RUN_AXE % rules)
                    assert not found, (language, sample, scheme, found)
                    if pictures:
                        picture(page, pictures / f"editor_{sample}_{language}_{scheme}.png")
                assert page.run("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)", "dark is dark"
                page.media()
        check_use(page)
        if pictures:
            picture(page, pictures / "editor_used.png")
        choose(page, "literate")
        coloured(page, "når kanal er blandt", a=("er blandt", "keyword"))
        page.size(320, 800)
        assert page.run("document.scrollingElement.scrollWidth") <= 320, page.run("document.scrollingElement.scrollWidth")
        assert not page.complaints(), page.complaints()
    print(f"the editor's page, {path.name}: written in, folded, proposed to; no complaint, no request, no barrier found")


if __name__ == "__main__":
    main()
