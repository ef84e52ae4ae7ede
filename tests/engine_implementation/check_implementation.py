#!/usr/bin/env python3
"""A register beside an audit of a caseload made here: what is proposed, and that nothing hidden shows.

Usage: check_implementation.py PROGRAM ROOT
"""
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../engine_report"))
import check_html

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
PRACTICE = "Practice by the law"  # the title of the first table of measures
REGISTER = """register: Visits
determinants:
  - {name: time, title: Time, level: institutional, explains: [small.report.in_time, small.report.no_such_rule]}
  - {name: trust, title: Trust, level: interpersonal}
ratings:
  - {municipality: "0101", package: small.report, determinant: time, rater: A, date: 2026-01-10, rating: -2, evidence: e}
  - {municipality: "0151", package: small.report, determinant: time, rater: A, date: 2026-01-10, rating: 1, evidence: e}
  - {municipality: "0217", package: small.report, determinant: time, rater: A, date: 2026-01-10, rating: -1, evidence: e}
  - {municipality: "0461", package: small.report, determinant: trust, rater: A, date: 2026-01-10, rating: 2, evidence: e}
  - {municipality: "0561", package: small.report, determinant: trust, rater: A, date: 2026-01-10, rating: 0, evidence: e}
  - {municipality: "0999", package: small.report, determinant: trust, rater: A, date: 2026-01-10, rating: 2, evidence: e}
"""


def run(*words, code=0):
    done = subprocess.run([program, *words], cwd=root, capture_output=True, timeout=300)
    assert done.returncode == code, (words, done.returncode, done.stderr.decode())
    return done.stdout.decode("utf-8")


