#!/usr/bin/env python3
"""Kills an audit at random moments, goes on with it, and holds the result against an uninterrupted run.

Usage: run_audit.py PROGRAM ROOT
"""
import contextlib
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

import jsonschema


def sources(program, root, folder):
    """The sample of CSV files: two cases judged, the third kept out for the two mistakes of its record."""
    sample, database = root / "samples/sources/children", folder / "sample.db"
    command = [program, "audit", str(sample), "--map", str(sample / "map.yaml"), "--rules", str(root / "rules"), "--as-of", "2026-03-20 12:00", "--out", str(database), "--format", "json"]
    run = subprocess.run(command, capture_output=True, timeout=300)
    assert run.returncode == 3, (run.returncode, run.stderr.decode())
    found = json.loads(run.stdout)
    assert (found["cases"], found["refused"]) == (2, 1), found
    with sqlite3.connect(database) as db:
        flaws = db.execute("SELECT source, line, place, code FROM flaw WHERE refused ORDER BY number").fetchall()
        # One notification assessed within 24 hours of its receipt, one after 75 hours and a half, one not by midnight, when the
        # data were drawn: that may have been done in the twelve hours since, so it is late (8) or breached (32).
        rule = "SELECT possible, sum(instances) FROM tally JOIN rule USING (rule) WHERE rule.name = 'assessment_24h' AND NOT rest GROUP BY possible"
        verdicts = dict(db.execute(rule).fetchall())
    assert flaws == [("underretninger.csv", 5, 3, "K056"), ("underretninger.csv", 5, 5, "K057")], flaws
    assert verdicts == {2: 1, 8: 1, 8 + 32: 1}, verdicts
    schema = json.loads((root / "docs/schema/map.schema.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema).check_schema(schema)


def nothing_counted(program, root, folder):
    """Lines that cannot be read, alone or before the first that can: counted as refused, and no mistake of the database's."""
    bad, good = '{"case":\n', '{"case": "P-1", "concept": "child_case", "municipality": "0101", "extraction_time": "2026-03-01 00:00", "born": "2015-05-01"}\n'
    for name, text, cases in (("bad", bad * 3, 0), ("first", bad * 40 + good, 1)):
        source, database = folder / f"{name}.ndjson", folder / f"{name}.db"
        source.write_text(text)
        command = [program, "audit", str(source), "--rules", str(root / "rules"), "--as-of", "2026-02-01", "--shard", "1", "--out", str(database), "--format", "json"]
        run = subprocess.run(command, capture_output=True, timeout=300)
        assert run.returncode == 3, (name, run.returncode, run.stderr.decode())
        found = json.loads(run.stdout)
        assert (found["cases"], found["refused"]) == (cases, text.count(bad)), (name, found)
        subprocess.run([program, "verify", str(database)], check=True, capture_output=True, timeout=300)


def shards_in(database):
    """How many shards a killed run has made safe."""
    try:
        with contextlib.closing(sqlite3.connect(database)) as db:
            return db.execute("SELECT count(*) FROM log WHERE kind = 'shard'").fetchone()[0]
    except sqlite3.Error:  # killed before its first transaction
        return 0


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        nothing_counted(program, root, folder)
        source = folder / "cases.ndjson"
        with source.open("w") as out:
            for i in range(3000):
                case = {"case": f"P-{i}", "concept": "child_case", "municipality": "0101", "extraction_time": "2026-03-01 00:00", "born": "2015-05-01",
                        "notifications": [{"id": "n1", "receipt": f"2026-01-{i % 28 + 1:02} 10:00"}]}
                if i % 3 == 0:
                    case["notifications"][0]["assessment"] = f"2026-01-{i % 28 + 1:02} 15:00"
                out.write(json.dumps(case) + "\n")
        (folder / "key").write_text("a key for this test only\n")

        def command(database, *more):
            return [program, "audit", str(source), "--rules", str(root / "rules"), "--as-of", "2026-02-20 12:00", "--out", str(database),
                    "--key-file", str(folder / "key"), "--shard", "20", "--format", "json", *more]

        whole = subprocess.run(command(folder / "whole.db"), capture_output=True, check=True, timeout=300)
        head = json.loads(whole.stdout)["head"]
        assert len(head) == 64, head

        random.seed(20261125)
        database = folder / "killed.db"
        kills = kept = 0
        while True:
            resume = ["--resume"] if database.exists() and database.stat().st_size > 0 else []
            if not resume and database.exists():
                database.unlink()
            run = subprocess.Popen(command(database, *resume), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if kills < 6 or (not kept and kills < 12):  # the later ones wait longer, until one has left shards behind
                time.sleep(random.uniform(0.05, 0.4) * max(1, kills - 4))
                run.kill()
                out, err = run.communicate(timeout=300)
                kills += 1
                if run.returncode == -9:
                    kept = max(kept, shards_in(database))
                    continue
            else:
                out, err = run.communicate(timeout=300)
            if b"no audit database" in err or "ingen revisionsdatabase".encode() in err:  # killed before its first transaction
                database.unlink()
                continue
            assert run.returncode == 0, (run.returncode, err.decode())
            assert json.loads(out)["head"] == head, "the result differs after a kill"
            break
        checked = subprocess.run([program, "verify", str(database), "--head", head], capture_output=True, timeout=300)
        assert checked.returncode == 0, checked.stdout.decode()
        checked = subprocess.run([program, "verify", str(database), "--head", head.upper()], capture_output=True, timeout=300)
        assert checked.returncode == 0, checked.stdout.decode()  # the same number in other letters
        other = subprocess.run([program, "verify", str(database), "--head", "0" * 64], capture_output=True, timeout=300)
        assert other.returncode == 1, other.stdout.decode()
        again = subprocess.run(command(database), capture_output=True, timeout=300)
        assert again.returncode == 2, "a database that is there must not be written over"
        sources(program, root, folder)
        assert kept, "no kill left a shard behind: nothing was gone on with"
        print(f"{kills} kills, up to {kept} shards kept, the same head")


if __name__ == "__main__":
    main()
