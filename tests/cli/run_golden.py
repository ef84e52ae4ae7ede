#!/usr/bin/env python3
"""Runs the command of each golden file and holds exit code, standard output and standard error against it.

A golden file begins with `$ rettesnor …`, then `exit N`, then the output; standard error follows `--- stderr`.
Usage: run_golden.py PROGRAM ROOT; UPDATE_GOLDEN=1 writes what was found.
"""
import os
import pathlib
import shlex
import subprocess
import sys


def run(program, root, command):
    words = shlex.split(command.removeprefix("$ "))
    if words[0] != "rettesnor":
        raise SystemExit(f"not a command of ours: {command}")
    env = {**os.environ, "NO_COLOR": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    done = subprocess.run([program, *words[1:]], cwd=root, env=env, capture_output=True, timeout=60)
    text = f"{command}\nexit {done.returncode}\n" + done.stdout.decode("utf-8").replace("\r", "␍")
    if done.stderr:
        text += "--- stderr\n" + done.stderr.decode("utf-8")
    return text


def main():
    program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    update = os.environ.get("UPDATE_GOLDEN") == "1"
    failed = 0
    goldens = sorted((root / "tests/cli/golden").glob("*.golden"))
    assert goldens, "no golden files"
    for golden in goldens:
        wanted = golden.read_text(encoding="utf-8")
        found = run(program, root, wanted.splitlines()[0])
        if found == wanted:
            continue
        if update:
            golden.write_text(found, encoding="utf-8")
            print(f"updated {golden.name}")
            continue
        failed += 1
        print(f"FAILED {golden.name}\n--- wanted\n{wanted}\n--- found\n{found}")
    print(f"{len(goldens)} golden files, {failed} differ")
    return 1 if failed else 0


sys.exit(main())
