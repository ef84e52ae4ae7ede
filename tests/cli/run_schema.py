#!/usr/bin/env python3
"""Holds the JSON of `check` and `explain` against their schemas, and its sums against the text that it stands for."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import jsonschema

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


def schema_of(name):
    text = (root / "docs/schema" / name).read_text(encoding="utf-8")
    # One document of the two, so that no library has to fetch one from the other.
    return json.loads(text.replace("urn:rettesnor:check.schema.json#", "#"))


schema, explained = schema_of("check.schema.json"), schema_of("explain.schema.json")
explained["$defs"] |= schema["$defs"]
for one in (schema, explained):
    jsonschema.validators.validator_for(one).check_schema(one)
validator = jsonschema.validators.validator_for(schema)(schema)
rules = ["--rules", "tests/cli/fixtures/rules", "--as-of", "2026-03-04 08:00"]


def check(*words):
    done = subprocess.run([program, "check", *words, *rules], cwd=root, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode("utf-8")


def valid(document, by=validator):
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in by.iter_errors(document)]
    assert not errors, "\n".join(errors[:10])


def verdict(document, rule, instance=""):
    found = [v for v in document["verdicts"] if v["rule"] == rule and v["instance"] == instance]
    assert len(found) == 1, (rule, instance, [v["rule"] for v in document["verdicts"]])
    return found[0]


# One case gives one object.
code, text = check("tests/cli/fixtures/cases/late.yaml", "--format", "json")
late = json.loads(text)
valid(late)
assert code == 1
# 24 hours from 2 March 09:00 end on 3 March 09:00; opened 10:30.
opened = verdict(late, "test.desk.opened_24h", "a")
assert opened["possible"] == ["late"]
assert opened["due"] == {"earliest": "2026-03-03T09:00:00+01:00", "latest": "2026-03-03T09:00:00+01:00"}
assert opened["late_by"] == {"least": "PT1H30M", "most": "PT1H30M"}
# Four months from 15 October end on 15 February; on 4 March that is 17 days ago.
study = verdict(late, "test.desk.study")
assert study["possible"] == ["breached"]
assert study["due"]["latest"] == "2026-02-15"
assert study["since"] == {"least": "P17D", "most": "P17D"}
# The sixth working day after Monday 2 March is 10 March, or 9 March if Saturday counts.
answered = verdict(late, "test.desk.answered", "a")
assert answered["possible"] == ["pending"] and answered["unverified"]
assert answered["due"] == {"earliest": "2026-03-09", "latest": "2026-03-10"}
# Law and recommendation never share a list.
assert [r["rule"] for r in late["recommendations"]] == ["test.desk.meet"]
assert all(v["rule"] != "test.desk.meet" for v in late["verdicts"])
assert [s["suggested"] for s in late["suggestions"]] == ["yes"]
assert all(len(v["message"]) <= 120 for v in late["verdicts"] + late["recommendations"] + late["rights"])

# The rules it was judged by: each package's hash is that of its bytes.
desk_text = (root / "tests/cli/fixtures/rules/desk.regel").read_bytes()
assert [p["hash"] for p in late["packages"] if p["id"] == "test.desk"] == [hashlib.sha256(desk_text).hexdigest()]
assert late["bundles"] == []
summary = json.loads(check("tests/cli/fixtures/many.ndjson", "--format", "json", "--summary")[1])
assert (summary["packages"], summary["bundles"]) == (late["packages"], [])

# An explanation stands alone, so it says the same of itself; and it is the verdict that check gives, and more.
done = subprocess.run([program, "explain", "tests/cli/fixtures/cases/late.yaml", "study", *rules, "--format", "json"], cwd=root, capture_output=True, timeout=120)
explanations = json.loads(done.stdout)
valid(explanations, jsonschema.validators.validator_for(explained)(explained))
assert len(explanations) == 1 and explanations[0]["packages"] == late["packages"] and explanations[0]["bundles"] == []
assert verdict(late, "test.desk.study").items() <= explanations[0].items()

# What was read of the law, and what the duty is measured as.
rules, desk = ["--rules", "tests/cli/fixtures/labels", "--as-of", "2026-03-04 08:00"], rules
labelled = json.loads(check("tests/cli/fixtures/labels/stay.yaml", "--format", "json")[1])
rules = desk
valid(labelled)
made = verdict(labelled, "test.shelter.plan_made")
assert (made["quality"], made["material"]) == ("plan", True)
assert [(c["locator"], c["text_of"], c["unverified"]) for c in made["cite"]] == [("§ 82 b stk. 1", "2016-05-01", False), ("§ 9", "2016", True)]
notice = verdict(labelled, "test.shelter.notice")
assert "quality" not in notice and "text_of" not in notice["cite"][0]

# What is not known is missing, and asked about.
_, text = check("tests/cli/fixtures/cases/open.yaml", "--format", "json")
unknown = json.loads(text)
valid(unknown)
study = verdict(unknown, "test.desk.study")
assert set(study["possible"]) == {"not_applicable", "pending"}
assert [m["name"] for m in study["missing"]] == ["serious"]
assert [m["name"] for m in verdict(unknown, "test.desk.answered", "a")["missing"]] == ["a.sender"]
assert {q["fact"] for q in unknown["questions"]} >= {"serious", "a.sender"}

# Several cases give an array; an unreadable one is there with its errors, and the exit code says "partial".
code, text = check("tests/cli/fixtures/cases", "--format", "json")
several = json.loads(text)
assert isinstance(several, list) and len(several) == 5 and code == 3
for document in several:
    valid(document)
assert [d["case"] for d in several].count(None) == 1

# One object a line.
code, text = check("tests/cli/fixtures/many.ndjson", "--format", "ndjson")
lines = [json.loads(line) for line in text.splitlines()]
assert len(lines) == 4 and code == 3
for document in lines:
    valid(document)

# Both languages give the same facts.
_, text = check("tests/cli/fixtures/cases/late.yaml", "--format", "json", "--lang", "en")
english = json.loads(text)
valid(english)
assert [v["possible"] for v in english["verdicts"]] == [v["possible"] for v in late["verdicts"]]
assert english["verdicts"][0]["message"] != late["verdicts"][0]["message"]
print("check.schema.json and explain.schema.json hold")
