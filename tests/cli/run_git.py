#!/usr/bin/env python3
"""The line of docs/changes.md that compares the rules with those of a commit, as it stands there.  run_git.py PROGRAM ROOT"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
lines = re.findall(r"^```sh\n(before=.*)\n```$", (root / "docs/changes.md").read_text(encoding="utf-8"), re.M)
assert len(lines) == 1, lines
if not shutil.which("git"):
    print("no git here: nothing to compare with")
    sys.exit(0)

folder = pathlib.Path(tempfile.mkdtemp())
work, bin_, temporary = folder / "work", folder / "bin", folder / "tmp"
for one in (work / "rules", bin_, temporary):
    one.mkdir(parents=True)
(bin_ / "rettesnor").symlink_to(program)
env = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "TMPDIR": str(temporary), "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}


def run(*command, where=work):
    return subprocess.run(command, cwd=where, env=env, capture_output=True, text=True, timeout=60)


try:
    desk = work / "rules/desk.regel"
    text = (root / "tests/cli/fixtures/rules/desk.regel").read_text(encoding="utf-8")
    desk.write_text(text, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "Begin"]):
        assert run("git", *command).returncode == 0

    same = run("sh", "-c", lines[0])
    assert same.returncode == 0, (same.stdout, same.stderr)

    assert "within 24 hours of received" in text
    desk.write_text(text.replace("within 24 hours of received", "within 12 hours of received"), encoding="utf-8")
    changed = run("sh", "-c", lines[0])
    assert changed.returncode == 1, (changed.stdout, changed.stderr)
    assert "test.desk.opened_24h" in changed.stdout and "within 12 hours of received" in changed.stdout, changed.stdout
    assert "rules/desk.regel:" in changed.stdout and run("git", "status", "--short").stdout == " M rules/desk.regel\n", "the working folder stays as it is"

    # The same for plan: the letter was opened after 13 hours.
    (folder / "case.ndjson").write_text('{"case": "D-1", "concept": "desk_case", "extraction_time": "2026-04-01 00:00", "letters": [{"id": "a", "received": "2026-03-02 09:00", "opened": "2026-03-02 22:00"}]}\n', encoding="utf-8")
    plan = run("sh", "-c", lines[0].replace("rettesnor diff", "rettesnor plan") + f" --cases {folder / 'case.ndjson'} --as-of '2026-03-31 12:00'")
    assert plan.returncode == 1 and "overholdt → forsinket" in plan.stdout, (plan.stdout, plan.stderr)
finally:
    shutil.rmtree(folder)
print("ok")
