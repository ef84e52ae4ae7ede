#!/usr/bin/env python3
"""Opens the woven document of the children's rules in a browser: no complaint, no request, no barrier that axe-core finds, in both languages,
as one page and as a site, light and dark, narrow and on paper; its links lead somewhere; its PDF has pages.

Usage: check_docs.py PROGRAM ROOT [--pictures FOLDER]
"""
import base64
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser
from check_report import AXE, RUN_AXE, WORDS

DAY = "2026-11-01"


def docs(program, root, packages, out, language):
    subprocess.run([program, "docs", *packages, "--lang", language, "--as-of", DAY, "--out", str(out)], cwd=root, check=True, timeout=300)


def picture(page, folder, name):
    height = page.run("document.documentElement.scrollHeight")
    shot = page.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip={"x": 0, "y": 0, "width": 1280, "height": min(height, 5000), "scale": 1})
    (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def check(page, path, language, pictures):
    page.size(1280, 900)
    page.media()
    page.open(path)
    assert not page.complaints(), page.complaints()
    assert page.run("document.documentElement.lang") == language
    assert page.run("document.scripts.length") == 0
    # Narrow, as on a telephone: tables scroll by themselves, the page does not.
    page.size(320, 800)
    wide = page.run("[...document.querySelectorAll('body *')].filter(e => !e.closest('.wide, pre, .skip, svg') && e.getBoundingClientRect().right > 321).slice(0, 3).map(e => e.outerHTML.slice(0, 120))")
    assert page.run("document.scrollingElement.scrollWidth") <= 320, (path.name, page.run("document.scrollingElement.scrollWidth"), wide)
    page.size(1280, 900)
    words = page.run(WORDS)
    assert not words, (path.name, words)
    # On paper all is open, and nothing is cut.
    page.media(kind="print")
    hidden = page.run("[...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().height < 10).length")
    assert hidden == 0, (path.name, hidden, "tables that paper does not show")
    page.media()
    # Cards are alike: the first ones say it all, in a tenth of the time. Text against its ground at 7 : 1, WCAG's highest level.
    page.run("[...document.querySelectorAll('.card')].slice(8).forEach(c => c.remove()); 0")
    page.run(AXE.read_text() + "; 0")
    for scheme, rules in (("light", "{rules: {'color-contrast-enhanced': {enabled: true}}}"), ("dark", "{runOnly: ['color-contrast-enhanced']}")):
        page.media(scheme)
        if pictures:
            page.run("document.querySelectorAll('details').forEach((d, i) => d.open = i < 1); 0")
            picture(page, pictures, f"{path.stem}_{language}_{scheme}")
        page.run("document.querySelectorAll('details').forEach(d => d.open = true); 0")
        found = page.run(RUN_AXE % rules)
        assert not found, (path.name, scheme, found)
    assert page.run("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)", "dark is dark"
    assert not page.complaints(), page.complaints()


def check_text(pages):
    """Every sentence is whole; every link within the document leads to something."""
    ids = {name: set(re.findall(r' id="([^"]*)"', html)) for name, html in pages.items()}
    sentences = 0
    for name, html in pages.items():
        assert len(re.findall(r' id="', html)) == len(ids[name]), (name, "two things of one name")
        for link in re.findall(r'href="([^"]*)"', html):
            if re.match(r"https?://", link):
                continue
            to, _, place = link.partition("#")
            assert (to or name) in pages, (name, link)
            assert not place or place in ids[to or name], (name, link)
        for sentence in re.findall(r'<p class="says">(.*?)</p>', html, re.S):
            sentences += 1
            assert sentence.endswith(".") and not re.search(r"  | ,|,,|\{\d|»«|“”|\.\.", sentence), (name, sentence)
    return sentences


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    pictures = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
    assert AXE.exists(), "axe-core is missing: script/setup installs it"
    with tempfile.TemporaryDirectory() as name, browser.Browser() as b:
        folder = pathlib.Path(name)
        page, sentences = b.page(), 0
        for language in ("da", "en"):
            site = folder / f"site_{language}"
            docs(program, root, ["rules/dk/social"], site, language)
            written = {f.name: f.read_text(encoding="utf-8") for f in site.iterdir()}
            assert len(written) > 10 and "index.html" in written, list(written)
            sentences += check_text(written)
            # The front, a page of rules, and one of concepts or calendars: what they are made of is on all the others too.
            for which in ("index.html", *(("dk.social.children.renewal.html", "dk.social.children.html") if language == "da" else ("dk.social.children.notifications.html", "dk.social.common.html"))):
                check(page, site / which, language, pictures)
            whole = folder / f"all_{language}.html"
            docs(program, root, ["rules/dk/social"], whole, language)
            check_text({whole.name: whole.read_text(encoding="utf-8")})
            again = folder / "again.html"
            docs(program, root, ["rules/dk/social"], again, language)
            assert again.read_bytes() == whole.read_bytes(), "the same rules and day give the same bytes"
        woven = folder / "woven.html"
        docs(program, root, ["samples/guideline"], woven, "da")
        check_text({woven.name: woven.read_text(encoding="utf-8")})
        check(page, woven, "da", pictures)
        paper = folder / "woven.pdf"
        docs(program, root, ["samples/guideline"], paper, "da")
        pdf = paper.read_bytes()
        assert pdf.startswith(b"%PDF") and pages_of(pdf) >= 2, (len(pdf), pages_of(pdf))
        # Without a browser it says so.
        env = {**os.environ, "PATH": str(folder)}
        done = subprocess.run([program, "docs", "samples/guideline", "--out", str(folder / "none.pdf")], cwd=root, env=env, capture_output=True)
        assert done.returncode == 2 and b"Chromium" in done.stderr and not (folder / "none.pdf").exists(), done
    print(f"{sentences} sentences whole, pages light, dark, narrow and on paper: no complaint, no request, no barrier found")


if __name__ == "__main__":
    main()
