#!/usr/bin/env python3
"""The caseload of samples/population: deterministic, calibrated, judged as the truth says, and a wrong truth is noticed.

Usage: population_test.py PROJECT_ROOT PROGRAM READ_BOTH_WAYS. Exit code 0 when all holds, else 1 with a line for each that does not.
"""
import filecmp
import json
import pathlib
import subprocess
import sys
import tempfile

FILES = ("cases.ndjson", "truth.ndjson", "outcomes.ndjson", "measures.ndjson", "manifest.json")
WRONG = []


def expect(holds, text):
    if not holds:
        WRONG.append(text)
        print(text)


def calendar(folder):
    """The generator's calendar against days counted by hand or printed in an almanac."""
    sys.path.insert(0, str(folder))
    import law
    for easter in ("2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"):
        expect(law.show_day(law.easter(int(easter[:4]))) == easter, f"Easter {easter}")
    # Wednesday 1 April 2026: 7-10, 13, 14 April; with Saturdays 4, 7-11 April. 1 May 2023: the 5th was store bededag.
    for start, strict, lenient in (("2026-04-01", "2026-04-11", "2026-04-14"), ("2023-05-01", "2023-05-09", "2023-05-10"),
                                   ("2026-03-02", "2026-03-09", "2026-03-10")):
        found = [law.show_day(law.working_days_after(law.day(start), 6, saturdays)) for saturdays in (True, False)]
        expect(found == [strict, lenient], f"six working days after {start}: {found}")
    expect(law.show_day(law.add_months(law.day("2024-10-31"), 4)) == "2025-02-28", "31 October and four months")
    expect(law.show_day(law.add_months(law.birthday(law.day("2009-08-31"), 18), -6)) == "2027-02-28", "six months before 18")
    # A day of 23 hours ends an hour later by the wall, one of 25 hours an hour earlier.
    for start, done, verdict, due in (("2024-03-30 14:00", "2024-03-31 15:00", "F", "2024-03-31T15:00:00+02:00"),
                                      ("2024-10-26 14:00", "2024-10-27 13:01", "L", "2024-10-27T13:00:00+01:00")):
        found, dues = law.by_hours(law.moment(start), law.moment(done), law.moment("2025-01-01 00:00"), 24)
        expect((found, law.iso(dues[0])) == (verdict, due), f"24 hours after {start}: {found} {law.iso(dues[0])}")


def run(*command):
    return subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)


def contents(one, manifest):
    """Calibration, breadth, and the promises of the files."""
    for name, figure in manifest["calibration"].items():
        limit = max(0.02 * figure["target"], 2 / figure["of"]) + 1e-5  # both are written with five decimals
        expect(figure["within"] and abs(figure["reached"] - figure["target"]) <= limit, f"calibration: {name} {figure}")
    expect(len(manifest["calibration"]) >= 15, "fewer than 15 figures")
    expect(manifest["counts"]["children"] == 600, "size S is not 600 children")
    expect(len(manifest["municipalities"]) == 3, "size S is not three municipalities")
    expect(len(manifest["verdicts"]) >= 70, f"only {len(manifest['verdicts'])} rules have a truth")
    seen = {v for table in manifest["verdicts"].values() for v in table}
    expect({"not_applicable", "fulfilled", "for_judgement", "late", "pending", "breached", "fulfilled|late",
            "not_applicable|pending"} <= seen, f"verdicts: {sorted(seen)}")
    expect(len(manifest["defects"]) >= 19, f"kinds of defects: {sorted(manifest['defects'])}")
    rows = [json.loads(line) for line in open(one / "truth.ndjson", encoding="utf-8")]
    expect(len(rows) == manifest["counts"]["truth_rows"] + manifest["counts"]["refused_lines"], "rows and manifest disagree")
    keys = [(r["case"], r["rule"], r["instance"]) for r in rows if r["rule"]]
    expect(len(keys) == len(set(keys)), "a verdict stands twice in the truth")


