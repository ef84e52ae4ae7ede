#!/usr/bin/env python3
"""Audits a caseload made here, writes the report as HTML, text and CSV, and holds them against what may be shown.

Usage: check_html.py PROGRAM ROOT
"""
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# In time, late, not done, not done with an open condition. Helsingør's 211 and Odense's 193 must not show: beside their
# populations, 214 and 197, they would give away 3 and 4.
PLANS = {"0101": (260, 22, 18, 16), "0151": (145, 16, 0, 15), "0217": (211, 3, 0, 0), "0461": (193, 2, 2, 0), "0561": (152, 17, 15, 0),
         "0621": (138, 19, 0, 17), "0751": (271, 20, 16, 19), "0851": (133, 0, 25, 0), "0825": (2, 0, 0, 0), "0849": (87, 13, 6, 8)}
HIDDEN_COUNTS = {"211", "193"}
HIDDEN_SHARES = ("98,6", "98.6", "98,0", "98.0")  # 211 of 214, 193 of 197
VOID = {"meta", "link", "br", "hr", "img", "input"}
SVG_EMPTY = {"line", "path", "rect", "circle"}


def write_cases(path):
    number = 0
    with path.open("w") as out:
        for code, counts in PLANS.items():
            for kind, count in enumerate(counts):
                for _ in range(count):
                    month = f"2025-{number % 10 + 1:02}"
                    case = {"case": f"C{number}", "municipality": code, "extraction_time": "2026-02-01 00:00", "a": f"{month}-05"}
                    if kind < 2:
                        case["e"] = f"{month}-06" if kind == 0 else f"{month}-09"
                    if kind != 3:
                        case["c"] = True
                    out.write(json.dumps(case) + "\n")
                    number += 1
            out.write("no case\n")


class Page(html.parser.HTMLParser):
    """Nesting, and what stands where."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.errors = [], [], []
        self.pictures, self.figures, self.words, self.links = [], [], [], []
        self.language = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes.get("lang")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("href", "src", "xlink:href"):
            if name in attributes:
                self.links.append(attributes[name])
        if any(name.startswith("on") for name in attributes):
            self.errors.append(f"a handler on {tag}")
        if tag in ("script", "iframe", "object", "link", "img"):
            self.errors.append(f"<{tag}>")
        if tag == "figure":
            self.figures.append({"svg": 0, "table": 0, "points": 0, "rows": []})
        if "figure" in self.open or tag == "figure":
            figure = self.figures[-1]
            if tag == "svg":
                figure["svg"] += 1
                self.pictures.append(attributes | {"title": "", "desc": ""})
            if tag == "table" and "details" in self.open:
                figure["table"] += 1
            if tag == "tr" and "tbody" in self.open:
                figure["rows"].append([])
            if attributes.get("class") == "point":
                figure["points"] += 1
        elif tag == "svg":
            self.errors.append("an svg outside a figure")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        if tag not in SVG_EMPTY:
            self.errors.append(f"<{tag}/>")
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.errors.append(f"</{tag}> in {self.open[-3:]}")
            return
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in ("title", "desc") and "svg" in self.open:
            self.pictures[-1][self.open[-1]] += data
        if self.open and self.open[-1] in ("td", "th") and "tbody" in self.open and "figure" in self.open:
            self.figures[-1]["rows"][-1].append(data)
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def check_hidden(text, what):
    found = set(re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", text))
    assert not found & HIDDEN_COUNTS, (what, found & HIDDEN_COUNTS)
    for share in HIDDEN_SHARES:
        assert not re.search(rf"(?<!\d){re.escape(share)}(?!\d)", text), (what, share)
    assert "214" in found and "197" in found, f"{what}: the populations are shown, or this finds nothing"


def check_page(text, language):
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open and not page.errors, (page.open, page.errors)
    assert page.language == language
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links), page.links
    for word in ("http:", "https:", "//", "url(", "@import", "<script"):
        assert word not in text.replace("<!doctype html>", ""), word
    # First the measures, practice and outcome: a table of each and a mark a row.
    measures = page.figures.pop(0)
    assert measures["svg"] == 1 and measures["table"] == 2 and measures["points"] == len(measures["rows"]) == 2, measures
    # Last how long it took, a curve with its table for each of three duties: the two of law and the recommendation.
    assert all(f["svg"] == 1 and f["table"] == 1 for f in page.figures), page.figures
    curves, page.figures = page.figures[4:], page.figures[:4]
    assert len(curves) == 3 and all(f["points"] == len(f["rows"]) > 1 for f in curves), curves
    assert len(page.figures) == 4, "a funnel and a chart for each of two duties"
    for picture in page.pictures:
        assert picture["role"] == "img" and picture["title"] and picture["desc"], picture
        assert all(i in page.ids for i in picture["aria-labelledby"].split()), picture
    for figure in page.figures:
        # A mark for each row whose share is shown; the last row is the total.
        shown = [row for row in figure["rows"][:-1] if "•" not in row and not all(c in "–" for c in row[-3])]
        assert figure["points"] == len(shown) > 4, (figure["points"], len(shown))
    codes = [row[0] for row in page.figures[0]["rows"][:-1]]
    assert codes == sorted(PLANS), "in order of code, no league table"
    check_hidden(" ".join(page.words), "html")
    check_hidden(re.sub(r"<style>.*?</style>", "", re.sub(r'(?<= )(d|x|y|x1|x2|y1|y2|cx|cy|transform|viewbox|stroke-[a-z]+)="[^"]*"', "", text), flags=re.S), "attributes")


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_cases(folder / "cases.ndjson")
        audit = [program, "audit", str(folder / "cases.ndjson"), "--rules", str(root / "tests/engine_report/rules"), "--as-of", "2026-01-20 12:00", "--out", str(folder / "a.db")]
        assert subprocess.run(audit, capture_output=True, timeout=300).returncode == 3, "ten lines are no cases"

        def report(*more, code=0):
            done = subprocess.run([program, "report", str(folder / "a.db"), *more], capture_output=True, timeout=300)
            assert done.returncode == code, (more, done.returncode, done.stderr.decode())
            return done.stdout.decode() if code == 0 else done.stderr.decode()

        for language in ("da", "en"):
            check_page(report("--format", "html", "--lang", language), language)
            for form in ("text", "csv"):
                text = report("--format", form, "--rule", "in_time", "--lang", language)
                if form == "csv":
                    text = "\n".join(" | ".join(row) for row in csv.reader(io.StringIO(text), delimiter=";" if language == "da" else ","))
                check_hidden(text, form)
        report("--format", "html", "--out", str(folder / "a.html"))
        assert (folder / "a.html").read_text(encoding="utf-8") == report("--format", "html")
        assert "under 3" in report("--threshold", "2", code=2)
        assert "in_time" in report("--rule", "in_tim", code=2)
        assert "findes ikke" in subprocess.run([program, "report", str(folder / "none.db")], capture_output=True).stderr.decode()
        sheet = report("--format", "csv", "--lang", "da")
        assert sheet.startswith("\ufeff") and "\n=" not in sheet and ";=" not in sheet and "\"'=Snart\";" in sheet, "a title that begins like a formula"
    print("four pictures in two languages, none of the hidden counts")


if __name__ == "__main__":
    main()
