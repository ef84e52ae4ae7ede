#!/usr/bin/env python3
"""Holds the packages for adults, administration, guidelines and standards against the rows they are to state, and their rules against tests.

Usage: rows_test.py PROJECT_ROOT PROGRAM. Exit code 0 when everything holds, 1 with one line for each thing that does not.
The children's package has a test of its own (coverage_test.py). Only the standard library is used.
"""
import pathlib
import re
import subprocess
import sys

from coverage_test import BAD, GOOD, read_package, rule_files

# The rows of the table of candidate rules: series, and the numbers in it.
TABLE = {
    "RSL-": [f"{n:02d}" for n in range(1, 19)], "FVL-": [f"{n:02d}" for n in range(1, 12)] + ["01b", "02b"], "OFL-": ["01", "02", "03"],
    "SEL-": "10 12 82a 82b 82c 82d 83-1 83-2 83-3 83b 2-5 85 85a 3a 95 96-1 96-2 96-3 97 100-1 100-2 100-3 100-4 101-1 101-2 101-3 101-4 101-5 101-6 101a 102"
            " 107-1 107-2 108-1 108-2 109-1 109-2 109-3 109-4 109-5 109-6 110-1 110-2 110-3 110-4 110-5 112-1 112-2 112-3 112-4 118 138-1"
            " 141-1 141-2 141-3 141-4 141-5 141-6 148-1 148-2 148a-1 151-1 166-1".split(),
    "SUL-": ["141-1", "141-2"], "ÆL-": ["01", "16"], "MAG-": [f"{n:02d}" for n in range(1, 17)], "LST-": [f"{n:02d}" for n in range(1, 7)],
    "NR-STOF-": ["1", "2", "3"], "NR-HF-": ["1", "2"], "VUM-": ["1", "2", "3"],
}
# One side of these no test can give: a municipality's own time, a number that nobody read, a prohibition that never ends.
OPEN = {
    "applications.delay_told_in_time", "reporting.acute_reported_in_time", "reporting.municipality_told_in_time", "reporting.supervisor_told_in_time",
    "documents.not_declared", "reporting.holding_to_municipality", "reporting.holding_to_supervisor", "method.reviewed_as_often_as_set",
}
DECLARATION = r"^(rule|exception|recommendation|suggest|define|parameter|table|indicator) (\w+)"


def read_rows(path):
    """Row id → its fields, in the order of the file."""
    rows, current = {}, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head = re.fullmatch(r"([A-ZÆ][A-ZÆa-z0-9.-]*):", line)
        field = re.fullmatch(r"  (grade|rules|not_encoded|note): (.+)", line)
        if head:
            current = head[1]
            if current in rows:
                raise SystemExit(f"{path}:{number}: the row {current} stands twice")
            rows[current] = {}
        elif field and current:
            rows[current][field[1]] = field[2]
        else:
            raise SystemExit(f"{path}:{number}: cannot read this line: {line}")
    return rows


def english(path):
    """The rules of a file with English keywords; of a literate file, without its prose."""
    text = path.read_text(encoding="utf-8")
    if "language da" in text:
        text = subprocess.run([sys.argv[2], "translate", "--to", "en", path], capture_output=True, text=True, check=True).stdout
    return "\n".join(re.findall(r"^```regel\n(.*?)^```", text, re.M | re.S)) if path.suffix == ".md" else text


def read_field(folder, root):
    """The declarations of a folder's packages, by the name that coverage.yaml uses: package within the field, then name."""
    prefix = ".".join(["dk", *folder.relative_to(root).parts])
    declared, expected = {}, {}
    for path in rule_files(folder):
        text = english(path)
        package = re.search(r"^package\s+([\wæøå.]+)", text, re.M)[1]
        short = package.removeprefix(prefix).removeprefix(".")
        _, bodies, expectations = read_package(path, text)
        for kind, name in re.findall(DECLARATION, text, re.M):
            declared[f"{short or path.name.split('.')[0]}.{name}"] = (kind, name, bodies.get(name, ("", ""))[1])
        for name, verdicts in expectations.items():
            expected.setdefault(name, []).extend(verdicts)
    return declared, expected


def check_field(folder, root, everywhere):
    rows = read_rows(folder / "coverage.yaml")
    declared, expected = read_field(folder, root)
    where, wrong, named = folder.relative_to(root), [], set()
    for row, fields in rows.items():
        if ("rules" in fields) == ("not_encoded" in fields):
            wrong.append(f"{where}: row {row} needs either rules or a reason")
        if "grade" not in fields:
            wrong.append(f"{where}: row {row} has no grade")
        for reference in re.findall(r"[\wæøå]+(?:\.[\wæøå]+)*", fields.get("rules", "")):
            named.add(reference)
            if reference not in declared and reference not in everywhere:
                wrong.append(f"{where}: row {row} names {reference}, which does not exist")
    for reference, (kind, name, body) in declared.items():
        if kind in ("rule", "exception", "recommendation") and reference not in named:
            wrong.append(f"{where}: {reference} states no row")
        right = re.search(r"\bmay (?!only|be omitted)\w+", body.split("\n", 1)[-1])
        if kind not in ("rule", "recommendation") or right or reference in OPEN:
            continue
        seen = expected.get(name, [])
        if not any(v[0] in GOOD | {"pending", "open"} for v in seen if len(v) == 1):
            wrong.append(f"{where}: {reference}: no test where it is kept")
        if not any(v[0] in BAD for v in seen if len(v) == 1):
            wrong.append(f"{where}: {reference}: no test where it is not")
    return rows, declared, wrong


def main():
    root = pathlib.Path(sys.argv[1]) / "rules/dk"
    folders = sorted(p.parent for p in root.rglob("coverage.yaml") if p.parent.name != "children")
    everywhere = set()
    for folder in folders:
        prefix = ".".join(folder.relative_to(root).parts)
        everywhere |= {f"dk.{prefix}.{name}" for name in read_field(folder, root)[0]}
    wrong, rows, declarations = [], {}, 0
    for folder in folders:
        own, declared, found = check_field(folder, root, everywhere)
        # A change of the law (T…) may touch several fields.
        wrong += found + [f"row {row} stands in two fields" for row in own if row in rows and not re.fullmatch(r"T\d+", row)]
        rows.update(own)
        declarations += len(declared)
    wrong += [f"{reference} is no longer open" for reference in OPEN if not any(name.endswith("." + reference) for name in everywhere)]
    wrong += [f"row {series}{n} is missing" for series, numbers in TABLE.items() for n in numbers if series + n not in rows]
    print("\n".join(wrong) if wrong else f"{len(rows)} rows, {declarations} declarations: all in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
