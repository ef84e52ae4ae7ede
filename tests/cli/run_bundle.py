#!/usr/bin/env python3
"""Publishes the children package: made twice, signed by two, verified, judged by, tampered with; and lint for other tools.

Usage: run_bundle.py PROGRAM ROOT
"""
import contextlib
import json
import os
import pathlib
import re
import sqlite3
import stat
import subprocess
import sys
import tarfile
import tempfile


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    rules = root / "rules/dk"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def run(*words, code=0):
            done = subprocess.run([program, *map(str, words), "--lang", "en"], capture_output=True, timeout=300, cwd=folder)
            assert done.returncode == code, (words, done.returncode, done.stdout.decode(), done.stderr.decode())
            return done.stdout.decode(), done.stderr.decode()

        # The same rules give the same bytes.
        run("bundle", rules, "--out", "one.bundle")
        run("bundle", rules, "--out", "two.bundle")
        one = (folder / "one.bundle").read_bytes()
        assert one == (folder / "two.bundle").read_bytes()
        assert "is there already" in run("bundle", rules, "--out", "one.bundle", code=2)[1]
        with tarfile.open(folder / "one.bundle") as tar:
            names = tar.getnames()
        files = sorted(str(p.relative_to(rules.parent)) for pattern in ("*.regel", "*.regel.md") for p in rules.rglob(pattern))
        assert names == ["manifest.json", *("rules/" + f for f in files)], names

        # Keys: the secret half is its owner's, and is not overwritten.
        for who in ("anna", "bo"):
            run("key", "new", who)
            assert stat.S_IMODE((folder / who).stat().st_mode) == 0o600
        assert "is there already" in run("key", "new", "anna", code=2)[1]
        assert "P019" in run("sign", "one.bundle", "--key", "anna.pub", "--role", "author", "--name", "Anna", code=2)[1]

        # Signing: the same signature each time, and the contents stay what they are.
        contents = re.search(r"[0-9a-f]{64}", run("verify", "one.bundle")[0]).group()
        run("verify", "one.bundle", "--head", contents)
        run("verify", "one.bundle", "--head", contents.upper())
        other = run("verify", "one.bundle", "--head", "0" * 64, code=1)[0]
        assert "not the one noted" in other and "unchanged" not in other, other
        told = json.loads(run("verify", "one.bundle", "--head", "0" * 64, "--format", "json", code=1)[0])
        assert told["as_noted"] is False and told["accepted"] is False, told
        for head in ("abc", contents[:63], contents + "0", "g" * 64):
            assert "--head" in run("verify", "one.bundle", "--head", head, code=2)[1]
        for sign in ("\u202e", "\x1b[31m", "\n"):
            assert "one line" in run("sign", "one.bundle", "--key", "anna", "--role", "author", "--name", "An" + sign + "na", code=2)[1]
        for file in ("one.bundle", "two.bundle"):
            run("sign", file, "--key", "anna", "--role", "author", "--name", "Anna", "--at", "2026-11-26")
        assert (folder / "one.bundle").read_bytes() == (folder / "two.bundle").read_bytes() != one
        said = run("verify", "one.bundle")[0]
        assert contents in said and "signed as author: Anna, 2026-11-26" in said and "not named" in said, said

        # Trust.
        def trust(require, **keys):
            lines = ["[trust]", f'require = "{require}"']
            for role, who in keys.items():
                key = (folder / f"{who}.pub").read_text().strip()
                lines.append(f'{role} = [{{ name = "{who}", key = "{key}" }}]')
            (folder / "rettesnor.toml").write_text("\n".join(lines) + "\n")

        case = ("check", root / "samples/children/weekend_notification.yaml", "--as-of", "2026-07-01 12:00", "--format", "json", "--rules")
        trust("signed", author="bo")
        assert "P013" in run("verify", "one.bundle", code=1)[1]
        assert "P013" in run(*case, "one.bundle", code=2)[1]
        trust("signed", approver="anna")
        assert "P014" in run("verify", "one.bundle", code=1)[1]
        trust("signed", author="anna")
        assert "whom you know as anna" in run("verify", "one.bundle")[0]
        assert json.loads(run("verify", "one.bundle", "--format", "json")[0])["signatures"][0]["trusted_as"] == "anna"
        run("bundle", rules, "--out", "bare.bundle")
        assert "P012" in run("verify", "bare.bundle", code=1)[1]
        (folder / "rettesnor.toml").write_text('[trust]\nrequired = "signed"\n')
        assert "P020" in run("verify", "one.bundle", code=2)[1]
        trust("signed", author="anna")

        # Rules in force take two people.
        small = folder / "small"
        small.mkdir()
        (small / "a.regel").write_text('language en\npackage t.small version 1\ntitle "Lille"\nowner "T" status published review by 2030-01-01\n')
        run("bundle", "small", "--out", "small.bundle")
        run("sign", "small.bundle", "--key", "anna", "--role", "author", "--name", "Anna", "--at", "2026-11-26")
        assert "P016" in run("verify", "small.bundle", code=1)[1]
        trust("signed", author="anna", approver="bo")
        run("sign", "small.bundle", "--key", "bo", "--role", "approver", "--name", "Bo", "--at", "2026-11-26")
        run("verify", "small.bundle")

        # A version stays as it is.
        (small / "a.regel").write_text((small / "a.regel").read_text() + "-- changed\n")
        assert "P017" in run("bundle", "small", "--out", "next.bundle", "--previous", "small.bundle", code=1)[1]
        (small / "a.regel").write_text((small / "a.regel").read_text().replace("version 1", "version 2"))
        run("bundle", "small", "--out", "next.bundle", "--previous", "small.bundle")

        # A bundle judges as its folder does.
        def judged(path):
            done = subprocess.run([program, *map(str, case), str(path), "--lang", "en"], capture_output=True, timeout=300, cwd=folder)
            assert done.returncode in (0, 1), done.stderr.decode()
            return json.loads(done.stdout)
        by_folder, by_bundle = judged(rules), judged("one.bundle")
        assert by_folder.pop("bundles") == []
        used = by_bundle.pop("bundles")
        assert by_bundle == by_folder

        # Every answer says which bundle it rests on, and whose signatures that has: as `verify` says it.
        verified = json.loads(run("verify", "one.bundle", "--format", "json")[0])
        signer = {k: v for k, v in verified["signatures"][0].items() if k != "trusted_as"}
        assert signer["name"] == "Anna" and used == [{"id": contents, "signatures": [signer]}], used
        explained = json.loads(run("explain", case[1], "assessment_24h", *case[2:], "one.bundle")[0])
        assert explained and all(e["bundles"] == used and e["packages"] == by_folder["packages"] for e in explained)
        (folder / "cases.ndjson").write_text('{"case": "P-1", "concept": "child_case", "municipality": "0101", "extraction_time": "2026-03-01 00:00", "born": "2015-05-01"}\n')
        run("audit", "cases.ndjson", "--keep-ids", "--as-of", "2026-03-01", "--rules", "one.bundle", "--out", "audit.db")
        with contextlib.closing(sqlite3.connect(folder / "audit.db")) as db:
            (recorded,) = db.execute("SELECT value FROM run WHERE name = 'bundle 1'").fetchone()
            packages = [dict(zip(("id", "version", "hash"), row)) for row in db.execute("SELECT name, version, sha256 FROM package ORDER BY package")]
        assert recorded.startswith(contents + "; author ") and recorded.endswith(" Anna"), recorded
        assert packages == by_folder["packages"]

        # One bit anywhere: never taken for what was signed.
        good = (folder / "one.bundle").read_bytes()
        for at in range(0, len(good), len(good) // 12):
            (folder / "bad.bundle").write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1:])
            done = subprocess.run([program, *map(str, case), "bad.bundle"], capture_output=True, timeout=300, cwd=folder)
            assert done.returncode == 2 and not done.stdout, at

    lint(program, root)


