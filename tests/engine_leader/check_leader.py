#!/usr/bin/env python3
"""The page of a municipality's leader from a caseload with known counts: its text as reviewed, its figures those of the report, nothing hidden shown.

Usage: check_leader.py PROGRAM ROOT    (UPDATE_GOLDEN=1 writes the text anew, for review)
"""
import csv
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../engine_report"))
import caseload
import check_html

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent


def run(*words, code=0):
    done = subprocess.run([program, *map(str, words)], cwd=root, capture_output=True, timeout=300)
    assert done.returncode == code, (words, done.returncode, done.stderr.decode())
    return done.stdout.decode("utf-8")


def lines_after(text, heading):
    """The lines of a table of the text form, up to the blank line after it."""
    at = text.index(heading + "\n─")
    return text[at:].split("\n\n")[0].split("\n")


def row(text, heading, first):
    """The figures below the line that begins with `first`."""
    lines = lines_after(text, heading)
    at = next(i for i, line in enumerate(lines) if line.startswith(first))
    return lines[at + 1].split()


def report_row(database, rule, code):
    """What the report shows of a municipality."""
    header = None
    for cells in csv.reader(io.StringIO(run("report", database, "--rule", rule, "--format", "csv", "--lang", "en").lstrip("\ufeff"))):
        if cells[:1] == ["Code"] and "kept" in cells:
            header = cells
        elif header and cells[:1] == [code]:
            return dict(zip(header, cells))
    raise AssertionError((rule, code))


def check_html_page(text, language):
    page = check_html.Page()
    page.feed(text)
    page.close()
    assert not page.open and not page.errors, (page.open, page.errors)
    assert page.language == language and len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links), page.links
    for word in ("http:", "https:", "//", "url(", "@import", "<script"):
        assert word not in text.replace("<!doctype html>", ""), word
    assert all(f["svg"] == 1 and f["table"] == 1 for f in page.figures), page.figures
    # A mark for each share and average that stands in the tables; the picture of need has one a municipality with figures.
    assert page.figures[0]["points"] == len([r for r in page.figures[0]["rows"] if r[2] not in "•–"]) + 1, page.figures[0]
    return page


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        caseload.write(folder)
        run(*caseload.audit(program, folder)[1:])
        database, register, need = folder / "leader.db", HERE / "register.yaml", folder / "need.csv"
        whole = ("--need", need, "--register", register)
        danish = run("report", database, "--municipality", "0461", *whole)
        golden, found = HERE / "golden/0461_da.txt", re.sub(r"Kædens hoved: \w+\n", "", danish)
        if os.environ.get("UPDATE_GOLDEN") == "1":
            golden.write_text(found, encoding="utf-8")
        assert found == golden.read_text(encoding="utf-8"), f"run with UPDATE_GOLDEN=1 and review {golden}"

        # The counts are those that the caseload was made with, and those of the report.
        (in_time, late, never), _, (met, declined, no_room, no_reason), _ = caseload.PLANS["0461"]
        assert row(danish, "Lovkrav, ét for ét", "Svar i tide")[:4] == [str(n) for n in (in_time + late + never, in_time, late + never, 0)]
        assert row(danish, "Anbefalinger, én for én", "Mød borgeren")[:4] == [str(n) for n in (70, met, no_reason, declined + no_room)]
        shown = report_row(database, "answer", "0461")
        assert row(danish, "Lovkrav, ét for ét", "Svar i tide")[:4] == [shown[c] for c in ("relevant", "kept", "not kept", "open")]
        assert "Mød borgeren" not in "\n".join(lines_after(danish, "Lovkrav efter Ankestyrelsens kategorier")), "law and recommendations stand apart"
        # Missed 20 times: proposed, and the determinant that names the rule is rated as a barrier. Another municipality's action is not here.
        assert "Tid til sagerne" in danish and "Vikarer" not in danish

        # Frameworks: 0101 has set both, 0461 one, what 0751 set is no longer in force, and 0561 speaks of another package, of which it has set one of two.
        # All others are not known, and never taken for undecided.
        def frameworks(code):
            page = run("report", database, "--municipality", code, "--lang", "en")
            return {name: " ".join(row(page, "What municipalities set themselves", name)) for name in ("Interval between visits", "Length of a visit", "Own limit")}
        national = {"Interval between visits": "no number holds 1 0 2 95", "Length of a visit": "the national one holds 2 0 1 95", "Own limit": "no number holds 0 1 0 97"}
        for code, here in (("0101", ("decided", "decided", "not known")), ("0461", ("not decided", "decided", "not known")), ("0751", ("not decided", "not decided", "not known")),
                           ("0561", ("not known", "not known", "1 of 2 decided")), ("0851", ("not known",) * 3)):
            assert frameworks(code) == {name: f"{said} {national[name]}" for name, said in zip(national, here)}, (code, frameworks(code))
        whole_report = list(csv.reader(io.StringIO(run("report", database, "--format", "csv", "--lang", "en").lstrip("\ufeff"))))
        at = whole_report.index(["Municipalities that set frameworks, and what they lack"])
        lacking = {cells[0]: cells[-1] for cells in whole_report[at + 2:at + 6]}
        assert lacking == {"0101": "", "0461": "Interval between visits (small.help.visit_interval)", "0561": "Own limit (small.other.own_limit): 1 of 2 decided",
                           "0751": "Interval between visits (small.help.visit_interval); Length of a visit (small.help.visit_length)"}, lacking

        # Reasons: as many as the caseload has, by municipality and in all, those of the three cases hidden. 0461 was departed from for want of room 14 times.
        national = {cells[2]: cells[3] for cells in whole_report if cells[:2] == ["Meet the citizen", "small.help.meet"] and len(cells) == 4}
        plans = [meetings for _, _, meetings, _ in caseload.PLANS.values()]
        assert national == {"declined": str(sum(m[1] for m in plans)), "no_room": str(sum(m[2] for m in plans))}, national
        at = next(i for i, cells in enumerate(whole_report) if cells and cells[0].endswith("explained departures by municipality"))
        by_code = {cells[0]: cells[2:] for cells in whole_report[at + 2:at + 2 + len(caseload.PLANS)]}
        assert by_code["0461"][:2] == [str(declined), str(no_room)] and by_code["0461"][-1] == str(declined + no_room), by_code
        assert by_code["0825"] == ["•", "•", "0", "0", "•"], by_code
        assert set(row(danish, "Forslag fra revisionen: anbefalinger, der gentagne gange er fraveget af samme grund", "Mød borgeren")) >= {"14"}

        # A municipality of three cases: nothing of it shows, here as in the report.
        small = run("report", database, "--municipality", "0825", "--lang", "en")
        assert report_row(database, "answer", "0825")["relevant"] == "•"
        figures = row(small, "Law, one by one", "Answer in time")
        assert figures[0] == "•" and not any(re.search(r"[1-9]", f) for f in figures[:7]), figures
        assert "• cases judged here" in small
        # One of the 98 that delivered nothing has a page that says so.
        assert "\n0 cases judged here" in run("report", database, "--municipality", "0147", "--lang", "en")

        for language in ("da", "en"):
            check_html_page(run("report", database, "--municipality", "0461", *whole, "--format", "html", "--lang", language), language)
            check_html_page(run("report", database, "--municipality", "0461", "--format", "html", "--lang", language), language)
        for words in (("--municipality", "0462"), ("--municipality", "0461", "--rule", "answer"), ("--municipality", "0461", "--format", "csv"), ("--register", register)):
            run("report", database, *words, code=2)
    print("the page is the report's figures of one municipality, beside the country's")


if __name__ == "__main__":
    main()
