"""A caseload whose counts are known, for the page of a municipality's leader.

By municipality: answered in time, late, not at all; heard; met, departed from with each reason, departed from without one; and how many of the
cases have a second measurement. Each list adds up to the municipality's cases.
"""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent
AS_OF = "2026-01-20 12:00"
# code: (in time, late, never), (heard, not), (met, declined, no room, no reason), measured again
PLANS = {
    "0101": ((90, 20, 10), (80, 40), (70, 20, 20, 10), 90),
    "0461": ((50, 12, 8), (50, 20), (40, 9, 14, 7), 45),
    "0561": ((60, 15, 15), (70, 20), (66, 12, 6, 6), 70),
    "0621": ((40, 20, 20), (60, 20), (54, 8, 8, 10), 60),
    "0751": ((80, 15, 15), (90, 20), (80, 15, 9, 6), 80),
    "0851": ((37, 3, 20), (40, 20), (40, 4, 10, 6), 40),
    "0825": ((2, 1, 0), (3, 0), (1, 1, 1, 0), 2),
}


def spread(counts):
    """Places in a list of all cases: 0 for the first count, 1 for the second, …"""
    return [kind for kind, count in enumerate(counts) for _ in range(count)]


def cases():
    number = 0
    for code, (answers, hearings, meetings, again) in PLANS.items():
        for i, (answer, hearing, meeting) in enumerate(zip(spread(answers), spread(hearings), spread(meetings))):
            case = {"case": f"C{number}", "municipality": code, "extraction_time": "2026-02-01 00:00", "asked": "2025-06-10", "first_score": 20}
            # In time on days 1, 2, …, 14 in turn; late on the 20th day.
            if answer < 2:
                case["answered"] = f"2025-06-{10 + i % 14 + 1:02}" if answer == 0 else "2025-06-30"
            if hearing == 0:
                case["heard"] = "2025-06-10"
            if meeting == 0:
                case["met"] = f"2025-06-{10 + i % 7 + 1:02}"
            elif meeting < 3:
                case["why_not"] = ("declined", "no_room")[meeting - 1]
            if i < again:
                case["later_score"] = 20 - 3 * (i % 4)  # by 0, 3, 6 or 9
            yield case
            number += 1


def write(folder):
    path = pathlib.Path(folder) / "cases.ndjson"
    with path.open("w", encoding="utf-8") as out:
        for case in cases():
            out.write(json.dumps(case) + "\n")
    (pathlib.Path(folder) / "need.csv").write_text("kommune;befolkning;behov\n" + "".join(f"{code};{4000 + 811 * i};{5 + 2.5 * (7 * i % 10):.1f}\n" for i, code in enumerate(PLANS)))
    return path


def audit(program, folder, database="leader.db", *more):
    """The words that audit it into a database of the folder."""
    return [program, "audit", str(pathlib.Path(folder) / "cases.ndjson"), "--rules", str(ROOT / "rules"), *[word for file in sorted((ROOT / "overlays").glob("*.regel")) for word in ("--overlay", str(file))], "--as-of", AS_OF, "--keep-ids", "--out", str(pathlib.Path(folder) / database), *more]