def lint(program, root):
    """The forms for other tools, of a package with findings that are known."""
    package = """language en
package t.lint version 1
title "Lille"
owner "T" status draft review by 2026-01-01
actor municipality "Kommunen"
source BL law "Barnets lov"
concept c "Sag"
  event start date
  event done date
end
rule r "Efter KLH" cite BL § 1
  municipality must make done within 2 weeks of start
end
"""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file = folder / "a.regel"

        def run(*words, code=1):
            done = subprocess.run([program, "lint", "a.regel", "--rules", "a.regel", "--lang", "en", *words], capture_output=True, timeout=60, cwd=folder)
            assert done.returncode == code, (words, done.returncode, done.stdout.decode(), done.stderr.decode())
            return done.stdout.decode()

        def prints():
            return {(f["code"], f["fingerprint"]) for f in json.loads(run("--format", "json", "--as-of", "2026-11-26"))}

        file.write_text(package)
        (folder / "rettesnor.toml").write_text("")
        first = prints()
        assert {code for code, _ in first} == {"W010", "W012", "W013"} and len({p for _, p in first}) == 3, first
        file.write_text(package.replace("rule r", "\n-- a line more\nrule   r"))
        assert prints() == first, "a finding is another when lines move"
        file.write_text(package.replace("KLH", "KLHA"))
        assert len(prints() & first) == 2, "another word in the headline is another finding"
        file.write_text(package)

        sarif = json.loads(run("--format", "sarif"))
        assert sarif["version"] == "2.1.0" and sarif["$schema"].endswith("sarif-2.1.0.json")
        (only,) = sarif["runs"]
        driver = only["tool"]["driver"]
        assert driver["name"] == "rettesnor"
        assert len(only["results"]) == 2
        for result in only["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] == "warning" and result["message"]["text"]
            place = result["locations"][0]["physicalLocation"]
            assert place["artifactLocation"]["uri"] == "a.regel"
            region = place["region"]
            assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (11, 6, 11, 7), region
            assert result["partialFingerprints"]["rettesnor/v1"] in {p for _, p in first}
        assert run("--format", "github").startswith("::warning file=a.regel,line=11,col=6,title=W010::`KLH` in the headline")
        quality = json.loads(run("--format", "gitlab"))
        assert {f["fingerprint"] for f in quality} == {p for c, p in first if c != "W013"}
        assert all(f["location"] == {"path": "a.regel", "lines": {"begin": 11}} and f["severity"] == "minor" for f in quality)

        (folder / "rettesnor.toml").write_text('[lint]\nW012 = "error"\nabbreviations = ["KLH"]\n')
        assert "error[W012]" in run() and "1 error, 0 warnings" in run()
        (folder / "rettesnor.toml").write_text('[lint]\nW012 = "off"\nW010 = "off"\n')
        run(code=0)

        # Rules that are never of consequence: the case has no start, then one.
        case = folder / "case.yaml"
        whole = 'case: A-1\nextraction_time: "2026-11-27 12:00"\n'  # after the day that is asked about: all is known
        case.write_text(whole)
        idle = run("--cases", "case.yaml", "--as-of", "2026-11-26")
        assert "W014" in idle and "applies in none of 1 cases" in idle, idle
        case.write_text(whole + "start: 2025-11-01\ndone: 2025-11-02\n")
        assert "W014" not in run("--cases", "case.yaml", "--as-of", "2025-11-26", code=0)


main()
