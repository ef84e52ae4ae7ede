#!/usr/bin/env python3
"""Holds the children's package against its table of rows, and each rule against its tests.

Usage: coverage_test.py PROJECT_ROOT. Exit code 0 when everything holds, 1 with one line for each thing that does not.
Only the standard library is used.
"""
import pathlib
import re
import sys

# How many rows the law table has in each series.
SERIES = {
    "UND": 17, "SCR": 4, "AFD": 1, "BFU": 16, "UFB": 3, "INV": 7, "PAR": 3, "CON": 4, "REQ": 2, "ANB": 22, "AKU": 7,
    "GEN": 7, "PER": 3, "HJE": 4, "SAM": 10, "STE": 2, "FLY": 6, "PLA": 6, "UNG": 7, "OPF": 6, "TIL": 5, "EFT": 7,
    "BHU": 5, "MAG": 5, "KLA": 11,
}
# Packages that state law outside the table.
OUTSIDE = {"answers"}
GOOD = {"fulfilled", "followed", "for_judgement", "explained"}
BAD = {"late", "breached", "pending", "followed_late", "deviation", "open", "for_judgement", "explained"}


def read_rows(path):
    """Row id → its fields; and the ids in the order of the file."""
    rows, order, current = {}, [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head = re.fullmatch(r"([A-Z]{3}-\d\d):", line)
        field = re.fullmatch(r"  (grade|rules|not_encoded|note): (.+)", line)
        if head:
            current = head[1]
            order.append(current)
            rows[current] = {}
        elif field and current:
            rows[current][field[1]] = field[2]
        else:
            raise SystemExit(f"{path}:{number}: cannot read this line: {line}")
    return rows, order


def rule_files(folder):
    """Its rule files, the literate ones among them."""
    return sorted([*folder.glob("*.regel"), *folder.glob("*.regel.md")])


def rule_text(path):
    """The rules of a file: of a literate one what its fences hold."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```regel\n(.*?)^```", text, re.M | re.S)) if path.suffix == ".md" else text


def read_package(path, text=None):
    """The package's short name, its declarations (name → kind and text), and its expectations (rule → verdict lists)."""
    text = re.sub(r"--.*", "", text or rule_text(path))
    name = re.search(r"^package\s+([\w.]+)", text, re.M)[1].split(".")[-1]
    declared, expected = {}, {}
    for match in re.finditer(r"^(rule|exception|recommendation|suggest|define|parameter) (\w+)(.*?)(?=^\S|\Z)", text, re.M | re.S):
        body = text[match.start():]
        body = body[: re.search(r"^end", body, re.M).end()] if match[1] not in ("define",) else match[0]
        declared[match[2]] = (match[1], body)
    for match in re.finditer(r"expect (\w+)(?: of [\w.]+)? = (.+)", text):
        verdicts = re.split(r"\s+or\s+", re.split(r"\s+(?:due|late by|missing)\b", match[2])[0].strip())
        expected.setdefault(match[1], []).append([v.strip().replace(" ", "_") for v in verdicts])
    return name, declared, expected


def check_rows(rows, order, packages):
    wrong = []
    for series, count in SERIES.items():
        wanted = {f"{series}-{n:02d}" for n in range(1, count + 1)}
        have = {row for row in rows if row.startswith(series)}
        wrong += [f"row {row} is missing" for row in sorted(wanted - have)]
        wrong += [f"row {row} is not in the law table" for row in sorted(have - wanted)]
    wrong += [f"row {row} stands twice" for row in sorted({r for r in order if order.count(r) > 1})]
    named = set()
    for row, fields in rows.items():
        if ("rules" in fields) == ("not_encoded" in fields):
            wrong.append(f"row {row} needs either rules or a reason")
        if "grade" not in fields:
            wrong.append(f"row {row} has no grade")
        for reference in re.findall(r"[\w.]+", fields.get("rules", "")):
            package, _, rule = reference.rpartition(".")
            named.add(reference)
            if rule not in packages.get(package, ({},))[0]:
                wrong.append(f"row {row} names {reference}, which does not exist")
                continue
            body = packages[package][0][rule][1]
            if re.fullmatch(r'"C\b[^"AB]*"', fields.get("grade", "")) and "unverified" not in body:
                wrong.append(f"row {row} is known from secondary sources only, but {reference} is not marked unverified")
    for package, (declared, _) in packages.items():
        for rule, (kind, _) in declared.items():
            if package not in OUTSIDE and kind in ("rule", "exception", "recommendation") and f"{package}.{rule}" not in named:
                wrong.append(f"{package}.{rule} states no row of the law table")
    return wrong


def check_tests(packages):
    wrong = []
    for package, (declared, expected) in packages.items():
        if package in OUTSIDE:
            continue  # rests on a local parameter, which only an overlay fills
        for rule, (kind, body) in declared.items():
            if kind != "rule" or re.search(r"\bmay (?!only|be omitted)\w+", body.split("\n", 1)[1]):
                continue  # exceptions are tested through their rule; a right has no verdict
            seen = expected.get(rule, [])
            good = GOOD | {"pending"} if "must keep" in body else GOOD  # what is kept is never done once and for all
            if not any(len(v) == 1 and v[0] in good for v in seen):
                wrong.append(f"{package}.{rule}: no test where it is fulfilled")
            if not any(len(v) == 1 and v[0] in BAD for v in seen):
                wrong.append(f"{package}.{rule}: no test where it is not")
            if not any(len(v) > 1 for v in seen):
                wrong.append(f"{package}.{rule}: no test where something is unknown")
    return wrong


def main():
    root = pathlib.Path(sys.argv[1]) / "rules/dk/social/children"
    packages = {}
    for path in rule_files(root):
        name, declared, expected = read_package(path)
        packages[name] = (declared, expected)
    rows, order = read_rows(root / "coverage.yaml")
    wrong = check_rows(rows, order, packages) + check_tests(packages)
    print("\n".join(wrong) if wrong else f"{len(rows)} rows, {sum(len(d) for d, _ in packages.values())} declarations: all in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
