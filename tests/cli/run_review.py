#!/usr/bin/env python3
"""Draws samples of an audit, fills in the sheets, reads them back, and holds what is said of them against what must be said.

Usage: run_review.py PROGRAM ROOT
"""
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

LATE = 30  # of the hundred cases


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with (folder / "cases.ndjson").open("w") as out:
            for i in range(100):
                day = i % 28 + 1
                assessed = f"2026-01-{day:02} 15:00" if i >= LATE else f"2026-02-{day:02} 15:00"
                out.write(json.dumps({"case": f"P-{i}", "concept": "child_case", "municipality": "0101" if i % 2 else "0751", "extraction_time": "2026-03-10 00:00", "born": "2015-05-01",
                                      "notifications": [{"id": "n1", "receipt": f"2026-01-{day:02} 10:00", "assessment": assessed}]}) + "\n")
        database = folder / "audit.db"

        def run(*words, code=0):
            done = subprocess.run([program, *map(str, words), "--lang", "en"], capture_output=True, timeout=300)
            assert done.returncode == code, (words, done.returncode, done.stdout.decode(), done.stderr.decode())
            return done.stdout.decode("utf-8-sig"), done.stderr.decode()

        run("audit", folder / "cases.ndjson", "--rules", root / "rules", "--as-of", "2026-03-05 12:00", "--out", database, "--keep-ids", "--keep-days")
        sample = ("sample", database, "--rule", "assessment_24h", "--size", "20")
        run(*sample, "--seed", "1", "--strata", "verdict", "--out", folder / "sheet.csv")
        again, note = run(*sample, "--seed", "1", "--strata", "verdict")
        assert "sample 2: 20 drawn of 100" in note, note
        with open(folder / "sheet.csv", encoding="utf-8-sig", newline="") as file:
            sheet = file.read()
        assert sheet.replace("\r\n1,", "\r\n2,") == again, "the same seed, another sample"
        rows = list(csv.DictReader(io.StringIO(sheet, newline="")))
        late = [r for r in rows if int(r["case"][2:]) < LATE]
        assert len(late) == 10 and all(r["weight"] == "3.000000" for r in late), late
        assert all(r["weight"] == "7.000000" for r in rows if r not in late)

        # Anna and Bo agree with the machine, but that both find one of the late ones fulfilled, and differ on one of the others.
        for i, r in enumerate(rows):
            truth = "late" if r in late and r is not late[0] else "fulfilled"
            odd = next(x for x in rows if x not in late)
            r |= {"rater_1": "Anna", "verdict_1": truth, "day_1": "2026-03-20", "rater_2": "Bo", "verdict_2": "unclear" if r is odd else truth, "day_2": "2026-03-21"}
        filled = io.StringIO(newline="")
        writer = csv.DictWriter(filled, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        (folder / "filled.csv").write_text(filled.getvalue(), encoding="utf-8")
        (folder / "bad.csv").write_text(filled.getvalue().replace("2026-03-21", "21/3", 1).replace("\n1,3,", "\n1,33,", 1), encoding="utf-8")
        _, said = run("review", database, folder / "bad.csv", code=2)
        assert "error[K083]" in said and "bad.csv:2:" in said and "error[K081]" in said and "bad.csv:4:" in said, said
        # The same cases drawn of another rule have the same fingerprint; answers about that rule are none about this.
        for old, new in (("notifications.assessment_24h", "notifications.confirmation"), (rows[0]["frame"], "0" * 64)):
            (folder / "other.csv").write_text(filled.getvalue().replace(old, new), encoding="utf-8")
            _, said = run("review", database, folder / "other.csv", code=2)
            assert said.count("error[K083]") == 20 and new in said, said
        (folder / "other.csv").write_text("")
        assert "error[K080]" in run("review", database, folder / "other.csv", code=2)[1]
        page, note = run("review", database, folder / "filled.csv")
        assert "40 answers kept" in note, note
        assert "Anna and Bo: agree on 19 of 20" in page and "the machine and Anna: agree on 19 of 20" in page, page
        _, said = run("review", database, folder / "filled.csv", code=2)
        assert "error[K082]" in said, said
        found = json.loads(run("review", database, "--format", "json")[0])["samples"][0]
        assert (found["drawn"], found["answered"], found["settled"]) == (20, 20, 19), found
        # 30 late, of which one in ten was fulfilled: 3; and the 70 others: 73 of 100. The standard error: 30 cases, a third drawn, p .1.
        error = 0.3 * ((1 - 10 / 30) * 0.1 * 0.9 / 9) ** 0.5
        assert abs(float(found["kept"]["share"]) - 0.73) < 1e-6 and abs(float(found["kept"]["standard_error"]) - error) < 1e-6, found
        assert abs(float(found["right"]["share"]) - 0.97) < 1e-6, found
        page, _ = run("verify", database)
        assert "samples and answers unchanged: 3 entries" in page, page

        latest, _ = run("sample", database, "--rule", "assessment_24h", "--size", "4", "--latest-before", "2026-01-20")
        days = [int(r["case"][2:]) % 28 + 1 for r in csv.DictReader(io.StringIO(latest, newline=""))]
        assert days == [19, 19, 19, 18], days  # three of the hundred on the 19th
        run(*sample, "--seed", "1", "--strata", "municipality", "--out", folder / "sheet.csv", code=2)  # it exists
        run("sample", database, "--rule", "nothing", "--size", "20", "--seed", "1", code=2)
        run("sample", database, "--rule", "assessment_24h", "--size", "1", "--seed", "1", "--strata", "verdict", code=2)
    return 0


if __name__ == "__main__":
    sys.exit(main())
