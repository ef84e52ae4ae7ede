#!/usr/bin/env python3
"""Reads the report's workbook back and holds every cell against the same report as CSV.

Usage: check_xlsx.py PROGRAM ROOT
"""
import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check_html


def as_csv_shows(cell, language):
    """The cell as a text of CSV, after its type is what its look says."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        assert cell.data_type in ("s", "inlineStr"), (cell.coordinate, cell.data_type)
        return "'" + value if value[0] in "=+-@\t\r" else value
    assert cell.data_type == "n", (cell.coordinate, cell.data_type)
    if cell.number_format == "0.0%":
        text = f"{value * 100:.2f}"
        return text.replace(".", ",") if language == "da" else text
    if cell.number_format == "0.00":
        text = f"{value:.2f}"
        return text.replace(".", ",") if language == "da" else text
    assert cell.number_format == "#,##0" and value == int(value), (cell.coordinate, cell.number_format, value)
    return str(int(value))


def check(book, text, language):
    blocks, block = [], []
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";" if language == "da" else ","):
        if row:
            block.append(row)
        elif block:
            blocks.append(block)
            block = []
    cover = [c.value for c in book.worksheets[0]["A"] if c.value]
    assert [row[0] for row in blocks[0]] == cover[:len(blocks[0])], (blocks[0], cover)
    tables = [b for b in blocks[1:] if len(b) > 1]
    assert len(tables) == len(book.worksheets) - 1, ([b[0] for b in tables], book.sheetnames)
    cells = 0
    for sheet, lines in zip(book.worksheets[1:], tables):
        assert len(sheet.title) <= 31 and lines[0][0].startswith(sheet.title.split(" 2")[0][:20]), (sheet.title, lines[0])
        width = len(lines[1])
        rows = [[as_csv_shows(c, language) for c in row] for row in sheet.iter_rows(max_col=width)]
        # Below the rows a blank line, then the notes.
        found = [row for row in rows if any(row)]
        assert len(found) == len(lines) - 1, (sheet.title, len(found), len(lines))
        for mine, theirs in zip(found, lines[1:]):
            assert mine == theirs + [""] * (width - len(theirs)), (sheet.title, mine, theirs)
            cells += width
        assert sheet.freeze_panes == "A2", sheet.title
        if len(rows) > 1 and any(rows[1]):
            assert sheet.auto_filter.ref.startswith("A1:"), sheet.title
        header = sheet["A1"]
        assert header.font.bold and not any(c.data_type == "f" for row in sheet.iter_rows() for c in row), sheet.title
        assert all(sheet.column_dimensions[c.column_letter].width >= 8 for c in sheet[1]), sheet.title
    return cells


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_html.write_cases(folder / "cases.ndjson")
        subprocess.run([program, "audit", str(folder / "cases.ndjson"), "--rules", str(root / "tests/engine_report/rules"), "--as-of", "2026-01-20 12:00",
                        "--out", str(folder / "a.db")], capture_output=True, timeout=300)

        # A name that Excel would read as a formula, a decimal comma, columns in another order, one that nobody asked for.
        needs = [(code, 4000 + 811 * i, f"{5 + 2.5 * ((7 * i) % 10):.2f}".replace(".", ",")) for i, code in enumerate(check_html.PLANS)]
        (folder / "need.csv").write_text("behov;note;kommune;befolkning\n" + "".join(f"{n};=1+1;{c};{p}\n" for c, p, n in needs), encoding="utf-8-sig")

        def report(*more):
            return subprocess.run([program, "report", str(folder / "a.db"), *more], capture_output=True, timeout=300)

        cells, formulas = 0, 0
        for language in ("da", "en"):
            for rule in ([], ["--rule", "in_time"], ["--rule", "soon"], ["--need", str(folder / "need.csv")], ["--rule", "in_time", "--need", str(folder / "need.csv")]):
                file = folder / f"{language}{len(rule)}.xlsx"
                done = report("--format", "xlsx", "-o", str(file), "--lang", language, *rule)
                assert done.returncode == 0 and not done.stdout and not done.stderr, done
                book = openpyxl.load_workbook(file)
                cells += check(book, report("--format", "csv", "--lang", language, *rule).stdout.decode(), language)
                texts = [c.value for s in book.worksheets for row in s.iter_rows() for c in row if isinstance(c.value, str)]
                formulas += sum(t[0] in "=+-@" for t in texts)
                check_html.check_hidden(" | ".join(str(c.value) for s in book.worksheets for row in s.iter_rows() for c in row), "xlsx") if "in_time" in rule else None
        assert formulas > 0, "the rule's Danish title begins with =, and is there as a text"
        twice = [folder / "1.xlsx", folder / "2.xlsx"]
        for file in twice:
            report("--format", "xlsx", "-o", str(file))
        assert twice[0].read_bytes() == twice[1].read_bytes(), "the same report, the same bytes"
        for content, words in (("kommune;befolkning\n0101;1\n", "linje 1"), ("kommune;befolkning;behov\n0101;0;1\n", "over 0"), ("kommune;befolkning;behov\n9999;5;1\n", "9999"),
                               ("kommune;befolkning;behov\n0101;5;1\n0101;5;1\n", "to gange"), ("kommune;befolkning;behov\n0101;5;x\n", "linje 2"), ("kommune;befolkning;behov\n", "ingen kommuner"), ("kommune;befolkning;behov\n0101;5\n", "for få")):
            (folder / "bad.csv").write_text(content)
            refused = report("--need", str(folder / "bad.csv"))
            assert refused.returncode == 2 and words in refused.stderr.decode() and not refused.stdout, (content, refused)
        refused = report("--format", "xlsx")
        assert refused.returncode == 2 and b"--out" in refused.stderr
        refused = report("--format", "xlsx", "-o", str(folder / "none" / "a.xlsx"))
        assert refused.returncode == 2 and b"kan ikke skrives" in refused.stderr and b"lxw" not in refused.stderr, refused
    print(f"{cells} cells as in CSV, {formulas} texts that look like formulas")


if __name__ == "__main__":
    main()
