#!/usr/bin/env python3
"""Holds mappings against docs/schema/map.schema.json: the sample, the one in the docs, and those that `map init` drafts.

Usage: run_map.py PROGRAM ROOT
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
schema = json.loads((root / "docs/schema/map.schema.json").read_text(encoding="utf-8"))
jsonschema.validators.validator_for(schema).check_schema(schema)
validator = jsonschema.validators.validator_for(schema)(schema)


class Loader(yaml.SafeLoader):
    """Dates stay text, as they are to the program."""


Loader.yaml_implicit_resolvers = {first: [r for r in rows if r[0] != "tag:yaml.org,2002:timestamp"] for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def faults(text):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(yaml.load(text, Loader=Loader))]


sample = (root / "samples/sources/children/map.yaml").read_text(encoding="utf-8")
assert faults(sample) == [], faults(sample)
shown = re.search(r"## A mapping\n\n```yaml\n(.*?)```", (root / "docs/sources.md").read_text(encoding="utf-8"), re.S).group(1)
assert faults(shown) == [], faults(shown)
# The schema bites.
for wrong in (sample.replace("table: sager", "tabel: sager"), sample.replace("latin-1", "latin-9"), sample.replace("    parent: Sagsnr\n", ""), sample.replace("{constant: 2026-03-20 00:00}", "{}"),
              sample.replace('delimiter: ";"', 'delimiter: ":"')):
    assert wrong != sample and faults(wrong), wrong


def draft(source):
    command = [program, "map", "init", str(source), "--rules", str(root / "rules"), "--concept", "child_case"]
    run = subprocess.run(command, capture_output=True, timeout=120)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode("utf-8")


with tempfile.TemporaryDirectory() as name:
    for written, sign, encoding in (('delimiter: ","', ",", "utf-8"), ("delimiter: tab", "\t", "utf-8"), ('# delimiter: ";"', ";", "utf-8"), ('delimiter: "|"', "|", "windows-1252")):
        folder = pathlib.Path(name) / encoding / str(ord(sign))
        folder.mkdir(parents=True)
        # Signs in quotes, and values behind the first line, are not counted.
        (folder / "child_case.csv").write_bytes(sign.join(["id", "Kommune", "Fødselsdato", '"Bemærkning, i ord; kort"']).encode(encoding) + b"\nC-1,0101,;;;;;;;,,,,,,,,\n")
        (folder / "notifications.csv").write_bytes(sign.join(["id", "child", "Modtaget"]).encode(encoding) + b"\n")
        text = draft(folder)
        assert f"\n{written}\n" in text, text
        assert ("\nencoding: windows-1252\n" in text) == (encoding != "utf-8"), text
        assert '  id: "id"\n' in text and 'born: "Fødselsdato"' in text, text
        assert faults(text) == [], (faults(text), text)
# What nothing was found for is left to people, and is all that a draft lacks.
drafted = draft(root / "samples/sources/children")
assert "\nencoding: windows-1252\n" in drafted and all(f.endswith("is a required property") for f in faults(drafted)), faults(drafted)
print("mappings fit their schema")
