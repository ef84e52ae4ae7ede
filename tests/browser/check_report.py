#!/usr/bin/env python3
"""Opens the report's page, and that of a municipality's leader, in a browser: no complaint, no request, no barrier that axe-core finds, in both languages, light and dark,
wide and narrow, and on paper.

Usage: check_report.py PROGRAM ROOT [--pictures FOLDER]
"""
import base64
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "engine_report"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "engine_leader"))
import browser
import caseload
import check_html

AXE = pathlib.Path(__file__).resolve().parent / "node_modules/axe-core/axe.min.js"
RUN_AXE = """axe.run(document, Object.assign({resultTypes: ['violations']}, %s)).then(r => r.violations.map(v =>
  v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))"""
# Words of a picture that lie outside it, or on each other.
WORDS = """[...document.querySelectorAll('svg.picture')].flatMap(svg => {
  const own = svg.getBoundingClientRect(), texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]), out = [];
  if (own.width === 0) return ['a picture without size'];
  for (const [words, b] of texts) if (b.left < own.left - 1 || b.right > own.right + 1 || b.top < own.top - 1 || b.bottom > own.bottom + 1) out.push('outside: ' + words);
  for (let i = 0; i < texts.length; ++i) for (let k = i + 1; k < texts.length; ++k) {
    const a = texts[i][1], b = texts[k][1];
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) out.push('on each other: ' + texts[i][0] + ' / ' + texts[k][0]);
  }
  return out;
})"""


def check(page, path, language, pictures):
    page.size(1280, 900)
    page.media()
    page.open(path)
    assert not page.complaints(), page.complaints()
    assert page.run("document.documentElement.lang") == language
    page.run(AXE.read_text() + "; 0")
    # Rows of one table are alike: of each the first, the last and those with something hidden say it all, in a tenth of the time.
    page.run("document.querySelectorAll('tbody').forEach(b => [...b.rows].slice(6, -3).forEach(r => r.querySelector('.h') && r.rowIndex % 9 === 0 || r.remove())); 0")
    # Closed parts hold nothing that open ones do not; dark differs in its colours alone.
    page.run("document.querySelectorAll('details').forEach(d => d.open = true); 0")
    for scheme, rules in (("light", "{}"), ("dark", "{runOnly: ['color-contrast']}")):
        page.media(scheme)
        # A run takes a second or two: each kind of page once, each language once.
        if path.name in ("all_da.html", "rule_en.html", "leader_da.html") and (scheme == "light" or path.name != "rule_en.html"):
            found = page.run(RUN_AXE % rules)
            assert not found, (path.name, scheme, found)
        if pictures:
            page.run("document.querySelectorAll('details:not(.read)').forEach(d => d.open = false); 0")
            height = page.run("document.documentElement.scrollHeight")
            shot = page.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip={"x": 0, "y": 0, "width": 1280, "height": min(height, 6000), "scale": 1})
            (pictures / f"{path.stem}_{scheme}.png").write_bytes(base64.b64decode(shot["data"]))
    assert page.run("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)", "dark is dark"
    page.media()
    words = page.run(WORDS)
    assert not words, (path.name, words)
    # Narrow, as on a telephone or at four times the size: tables scroll by themselves, the page does not.
    page.size(320, 800)
    assert page.run("document.scrollingElement.scrollWidth") <= 320, (path.name, page.run("document.scrollingElement.scrollWidth"))
    page.size(1280, 900)
    # On paper all is open, and nothing is cut.
    page.run("document.querySelectorAll('details').forEach(d => d.open = false); 0")
    page.media(kind="print")
    hidden = page.run("[...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().height < 10).length")
    assert hidden == 0, (path.name, hidden, "tables that paper does not show")
    paper = base64.b64decode(page.ask("Page.printToPDF", printBackground=False, preferCSSPageSize=True, generateTaggedPDF=True)["data"])
    assert paper.startswith(b"%PDF") and b"/StructTreeRoot" in paper, "tagged, for those who hear it"
    assert not page.complaints(), page.complaints()
    return len(paper)


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    pictures = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
    assert AXE.exists(), "axe-core is missing: script/setup installs it"
    with tempfile.TemporaryDirectory() as name, browser.Browser() as b:
        folder = pathlib.Path(name)
        check_html.write_cases(folder / "cases.ndjson")
        subprocess.run([program, "audit", str(folder / "cases.ndjson"), "--rules", str(root / "tests/engine_report/rules"), "--as-of", "2026-01-20 12:00",
                        "--out", str(folder / "a.db")], capture_output=True, timeout=300)
        (folder / "need.csv").write_text("kommune;befolkning;behov\n" + "".join(f"{code};{4000 + 811 * i};{5 + 2.5 * (7 * i % 10):.1f}\n" for i, code in enumerate(check_html.PLANS)))
        page, pages = b.page(), 0
        for language in ("da", "en"):
            for which in ([], ["--rule", "in_time"]):
                path = folder / f"{'rule' if which else 'all'}_{language}.html"
                subprocess.run([program, "report", str(folder / "a.db"), "--need", str(folder / "need.csv"), "--format", "html", "--lang", language, "-o", str(path), *which], check=True)
                check(page, path, language, pictures)
                pages += 1
        caseload.write(folder)
        subprocess.run(caseload.audit(program, folder), capture_output=True, check=True, timeout=300)
        for language in ("da", "en"):
            path = folder / f"leader_{language}.html"
            subprocess.run([program, "report", str(folder / "leader.db"), "--municipality", "0461", "--need", str(folder / "need.csv"), "--register", str(root / "tests/engine_leader/register.yaml"),
                            "--format", "html", "--lang", language, "-o", str(path)], check=True)
            check(page, path, language, pictures)
            pages += 1
    print(f"{pages} pages, light, dark, narrow and on paper: no complaint, no request, no barrier found")


if __name__ == "__main__":
    main()
