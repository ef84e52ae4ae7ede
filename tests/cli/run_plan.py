#!/usr/bin/env python3
"""Holds `plan` against two runs of `check` over generated children's cases, joined by case, rule and instance.

`check` judges by the careful evaluator and reads each case alone, so nothing is shared but the rules.
Usage: run_plan.py PROGRAM ROOT
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

AS_OF = "2026-02-16 12:00"
CODES = ["not_applicable", "fulfilled", "for_judgement", "late", "pending", "breached"]
CHANGES = [("notifications.regel", "municipality must make assessment within 24 hours of receipt", "municipality must make assessment within 12 hours of receipt"),
           ("studies.regel", "4 months", "3 months")]


def changed(root, folder):
    """A copy of the rules with deadlines moved."""
    subprocess.run(["cp", "-r", str(root / "rules/dk"), str(folder)], check=True)
    for name, old, new in CHANGES:
        file = next(pathlib.Path(folder).rglob(name))
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new), encoding="utf-8")


def verdicts(program, rules, cases):
    """By case, rule and instance: the set still possible."""
    done = subprocess.run([program, "check", str(cases), "--rules", str(rules), "--as-of", AS_OF, "--format", "ndjson", "--all"], capture_output=True, timeout=600)
    out = {}
    for line in done.stdout.decode("utf-8").splitlines():
        report = json.loads(line)
        if "case" not in report:
            continue
        for name in ("verdicts", "recommendations"):
            for one in report.get(name, []):
                key = (report["case"], one["rule"], one["instance"])
                out[key] = "|".join(v for v in CODES if v in one["possible"])
    return out


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([sys.executable, str(root / "samples/population/generate.py"), "--size", "S", "--seed", "1", "--out", name], check=True, capture_output=True)
        (folder / "new").mkdir()
        changed(root, folder / "new")
        cases = folder / "cases.ndjson"
        # A case that stands twice is judged twice by `plan`, and kept out the second time by `check`.
        lines, ids = [], set()
        for line in cases.read_text(encoding="utf-8").splitlines(keepends=True)[:120]:
            found_id = re.search(r'"case": *"([^"]*)"', line)
            if found_id is None or found_id[1] not in ids:
                lines.append(line)
            ids.add(found_id[1] if found_id else None)
        cases.write_text("".join(lines), encoding="utf-8")
        plan = subprocess.run([program, "plan", str(root / "rules/dk"), str(folder / "new/dk"), "--cases", str(cases), "--as-of", AS_OF, "--format", "json", "--threads", "2"], capture_output=True, timeout=600)
        assert plan.returncode in (1, 3), plan
        found = json.loads(plan.stdout)
        got = collections.Counter()
        for rule in found["rules"]:
            for one in rule["matrix"]:
                if one["from"] != one["to"]:
                    got[rule["rule"], one["from"], one["to"]] += one["count"]
        before, after = (verdicts(program, r, cases) for r in (root / "rules/dk", folder / "new/dk"))
        wanted = collections.Counter()
        for key in sorted(before.keys() | after.keys()):
            was, now = before.get(key, "not_applicable"), after.get(key, "not_applicable")
            if was != now:
                wanted[key[1], was, now] += 1
        judged = {key[1] for key in before}
        got = collections.Counter({k: n for k, n in got.items() if k[0] in judged})
        assert sum(wanted.values()) > 30, wanted
        assert got == wanted, {"plan alone": got - wanted, "check alone": wanted - got}
        assert all(not rule["changes"] for rule in found["rules"] if not rule["because"]), "a rule moved that no change touches"
        print(f"{len(lines)} records, {len(before)} answers, {sum(wanted.values())} moves, the same by plan and by check")


main()