def measures(root, program, one, manifest):
    """Every indicator's sums as the generator worked them out; a changed sum is noticed."""
    database = one / "audit.db"
    command = [program, "audit", one / "cases.ndjson", "--rules", root / "rules", "--as-of", manifest["as_of"], "--period", manifest["period"],
               "--out", database, "--keep-ids"]
    audit = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    expect(audit.returncode == 3, f"audit: {audit.returncode} {audit.stderr[-300:]}")  # some lines are refused, as they must be
    compare = root / "samples" / "population" / "compare_measures.py"
    held = run(compare, database, one / "measures.ndjson")
    expect(held.returncode == 0 and ", different 0" in held.stdout, f"measures differ:\n{held.stdout}{held.stderr[-300:]}")
    print(held.stdout.strip())
    with open(one / "measures.ndjson", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    seen = {key for row in rows for key, n in row.items() if isinstance(n, int) and n > 0}
    expect({"numerator", "settled", "excluded", "waiting", "for_judgement", "unknown", "missing", "up", "down"} <= seen, f"measures: only {sorted(seen)}")
    at = next(i for i, row in enumerate(rows) if row["sum"] != "0")
    rows[at]["sum"] += "1"
    (one / "wrong.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    expect(", different 1" in run(compare, database, one / "wrong.ndjson").stdout, "a wrong sum passed")


def reading(root, program, cases):
    """Every line, and each shaken, gives the same case straight and by way of a tree; hardly a good line needs the tree."""
    both = subprocess.run([str(c) for c in (program, root / "rules", cases, 4)], capture_output=True, text=True, check=False)
    expect(both.returncode == 0, f"read two ways: {both.stdout[-300:]}{both.stderr[-300:]}")
    print(both.stdout.strip())
    good, left = (int(both.stdout.split(f" {word}")[0].split()[-1]) for word in ("straight", "by tree"))
    expect(good > 500 and left * 50 < good, f"of {good + left} cases {left} could not be read straight")


def main():
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    folder = root / "samples" / "population"
    calendar(folder)
    with tempfile.TemporaryDirectory() as place:
        one, two = pathlib.Path(place, "one"), pathlib.Path(place, "two")
        for out in (one, two):
            made = run(folder / "generate.py", "--size", "S", "--seed", "1", "--out", out)
            expect(made.returncode == 0, f"generate.py: {made.stderr[-300:]}")
        same, _, _ = filecmp.cmpfiles(one, two, FILES, shallow=False)
        expect(sorted(same) == sorted(FILES), f"the same seed, other bytes: only {same} are equal")
        manifest = json.loads((one / "manifest.json").read_text(encoding="utf-8"))
        contents(one, manifest)

        def compare(cases, truth, *known):
            return run(folder / "compare.py", cases, truth, "--rettesnor", program, "--rules", root / "rules",
                       "--as-of", manifest["as_of"], *known)
        held = compare(one / "cases.ndjson", one / "truth.ndjson", "--known-at", manifest["known_at"])
        expect(held.returncode == 0 and ", different 0" in held.stdout, f"verdicts differ:\n{held.stdout}{held.stderr[-300:]}")
        print(held.stdout.strip())

        measures(root, program, one, manifest)
        reading(root, sys.argv[3], one / "cases.ndjson")

        # One wrong verdict among those of the first case must be noticed.
        first = (one / "cases.ndjson").read_text(encoding="utf-8").splitlines()[0]
        ident = json.loads(first)["case"]
        rows = [r for r in (one / "truth.ndjson").read_text(encoding="utf-8").splitlines() if f'"case":"{ident}"' in r]
        at = next(i for i, r in enumerate(rows) if '"verdict":"fulfilled"' in r)
        rows[at] = rows[at].replace('"verdict":"fulfilled"', '"verdict":"late"')
        (two / "cases.ndjson").write_text(first + "\n", encoding="utf-8")
        (two / "truth.ndjson").write_text("\n".join(rows) + "\n", encoding="utf-8")
        noticed = compare(two / "cases.ndjson", two / "truth.ndjson")
        expect(noticed.returncode == 1 and ", different 1" in noticed.stdout, f"a wrong truth passed:\n{noticed.stdout}")
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(main())
