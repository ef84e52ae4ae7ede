#!/usr/bin/env python3
"""Bundles on the command line: import and audit of the same give the same cases; counts, places and exit codes; the mapping's schema.

Usage: run_ffb.py PROGRAM ROOT
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import jsonschema
import yaml

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
fixture = root / "tests/cli/fixtures/ffb"
common = ["--map", fixture / "map.yaml", "--rules", fixture / "rules.regel"]
codes = ["--codes", fixture / "codes.json"]


def run(*words):
    done = subprocess.run([program, *map(str, words)], cwd=root, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# The mappings fit the schema, and the schema bites.
schema = json.loads((root / "docs/schema/map.schema.json").read_text(encoding="utf-8"))
validator = jsonschema.validators.validator_for(schema)(schema)
for file in (fixture / "map.yaml", root / "samples/ffb/map.yaml"):
    mapping = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert not list(validator.iter_errors(mapping)), (file, list(validator.iter_errors(mapping)))
    for wrong in ({**mapping, "source": "fhir"}, {**mapping, "ffb": {"scoring": "x"}}, {**mapping, "case": {**mapping["case"], "table": "requests"}}, {k: v for k, v in mapping.items() if k != "source"}):
        assert list(validator.iter_errors(wrong)), wrong

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)

    # To a file: one line a case that can be judged; Anna and Bo, but not Eva (no timestamp) and Ida (a reference that leads nowhere).
    code, out, err = run("import", "ffb", fixture / "bundles", *common, *codes, "--out", folder / "cases.ndjson", "--format", "json")
    assert code == 3, (code, err)
    told = json.loads(out)
    lines = [json.loads(line) for line in (folder / "cases.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [c["case"] for c in lines] == ["anna", "bo"] and told["cases"] == 2 and told["kept_out"] == 2
    assert told["bundles"] == 4 and told["files_kept_out"] == 1 and told["citizens_kept_out"] == 2 and not told["lost"]
    # Bo: an unlisted code; a level where none may stand, and none where one must; no primary condition; a follow-up before the start.
    assert told["counts"] == {"K091": 1, "K096": 1, "K097": 1, "K098": 1, "K099": 1, "K100": 1, "K103": 1}, told["counts"]
    assert all(f["line"] >= 1 and pathlib.Path(f["file"]).exists() for f in told["findings"])
    place = next(f for f in told["findings"] if f["code"] == "K096")
    line = pathlib.Path(place["file"]).read_text().splitlines()[place["line"] - 1]
    assert line[place["column"] - 1] == "{", "the place is where the resource begins"

    # The level went from 3 to 2, and 1 was expected.
    assert (lines[0]["aims"][0]["baseline"], lines[0]["aims"][0]["found"], lines[0]["aims"][0]["expected"]) == (3, 2, 1)
    assert lines[0]["plans"][0]["next"] == "2026-07-01"

    # The lines are cases, and give what the audit of the bundles themselves gives.
    judge = ["--rules", fixture / "rules.regel", "--as-of", "2026-07-20", "--keep-ids", "--format", "json"]
    code, out, err = run("audit", fixture / "bundles", "--map", fixture / "map.yaml", *codes, *judge, "--out", folder / "direct.db")
    assert code == 3 and json.loads(out)["cases"] == 2 and "K091" in err and err.index("K091") < err.index("K096"), (code, out, err)
    code, out, _ = run("audit", folder / "cases.ndjson", *judge, "--out", folder / "lines.db")
    assert code == 0 and json.loads(out)["cases"] == 2
    query = "SELECT s.id, v.rule, v.possible FROM verdict AS v JOIN subject AS s USING (shard, position) ORDER BY 1, 2, 3"
    both = [sqlite3.connect(folder / n).execute(query).fetchall() for n in ("direct.db", "lines.db")]
    assert both[0] == both[1] and len(both[0]) > 0, both

    # What was known in March: the plan's first date, and no second assessment.
    code, out, _ = run("import", "ffb", fixture / "bundles/1_anna.json", fixture / "bundles/2_anna.json", *common, "--known-at", "2026-03-01")
    anna = json.loads(out)
    assert code == 0 and anna["plans"][0]["next"] == "2026-04-01" and "found" not in anna["aims"][0]

    # A file that nobody can tell the citizen of: nothing follows from what is not there, in any case.
    shutil.copytree(fixture / "bundles", folder / "bundles")
    (folder / "bundles/0.json").write_text('{"resourceType": "Bundle",')
    code, out, err = run("import", "ffb", folder / "bundles", *common)
    assert code == 3 and all("plans" in json.loads(line)["unmapped"] for line in out.splitlines()) and "0.json:1:" in err, (code, out, err)

    # A level that the mapping does not know keeps the case out, at the place of its resource.
    (folder / "map.yaml").write_text((fixture / "map.yaml").read_text().replace('L3: "3", ', ""))
    code, out, err = run("import", "ffb", fixture / "bundles/1_anna.json", "--map", folder / "map.yaml", "--rules", fixture / "rules.regel")
    assert code == 3 and out == "" and "1_anna.json:18:16: fejl[K057]: `assessments.severity`" in err, (code, out, err)

    # A civil registration number is no case id.
    (folder / "cpr.json").write_text((fixture / "bundles/1_anna.json").read_text().replace("anna", "3112990000"))
    code, out, err = run("import", "ffb", folder / "cpr.json", *common)
    assert code == 3 and out == "" and "K093" in err and "3112990000" not in err, (code, out, err)

    # A code that the fact's list does not have is counted in the audit's data quality; a list of nobody is refused there.
    items = f"look.item={fixture / 'items.csv'}"
    code, out, err = run("audit", folder / "cases.ndjson", *judge, "--codes", items, "--out", folder / "codes.db")
    assert code == 0 and "K108" in err, (code, err)
    flaws = sqlite3.connect(folder / "codes.db").execute("SELECT code, count(*) FROM flaw WHERE code = 'K108' GROUP BY 1").fetchall()
    assert flaws == [("K108", 2)], flaws  # Bo's SHOPPING and SIGHT; EAT is in the list
    code, _, err = run("audit", folder / "cases.ndjson", *judge, "--codes", fixture / "items.csv", "--out", folder / "never.db")
    assert code == 2 and not (folder / "never.db").exists(), err

    # The sample against the real concepts: nothing doubtful in the bundles, and what became of the goals.
    sample = root / "samples/ffb"
    code, out, err = run("import", "ffb", sample / "bundles", "--map", sample / "map.yaml", "--codes", sample / "codes.json", "--out", folder / "sample.ndjson", "--format", "json")
    told = json.loads(out)
    assert code == 0 and told["cases"] == 2 and told["counts"] == {} and told["doubtful"] == {} and told["codes_unchecked"] == 0, (code, out, err)
    a = (folder / "sample.ndjson").read_text(encoding="utf-8").splitlines()[0]
    (folder / "a.json").write_text(a, encoding="utf-8")

    def suggested(*more):
        _, out, err = run("check", folder / "a.json", "--as-of", "2026-06-17 16:00", "--format", "json", "--all", *more)
        return {(s["rule"].split(".")[-1], s["instance"]): s["suggested"] for s in json.loads(out)["suggestions"]}

    now = suggested()
    # Severe when the goal was set, moderate now, slight expected: progress. The other goal was not assessed again: open, not unchanged.
    assert now[("consider_continuing", "a-goal-contact")] == "yes" and ("consider_ending", "a-goal-contact") not in {k for k, v in now.items() if v == "yes"}, now
    assert now[("consider_ending", "a-goal-eat")] == "undetermined", now
    # In March nobody knew of the second assessment.
    assert suggested("--known-at", "2026-03-01")[("consider_continuing", "a-goal-contact")] == "undetermined"

    # The world's failures: nothing there, a pipe, a file that cannot be written.
    os.mkfifo(folder / "pipe.json")
    for words in ((folder / "none",), (folder / "pipe.json",), (fixture / "bundles", "--out", folder / "no/such/place")):
        code, out, err = run("import", "ffb", *words, *common)
        assert code == 2 and out == "" and err, (words, code, out, err)
    (folder / "empty").mkdir()
    assert run("import", "ffb", folder / "empty", *common)[0] == 2
print("bundles are read as they should be")
