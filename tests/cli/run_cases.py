#!/usr/bin/env python3
"""Audits generated children's cases and holds the list of cases against the audit's own counts, figure by figure.

Usage: run_cases.py PROGRAM ROOT
"""
import collections
import csv
import datetime
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

VERDICTS = ["not_applicable", "fulfilled", "for_judgement", "late", "pending", "breached"]
SETTLED = (1, 2)


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([sys.executable, str(root / "samples/population/generate.py"), "--size", "S", "--seed", "1", "--out", name], check=True, capture_output=True)
        ids = {}
        for keep in ([], ["--keep-ids"]):
            db = folder / f"{len(keep)}.db"
            subprocess.run([program, "audit", str(folder / "cases.ndjson"), "--rules", str(root / "rules"), "--as-of", "2026-02-16 12:00", "--out", str(db), *keep], capture_output=True, timeout=300)
            ids[len(keep)] = db

        def cases(*more, db=ids[0], code=0, form="json"):
            done = subprocess.run([program, "cases", str(db), "--format", form, "--lang", "en", *more], capture_output=True, timeout=120)
            assert done.returncode == code, (more, done)
            return done

        database = sqlite3.connect(ids[0])
        names = dict(database.execute("SELECT r.rule, p.name || '.' || r.name FROM rule r JOIN package p USING (package) WHERE sphere IN ('law', 'recommendation')"))

        # All that need attention, against the tallies: by rule, municipality, month and set.
        found = json.loads(cases().stdout)
        assert "must not be published" in found["notice"] and found["instances"] == len(found["cases"]) > 1000
        counted = collections.Counter()
        for c in found["cases"]:
            bits = sum(1 << VERDICTS.index(v) for v in c["verdicts"])
            counted[c["rule"], c["municipality"] or "", c["month"] or "", bits] += 1
        wanted = {(names[rule], m, month, bits): n for rule, m, month, bits, n in database.execute(
            "SELECT rule, municipality, month, possible, instances FROM tally WHERE rest = 0") if rule in names and bits not in SETTLED}
        mine = {k: n for k, n in counted.items() if k[3] not in SETTLED}
        assert mine == wanted, (set(mine.items()) ^ set(wanted.items()))
        lines = dict(database.execute("SELECT id, line FROM subject"))
        assert all(lines[c["case"]] == c["line"] for c in found["cases"])
        unknown = {(r[0], r[1], r[2], r[3]): r[4] for r in database.execute(
            "SELECT s.id, a.rule, a.element, a.occurrence, a.unknown FROM attention a JOIN subject s USING (shard, position)")}
        numbers = {v: k for k, v in names.items()}
        assert all(",".join(c["missing"]) == unknown[c["case"], numbers[c["rule"]], c["place"] or "", c["occurrence"]] for c in found["cases"])
        assert any(c["due_earliest"] for c in found["cases"]) and all(c["cites"] for c in found["cases"])

        # Each filter finds what it names, no more and no fewer.
        some = {key: n for key, n in wanted.items() if key[1] and key[2]}
        for (rule, municipality, month, bits), n in sorted(some.items())[::40]:
            verdicts = [v for i, v in enumerate(VERDICTS) if bits >> i & 1]
            if len(verdicts) > 1:
                continue
            one = json.loads(cases("--rule", rule, "--municipality", municipality, "--month", month, "--verdict", verdicts[0]).stdout)
            assert one["instances"] == n and all((c["rule"], c["municipality"], c["month"], c["verdicts"]) == (rule, municipality, month, verdicts) for c in one["cases"]), (rule, one)

        # The report's figures, where they are shown.
        rows = list(csv.reader(io.StringIO(subprocess.run([program, "report", str(ids[0]), "--format", "csv", "--lang", "en"], capture_output=True).stdout.decode("utf-8-sig"))))
        start = next(i for i, row in enumerate(rows) if row == ["Law, the whole country"])
        figures = 0
        for row in rows[start + 2:]:
            if len(row) < 10:
                break
            for column, verdict in ((4, "kept"), (5, "late"), (6, "breached"), (7, "for_judgement"), (8, "undetermined"), (9, "pending")):
                if row[column].isdigit() and figures < 60:
                    figures += 1
                    assert json.loads(cases("--rule", row[1], "--verdict", verdict).stdout)["instances"] == int(row[column]), (row, verdict)
        assert figures >= 30, figures
        text = "\n".join(",".join(row) for row in rows)
        assert "rettesnor cases DATABASE --rule RULE --verdict breached" in text

        # Fulfilled: by the case alone.
        kept = json.loads(cases("--rule", "assessment_24h", "--verdict", "kept", "--verdict", "missed").stdout)
        both = database.execute("SELECT sum(instances) FROM tally JOIN rule USING (rule) WHERE name = 'assessment_24h' AND rest = 0 AND possible IN (2, 8, 32, 40)").fetchone()[0]
        assert kept["instances"] == both
        assert b"no month" in cases("--verdict", "fulfilled", "--month", "2025-05", code=2).stderr

        # The ends of the calendar are what nobody knows, and no deadline. And what was written into a database does not steer the terminal.
        altered = folder / "altered.db"
        shutil.copy(ids[0], altered)
        first, last, some_day = ((datetime.date.fromisoformat(d) - datetime.date(1970, 1, 1)).days for d in ("1800-01-01", "2200-12-31", "2026-03-01"))
        with sqlite3.connect(altered) as db:
            db.row_factory = sqlite3.Row
            rows = [dict(r) for r in db.execute("SELECT * FROM attention_packed WHERE typeof(due) = 'integer' AND marks & 1 = 0 LIMIT 3")]
            db.execute("DELETE FROM attention_packed")
            word = db.execute("SELECT max(word) + 1 FROM word").fetchone()[0]
            db.execute("INSERT INTO word (word, shard, text) VALUES (?, 0, ?)", (word, "a\x1b[31mb"))
            for row, (due, latest) in zip(rows, ((first, last), (first, some_day), (some_day, last))):
                row |= {"due": due, "due_latest": latest, "unknown": word}
                db.execute(f"INSERT INTO attention_packed ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
        text = cases(db=altered, form="text").stdout.decode()
        assert "due unknown  " in text and "due unknown, 2026-03-01 at the latest" in text.replace("\n      ", " ") and "due 2026-03-01 or later" in text.replace("\n      ", " "), text
        assert "1800" not in text and "2200" not in text and "\x1b" not in text and "aU+001B[31mb" in text, text
        days = [(c["due_earliest"], c["due_latest"], c["due_unknown"]) for c in json.loads(cases(db=altered).stdout)["cases"]]
        assert sorted(days, key=str) == sorted([(None, None, True), (None, "2026-03-01", True), ("2026-03-01", None, True)], key=str), days
        sheet = cases(db=altered, form="csv").stdout.decode("utf-8-sig")
        assert ",unknown,unknown," in sheet and ",unknown,2026-03-01," in sheet and ",2026-03-01,unknown," in sheet, sheet

        # Ids are as the database keeps them.
        plain = json.loads(cases("--rule", "assessment_24h", db=ids[1]).stdout)["cases"]
        secret = json.loads(cases("--rule", "assessment_24h").stdout)["cases"]
        assert [c["line"] for c in plain] == [c["line"] for c in secret]
        assert all(c["case"].startswith("FIKTIV-") for c in plain) and not any("FIKTIV" in c["case"] for c in secret)

        for form in ("text", "csv"):
            done = cases("--rule", "assessment_24h", "--verdict", "late", form=form)
            assert b"must not be published" in done.stdout + done.stderr
            assert done.stdout.decode().count(secret[0]["case"]) <= 9
        sheet = list(csv.reader(io.StringIO(cases("--rule", "assessment_24h", form="csv").stdout.decode("utf-8-sig"))))
        assert len(sheet) == 1 + len(secret) and sheet[0][0] == "Case" and all(len(row) == 14 for row in sheet)
        cases("--out", str(folder / "list.json"))
        assert json.loads((folder / "list.json").read_text())["instances"] == found["instances"]

        assert b"assessment_24h" in cases("--rule", "assessment_24", code=2).stderr
        assert b"--verdict" in cases("--verdict", "brached", code=2).stderr
        assert b"--month" in cases("--month", "2025-13", code=2).stderr
        assert b"--municipality" in cases("--municipality", "75", code=2).stderr
        assert b"does not exist" in cases(db=folder / "none.db", code=2).stderr
    print(f"{found['instances']} instances as counted, {figures} figures of the report")


if __name__ == "__main__":
    main()
