#!/usr/bin/env python3
"""Holds an audit's measures against the truth of a caseload: every count and every sum, by group and month.

Usage: compare_measures.py AUDIT.db measures.ndjson [--show 20]
Exit code 0 when all are equal, 1 when one differs.
"""
import argparse
import json
import sqlite3
import sys

from indicators import COUNTS


def main():
    parser = argparse.ArgumentParser(description="Holds measures against the truth of a caseload.")
    parser.add_argument("database")
    parser.add_argument("truth")
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    with open(options.truth, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    key = ("indicator", "municipality", "groups", "month")
    values = COUNTS + ("sum", "squares")
    truth = {tuple(r[k] for k in key): tuple(r[v] for v in values) for r in rows}
    known = {r["indicator"] for r in rows}
    with sqlite3.connect(options.database) as db:
        found = db.execute(f"SELECT p.name || '.' || i.name, m.municipality, m.groups, m.month, {','.join('m.' + v for v in values)} "
                           "FROM measure AS m JOIN indicator AS i USING (indicator) JOIN package AS p USING (package)").fetchall()
    found = {tuple(r[:4]): tuple(r[4:]) for r in found if r[0] in known}
    different = [k for k in sorted(truth.keys() | found.keys()) if truth.get(k) != found.get(k)]
    for k in different[:options.show]:
        print(k)
        for name, want, have in zip(values, truth.get(k) or [None] * len(values), found.get(k) or [None] * len(values)):
            if want != have:
                print(f"  {name}: truth {want}, found {have}")
    print(f"measures compared {len(truth.keys() | found.keys())}, different {len(different)}")
    return 1 if different or not truth else 0


if __name__ == "__main__":
    sys.exit(main())
