#!/usr/bin/env python3
"""Judges a caseload and holds every verdict against the truth.

Usage: compare.py CASES TRUTH --rettesnor PROGRAM --rules FOLDER --as-of TIME [--known-at TIME] [--show 20]

Compared are the verdicts still possible, the day or moment due where the truth names one, and for a line that must be
refused its number and code. With --known-at the cases registered late are judged a second time, as known then.
Exit code 0 when all are equal, 1 when one differs, 2 when the program could not be run.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile


def truth_groups(path):
    """The truth, one group for each line of the cases: (case, rows)."""
    group, key = [], None
    with open(path, encoding="utf-8") as file:
        for text in file:
            row = json.loads(text)
            own = row["case"], row.get("line")
            if own != key and group:
                yield key[0], group
                group = []
            key = own
            group.append(row)
    if group:
        yield key[0], group


def verdicts(program, rules, cases, as_of, known_at=None):
    """What the program says of each line, in their order."""
    command = [program, "check", cases, "--rules", rules, "--as-of", as_of, "--format", "ndjson", "--lang", "en"]
    if known_at:
        command += ["--known-at", known_at]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        for text in run.stdout:
            yield json.loads(text)
    if run.returncode not in (0, 1, 3):
        sys.exit(f"{program}: exit code {run.returncode}" if run.returncode != 2 else 2)


def span(due):
    """Both ends of a due; moments without the seconds that are always nought."""
    if due is None:
        return None
    ends = (due["earliest"], due["latest"]) if isinstance(due, dict) else due if isinstance(due, list) else (due, due)
    return tuple(ends)


class Comparison:
    """Counts, and the first differences."""

    def __init__(self, show):
        self.show, self.compared, self.different = show, 0, 0
        self.by_rule = collections.Counter()
        self.by_defect = collections.Counter()

    def hold(self, case, row, want, have, due=None):
        self.compared += 1
        wanted_due = span(row["due"]) if due is not False else None
        if want == have and (wanted_due is None or due == wanted_due):
            return
        self.different += 1
        self.by_rule[row["rule"] or row["defect"]] += 1
        self.by_defect[row["defect"]] += 1
        if self.different <= self.show:
            found = f"{'|'.join(sorted(have))} due {due}" if want == have else "|".join(sorted(have))
            meant = f"{'|'.join(sorted(want))} due {wanted_due}" if want == have else "|".join(sorted(want))
            print(f"{case} {row['rule'] or 'line ' + str(row['line'])} {row['instance'] or ''} "
                  f"[{row['defect'] or 'no defect'}]: truth {meant}; found {found}")


def as_set(verdict):
    return frozenset([verdict] if isinstance(verdict, str) else verdict)


def compare_line(result, case, rows, comparison, field="verdict"):
    if rows[0]["verdict"] == "refused":
        row = rows[0]
        errors = result.get("errors") or []
        have = {f"refused at line {e['line']}: {e['code']}" for e in errors[:1]} if result["case"] is None else {"judged"}
        comparison.hold(case, row, {f"refused at line {row['line']}: {row['code']}"}, have, False)
        return
    if result["case"] != case:
        errors = [f"{e['code']} {e['message']}" for e in result.get("errors") or []]
        for row in rows:
            comparison.hold(case, row, as_set(row["verdict"]), {f"case {result['case']} {errors}"}, False)
        return
    found = {}
    for v in result["verdicts"]:
        if not v["rest"]:
            found[v["rule"], v["instance"]] = (frozenset(v["possible"]), span(v["due"]))
    for row in rows:
        want = as_set(row.get(field) or row["verdict"])
        have, due = found.get((row["rule"], row["instance"]), (frozenset(["absent"]), None))
        # Another state of knowledge has dues of its own; there only the verdicts are held.
        comparison.hold(case, row, want, have, due if field == "verdict" else False)


def known_then(options, comparison):
    """The second judgement: only cases with something registered late, as known at --known-at."""
    groups = {case: rows for case, rows in truth_groups(options.truth) if any("at_known" in r for r in rows)}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "late.ndjson")
        with open(options.cases, encoding="utf-8") as cases, open(path, "w", encoding="utf-8") as late:
            for line in cases:
                if '"recorded_at"' in line:
                    late.write(line)
        for result in verdicts(options.rettesnor, options.rules, path, options.as_of, options.known_at):
            if result["case"] in groups:
                compare_line(result, result["case"], groups.pop(result["case"]), comparison, "at_known")
    for case, rows in groups.items():
        comparison.hold(case, rows[0], as_set(rows[0]["verdict"]), {"not judged"}, False)


def main():
    parser = argparse.ArgumentParser(description="Holds verdicts against the truth of a caseload.")
    parser.add_argument("cases")
    parser.add_argument("truth")
    parser.add_argument("--rettesnor", required=True)
    parser.add_argument("--rules", required=True)
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--known-at")
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    comparison = Comparison(options.show)
    results = verdicts(options.rettesnor, options.rules, options.cases, options.as_of)
    for case, rows in truth_groups(options.truth):
        result = next(results, {"case": None, "verdicts": [], "errors": []})
        compare_line(result, case, rows, comparison)
    left = sum(1 for _ in results)
    if options.known_at:
        known_then(options, comparison)
    print(f"compared {comparison.compared}, equal {comparison.compared - comparison.different}, different {comparison.different}")
    for counter in (comparison.by_rule, comparison.by_defect):
        if counter:
            print("  " + ", ".join(f"{k}: {n}" for k, n in counter.most_common()))
    if left:
        print(f"{left} results without a truth")
    return 1 if comparison.different or left or not comparison.compared else 0


if __name__ == "__main__":
    sys.exit(main())
