#!/usr/bin/env python3
"""What a clumsy or malicious user does to an audit: pipes, full disks, two at once, empty keys, hidden views.

Every command must end by itself with a documented exit code and a message that shows a way out.
Usage: run_hostile.py PROGRAM ROOT
"""
import json
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = folder / "cases.ndjson"
        with source.open("w") as out:
            for i in range(400):
                out.write(json.dumps({"case": f"P-{i}", "concept": "child_case", "municipality": "0101", "extraction_time": "2026-03-01 00:00",
                                      "born": "2015-05-01", "notifications": [{"receipt": "2026-01-05 10:00"}]}) + "\n")
        (folder / "key").write_text("a key for this test only\n")

        def run(*words, limit=None):
            done = subprocess.run([program, *map(str, words)], capture_output=True, timeout=200, cwd=folder,
                                  preexec_fn=limit and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))))
            return done.returncode, done.stdout.decode(), done.stderr.decode()

        def audit(database, *more, file=source, limit=None):
            return run("audit", file, "--rules", root / "rules", "--as-of", "2026-02-20 12:00", "--out", database, "--shard", "40",
                       "--format", "json", *more, limit=limit)

        def expect(found, code, *texts):
            assert found[0] == code and all(t in found[1] + found[2] for t in texts), (code, texts, found)

        keyed = ("--key-file", folder / "key")
        whole = audit("whole.db", *keyed)
        expect(whole, 0)
        head = json.loads(whole[1])["head"]

        # Pipes and devices never end, or wait for somebody who never comes.
        os.mkfifo(folder / "pipe.ndjson")
        os.mkfifo(folder / "pipe")
        (folder / "zero.ndjson").symlink_to("/dev/zero")
        for bad in ("pipe.ndjson", "zero.ndjson"):
            expect(audit("none.db", *keyed, file=bad), 2, "er et rør eller en enhed")
            expect(run("check", bad, "--rules", root / "rules"), 2, "er et rør eller en enhed")
        for bad in ("pipe", "/dev/zero", "nowhere", folder):
            expect(audit("none.db", "--key-file", bad), 2, "nøglen i")
        expect(run("verify", "pipe"), 2, "er ingen revisionsdatabase")
        assert not (folder / "none.db").exists()

        # A database that is there is left alone, and no key is made for it.
        (folder / "other.db").write_text("of another program")
        expect(audit("other.db"), 2, "findes allerede", "--resume")
        expect(audit("other.db", "--resume", *keyed), 2, "er ingen revisionsdatabase", "slet filen")
        assert (folder / "other.db").read_text() == "of another program" and not (folder / "other.db.key").exists()

        # A key that was being made when the program was stopped is made anew.
        (folder / "fresh.db.key").write_text("")
        expect(audit("fresh.db"), 0)
        assert len((folder / "fresh.db.key").read_text()) > 16

        # A disk that is full in the middle: no internal error, nothing lost, the same result afterwards.
        size = (folder / "whole.db").stat().st_size
        expect(audit("full.db", *keyed, limit=size // 2), 2, "kan ikke bruges", "--resume")
        expect(run("verify", "full.db"), 1, "revisionen er ikke færdig")
        for form in ("text", "csv", "json"):
            part = run("cases", "full.db", "--format", form)
            expect(part, 2, "er ikke færdig", "--resume")
            assert part[1] == "", "a part of the cases passed for all of them"
        resumed = audit("full.db", "--resume", *keyed)
        expect(resumed, 0)
        assert json.loads(resumed[1])["head"] == head, "the result differs after a full disk"

        # Need that can be read in two ways, or whose line is cut in too many, is not read; what a file holds does not steer the terminal.
        for line, said in (("0101;100.000;1", "`100.000` kan læses på to måder"), ("0101;1000;1.250", "`1.250` kan læses på to måder"), ("0101;5000;12;4", "flere felter"), ("0101;\x1b[31mX;1", "U+001B[31mX"), ("0101;\u202eX;1", "U+202EX")):
            (folder / "need.csv").write_text("kommune;befolkning;behov\n" + line + "\n", encoding="utf-8")
            refused = run("report", "whole.db", "--need", "need.csv")
            expect(refused, 2, "linje 2", said)
            assert "\x1b" not in refused[2] and "\u202e" not in refused[2], refused
        for line, code in (("0101,5000,12,4", 2), ("0101,100.000,1", 2), ("0101,5000,1.250", 0), ("0101,5000,12.4", 0)):
            (folder / "need.csv").write_text("municipality,population,need\n" + line + "\n", encoding="utf-8")
            expect(run("report", "whole.db", "--need", "need.csv"), code)
        (folder / "need.csv").write_text("kommune;befolkning;behov\n0101;5000;0,125\n0147;5000;0.125;\n", encoding="utf-8")
        expect(run("report", "whole.db", "--need", "need.csv"), 0)
        expect(run("report", "whole.db", "--rule", "a\x1b[31mb"), 2, "a" + "U+001B[31mb")

        # Somebody else has the database.
        held = sqlite3.connect(folder / "whole.db", isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
        expect(run("verify", "whole.db"), 2, "der er i gang")
        held.execute("ROLLBACK")

        # The rows are all there, and the view hides the breaches.
        held.executescript("DROP VIEW law_tally; CREATE VIEW law_tally AS SELECT * FROM tally WHERE possible < 8;")
        held.close()
        expect(run("verify", "whole.db", "--head", head), 1, "tabeller eller udtræk er ændret")

        # An answer that was lost is no answer, even with findings.
        with open("/dev/full", "w") as full:
            lost = subprocess.run([program, "check", str(source), "--rules", str(root / "rules"), "--as-of", "2026-02-20 12:00"], stdout=full,
                                  stderr=subprocess.PIPE, timeout=200)
        expect((lost.returncode, "", lost.stderr.decode()), 70, "svaret kunne ikke skrives ud")

        # Formatting through a link changes the file and leaves the link.
        rule = folder / "small.regel"
        rule.write_text("language   en\npackage small version 1\n")
        (folder / "link.regel").symlink_to(rule)
        expect(run("fmt", "link.regel"), 0)
        assert (folder / "link.regel").is_symlink() and rule.read_text().startswith("language en\n")
        print("held")


main()