def missed_in_report(audit, *more):
    """By municipality, as the report shows it: a number, or None where it is hidden."""
    rows = csv.reader(io.StringIO(run("report", audit, "--rule", "small.report.in_time", "--format", "csv", "--lang", "en", *more).lstrip("\ufeff")))
    out, header = {}, None
    for row in rows:
        if "not kept" in row and row[0] == "Code":
            header = row
        elif not row:
            header = None
        elif header and row and row[0] in check_html.PLANS:
            cell = row[header.index("not kept")]
            out[row[0]] = int(cell) if cell.isdigit() else None
    return out


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    check_html.write_cases(folder / "cases.ndjson")
    audit = str(folder / "audit.db")
    # Ten lines are no cases, so the audit is partial.
    run("audit", str(folder / "cases.ndjson"), "--rules", "tests/engine_report/rules", "--as-of", "2026-01-20 12:00", "--out", audit, code=3)
    register = folder / "register.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    # A package or a rule by a name that the audit does not know is told, and the others are not.
    (folder / "other.yaml").write_text(REGISTER.replace('"0999", package: small.report', '"0999", package: small'), encoding="utf-8")
    done = subprocess.run([program, "implementation", str(folder / "other.yaml"), "--audit", audit, "--lang", "en"], cwd=root, capture_output=True, timeout=300)
    said = done.stderr.decode()
    assert done.returncode == 0 and "no duty in the package `small`" in said and "no rule `small.report.no_such_rule`" in said and "in_time" not in said and "`small.report`" not in said, said
    assert "Not in the audit: small, small.report.no_such_rule" in done.stdout.decode().replace("\n  ", " ")
    # The sample and the page name rules and packages that there are.
    names = set()
    for file in (root / "rules/dk/social/children").glob("*.regel*"):
        package = re.search(r"^package\s+(\S+)", file.read_text(encoding="utf-8"), re.M).group(1)
        names |= {package} | {package + "." + rule for rule in re.findall(r"^rule\s+(\w+)", file.read_text(encoding="utf-8"), re.M)}
    for page in ("samples/implementation/barnets_lov.yaml", "docs/implementation.md"):
        named = set(re.findall(r"dk\.social\.children[\w.]*\w", (root / page).read_text(encoding="utf-8")))
        assert named and named <= names, (page, named - names)
    for more in ((), ("--threshold", "20")):
        words = (str(register), "--audit", audit, "--as-of", "2026-02-01", *more)
        told = json.loads(run("implementation", *words, "--format", "json"))["proposals"]
        threshold = int(more[1]) if more else 5
        assert told["threshold"] == threshold and told["not_in_audit"] == ["small.report.no_such_rule"] and told["packages_not_in_audit"] == []
        found = {p["municipality"]: p for p in told["all"] if p["rule"] == "small.report.in_time"}
        shown = missed_in_report(audit, *more)
        in_register = {"0101", "0151", "0217", "0461", "0561"}
        wanted = {code: n for code, n in shown.items() if code in in_register and n is not None and n >= threshold}
        assert wanted and {code: p["missed"] for code, p in found.items()} == wanted, (found, shown)
        # 3 and 4 were missed: that many are never told, nor what gives them away.
        assert shown["0217"] is None and shown["0461"] is None
        for form in (run("implementation", *words), run("implementation", *words, "--format", "html"), run("implementation", *words, "--format", "json")):
            numbers = set(re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", re.sub(r"<style>.*?</style>", "", form, flags=re.S)))
            assert not numbers & check_html.HIDDEN_COUNTS, numbers & check_html.HIDDEN_COUNTS
        if not more:
            # Of 300 settled in 0101, 22 were late and 18 not done; the determinant that names the rule hinders there.
            assert found["0101"]["missed"] == 40 and found["0101"]["may_be_explained_by"] == ["time"] and found["0101"]["rated_as_barrier"]
            # 152 of 184 kept in 0561, 89 % in the country.
            assert found["0561"]["below_the_country"] and not found["0101"]["below_the_country"]
            # In 0151 the determinant helps, so it is named, and said not to be a barrier there.
            assert found["0151"]["may_be_explained_by"] == ["time"] and not found["0151"]["rated_as_barrier"]
            recommended = [p for p in told["all"] if p["rule"] == "small.report.soon"]
            assert all(p["sphere"] == "recommendation" for p in recommended)
    # An earlier report of the same cases but two, which were missed in 0101: the difference would tell of those two.
    lines = (folder / "cases.ndjson").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "earlier.ndjson").write_text("".join(line for line in lines if '"case": "C261"' not in line and '"case": "C262"' not in line), encoding="utf-8")
    earlier = str(folder / "earlier.db")
    run("audit", str(folder / "earlier.ndjson"), "--rules", "tests/engine_report/rules", "--as-of", "2026-01-20 12:00", "--out", earlier, code=3)
    after = (str(register), "--audit", audit, "--after", earlier, "--as-of", "2026-02-01")
    told = json.loads(run("implementation", *after, "--format", "json"))["proposals"]
    assert len(told["after"]) == 1
    found = {p["municipality"]: p["missed"] for p in told["all"] if p["rule"] == "small.report.in_time"}
    shown = missed_in_report(audit, "--after", earlier)
    assert shown["0101"] is None and "0101" not in found, (shown, found)
    assert found == {code: n for code, n in shown.items() if code in in_register and n is not None and n >= 5}, (found, shown)
    held = run("implementation", *after, "--lang", "en")
    assert "what the difference to the earlier reports would show" in " ".join(held.split())
    # 264 kept and 38 or 40 missed in 0101; measures are not held against earlier ones, so they are not shown.
    open_form = run("implementation", str(register), "--audit", audit, "--as-of", "2026-02-01", "--lang", "en")
    assert PRACTICE in open_form and PRACTICE not in held
    run("implementation", str(register), "--after", earlier, code=2)
    text = run("implementation", *words, "--lang", "en")
    assert "Proposed barriers, no findings" in text and "The audit shows nothing of municipality 0999" in text
    page = check_html.Page()
    page.feed(run("implementation", *words, "--format", "html"))
    page.close()
    assert not page.open and not page.errors and len(page.ids) == len(set(page.ids))
print("proposals are what the report shows")
