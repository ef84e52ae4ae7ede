#!/usr/bin/env python3
"""Files that are written: never one of those that are read, by whatever name, and never half of one.

Usage: run_outputs.py PROGRAM ROOT
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
RULES = """language en
package t.small version 1
title "Lille"
owner "T" status draft review by 2030-01-01
actor municipality "Kommunen"
source BL law "Barnets lov"
concept c "Sag"
  event start date
  event done date
end
rule r "Svar" cite BL § 1
  municipality must make done within 2 weeks of start
end
test t "i tide"
  given start 2026-01-05, done 2026-01-06
  at 2026-02-01
  expect r = fulfilled
end
"""

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)

    def run(*words, code=0, limit=None):
        done = subprocess.run([program, *map(str, words), "--lang", "en"], cwd=folder, capture_output=True, timeout=120,
                              preexec_fn=limit and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))))
        assert done.returncode == code, (words, done.returncode, done.stdout.decode()[:500], done.stderr.decode())
        return done.stderr.decode()

    def bytes_of_all():
        return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    (folder / "small.regel").write_text(RULES)
    with (folder / "cases.ndjson").open("w") as out:
        for i in range(20):
            out.write(json.dumps({"case": f"P-{i}", "municipality": "0101", "extraction_time": "2026-03-01 00:00", "start": "2026-01-05"}) + "\n")
    run("audit", "cases.ndjson", "--rules", "small.regel", "--as-of", "2026-02-20 12:00", "--out", "audit.db")
    shutil.copy(root / "samples/investment/housing_support.yaml", folder / "model.yaml")
    shutil.copy(root / "samples/implementation/barnets_lov.yaml", folder / "register.yaml")
    (folder / "need.csv").write_text("municipality,population,need\n0101,1000,1\n")
    (folder / "link").symlink_to("audit.db")
    os.link(folder / "audit.db", folder / "hard")
    os.link(folder / "model.yaml", folder / "hard.yaml")
    shutil.copytree(root / "tests/cli/fixtures/ffb", folder / "ffb")
    imported = ("import", "ffb", "ffb/bundles", "--map", "ffb/map.yaml", "--codes", "ffb/codes.json", "--rules", "ffb/rules.regel")

    # What is read is left as it is, whatever it is called, and the message says so.
    before = bytes_of_all()
    for words in (("report", "audit.db", "-o", "audit.db"), ("report", "audit.db", "-o", "./../" + folder.name + "/audit.db"), ("report", "audit.db", "-o", "link"), ("report", "link", "-o", "hard"),
                  ("report", "audit.db", "--format", "xlsx", "-o", "audit.db"), ("report", "audit.db", "--need", "need.csv", "-o", "need.csv"), ("report", "audit.db", "--after", "hard", "-o", "link"), ("report", "audit.db", "-o", "audit.db.key"), ("cases", "audit.db", "-o", "audit.db.key"),
                  ("cases", "audit.db", "-o", "audit.db"), ("cases", "audit.db", "-o", "link"), ("invest", "model.yaml", "-o", "model.yaml"), ("invest", "model.yaml", "-o", "hard.yaml"),
                  ("implementation", "register.yaml", "--audit", "audit.db", "-o", "audit.db"), ("implementation", "register.yaml", "-o", "register.yaml"),
                  (*imported, "--out", "ffb/map.yaml"), (*imported, "--out", "ffb/codes.json"), (*imported, "--out", "ffb/rules.regel"), (*imported, "--out", "ffb/bundles/1_anna.json"),
                  ("test", "small.regel", "--format", "junit", "-o", "small.regel"), ("test", "--rules", "small.regel", "--coverage", "-o", "small.regel")):
        said = run(*words, code=2)
        assert "would be overwritten" in said, (words, said)
        assert bytes_of_all() == before, words

    # A disk that is full leaves the old file, and nothing beside it.
    for words in (("report", "audit.db", "-o", "page.html", "--format", "html"), ("cases", "audit.db", "-o", "page.html"), ("report", "audit.db", "-o", "page.html", "--format", "xlsx"), ("docs", "small.regel", "-o", "page.html"),
                  (*imported, "--out", "page.html"), ("test", "small.regel", "--format", "junit", "-o", "page.html")):
        (folder / "page.html").write_text("the page of last year")
        names = {p.name for p in folder.iterdir()}
        run(*words, code=2, limit=50)
        assert (folder / "page.html").read_text() == "the page of last year" and {p.name for p in folder.iterdir()} == names, words

    # A folder of pages is written over its own earlier pages, and over nobody else's.
    run("docs", "small.regel", "-o", "site")
    run("docs", "small.regel", "-o", "site")
    (folder / "site" / "index.html").write_text("<title>The homepage</title>")
    page, *others = sorted(p for p in (folder / "site").iterdir() if p.name != "index.html")
    page.unlink()
    assert "would be overwritten" in run("docs", "small.regel", "-o", "site", code=2)
    assert (folder / "site" / "index.html").read_text() == "<title>The homepage</title>" and not page.exists()

    # Through a link the file changes and the link stays; its permissions too; a device is written to.
    (folder / "page.html").chmod(0o640)
    (folder / "to_page").symlink_to("page.html")
    (folder / "to_new").symlink_to("new.html")
    run("report", "audit.db", "-o", "to_page")
    run("report", "audit.db", "-o", "to_new")
    assert (folder / "to_page").is_symlink() and (folder / "page.html").read_text() == (folder / "new.html").read_text() != "the page of last year"
    assert (folder / "page.html").stat().st_mode & 0o777 == 0o640
    run("report", "audit.db", "-o", "/dev/null")
    assert not pathlib.Path("/dev/null").is_file()
    run("report", "audit.db", "-o", "x" * 250)
    run("report", "audit.db", "-o", "no/such/place", code=2)
print("nothing that is read was written over")
