#!/usr/bin/env python3
"""The author's desk as authors meet it: bless, JUnit, coverage, mutate. Usage: run_desk.py PROGRAM ROOT"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
DESK = ROOT / "tests/cli/fixtures/rules/desk.regel"


def run(*words, ok=(0,)):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode in ok, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout


def bless_changes_the_answer_and_nothing_else(folder, text, right, wrong):
    path = folder / "desk.regel"
    assert text.count(right) == 1, right
    path.write_bytes(text.replace(right, wrong).encode())
    run("test", str(path), ok=(1,))
    said = run("test", str(path), "--bless", "--lang", "en")
    assert said.startswith("1 expectations rewritten"), said
    assert path.read_bytes() == text.encode(), "what is not an answer was changed"
    run("test", str(path))


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    english = DESK.read_text(encoding="utf-8")
    danish = run("translate", str(DESK), "--to", "da")
    # The right answers are those of the package's own tests. An answer says no more than the expectation did.
    bless_changes_the_answer_and_nothing_else(folder, english, "= late by 1 hour 30 minutes", "= late by 2 hours")
    bless_changes_the_answer_and_nothing_else(folder, english, "= pending due 2026-03-09 .. 2026-03-10", "= breached due 2026-03-09")
    bless_changes_the_answer_and_nothing_else(folder, danish, "= forsinket med 1 time 30 minutter", "= forsinket med 2 timer")
    bless_changes_the_answer_and_nothing_else(folder, danish, "= afventer senest 2026-03-09 .. 2026-03-10", "= ikke overholdt senest 2026-03-09")

    # A comment with a sign of its own stays, wherever it stands; one inside an answer makes the answer stay.
    commented = english.replace("expect opened_24h of a = late by 1 hour 30 minutes", "expect opened_24h of a -- a = b\n  = late by 1 hour 30 minutes  -- as the law says")
    bless_changes_the_answer_and_nothing_else(folder, commented, "= late by 1 hour 30 minutes", "= late by 2 hours")
    bless_changes_the_answer_and_nothing_else(folder, commented.replace("\n", "\r\n"), "= late by 1 hour 30 minutes", "= late by 2 hours")
    path = folder / "desk.regel"
    inside = english.replace("= late by 1 hour 30 minutes", "= late -- why\n    by 2 hours")
    path.write_bytes(inside.encode())
    assert "1 cannot be said by a test" in run("test", str(path), "--bless", "--lang", "en", ok=(1,))
    assert path.read_bytes() == inside.encode()

    # JUnit: one case a test, and a failure with its place where one fails.
    path = folder / "desk.regel"
    path.write_text(english, encoding="utf-8")
    suites = xml.fromstring(run("test", str(path), "--format", "junit"))
    cases = suites.findall(".//testcase")
    assert len(cases) == len(re.findall(r"(?m)^test ", english)) and not suites.findall(".//failure")
    path.write_text(english.replace("expect opened_24h of a = late by 1 hour 30 minutes", "expect opened_24h of a = fulfilled"), encoding="utf-8")
    suites = xml.fromstring(run("test", str(path), "--format", "junit", ok=(1,)))
    assert len(suites.findall(".//failure")) == 1 and "desk.regel:" in suites.find(".//failure").text
    assert suites.find("testsuite").get("failures") == "1"
    path.write_text(english, encoding="utf-8")

    # Coverage: the same sums in every form; a threshold is an exit code.
    whole = json.loads(run("test", str(path), "--coverage", "--format", "json"))
    assert 0 < whole["all"]["met"] < whole["all"]["all"]
    missed = [g for g in whole["gaps"] if not g["aspect"].startswith("decides")]
    assert len(missed) == whole["all"]["all"] - whole["all"]["met"]
    lcov = run("test", str(path), "--coverage", "--format", "lcov")
    assert len(re.findall(r"(?m)^BRDA:.*,0$", lcov)) == len(missed)
    page = run("test", str(path), "--coverage", "--format", "html")
    assert not re.search("<script|src=|href=", page) and page.count("<li>") >= len(missed)
    share = 100 * whole["all"]["met"] // whole["all"]["all"]
    run("test", str(path), "--coverage", "--threshold", str(share))
    run("test", str(path), "--coverage", "--threshold", str(share + 1), ok=(1,))
    run("test", str(path), "--threshold", "50", ok=(2,))

    # A proposal that is taken in closes its gap: fewer are left.
    proposed = run("test", str(path), "--coverage", "--propose", "--all", "--lang", "en")
    blocks = re.findall(r"(?ms)^test .*?^end$", proposed)
    assert blocks, proposed
    path.write_text(english + "\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")
    after = json.loads(run("test", str(path), "--coverage", "--format", "json"))
    assert after["all"]["met"] > whole["all"]["met"]
    path.write_text(english, encoding="utf-8")

    # Mistakes: each test that is shown makes its mistake noticed, and passes without it.
    fates = json.loads(run("mutate", str(path), "--format", "json", "--lang", "en", ok=(1,)))
    assert fates["all"] == fates["killed"] + fates["survived"] + fates["unshown"]
    shown = [s["test"] for s in fates["survivors"] if s["test"] and "cannot be said" not in s["test"]]
    assert shown and path.read_text(encoding="utf-8") == english
    path.write_text(english + "\n" + "\n\n".join(shown) + "\n", encoding="utf-8")
    run("test", str(path))
    better = json.loads(run("mutate", str(path), "--format", "json", ok=(0, 1)))
    assert better["all"] == fates["all"] and better["killed"] >= fates["killed"] + len(shown), (fates["killed"], len(shown), better["killed"])
print("author's desk: in order")
