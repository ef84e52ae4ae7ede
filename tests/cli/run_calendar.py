#!/usr/bin/env python3
"""Reads the calendar of `due --ics` as RFC 5545 says, with a reader of its own."""
import os
import pathlib
import subprocess
import sys

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


def calendar(*more):
    words = [program, "due", "tests/cli/fixtures/cases/late.yaml", "--rules", "tests/cli/fixtures/rules", "--ics",
             "--as-of", "2026-03-02 12:00", *more]
    return subprocess.run(words, cwd=root, capture_output=True, check=True, timeout=60).stdout


raw = calendar("--within", "30d")
assert raw == calendar("--within", "30d"), "the same question gives the same bytes"
assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
physical = raw.split(b"\r\n")
assert all(len(line) <= 75 for line in physical), [line for line in physical if len(line) > 75]
for line in physical:
    line.decode("utf-8")  # no letter is cut in two
lines = raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
assert lines[0] == "BEGIN:VCALENDAR" and "VERSION:2.0" in lines and any(l.startswith("PRODID:") for l in lines)

events, event = [], None
for line in lines:
    if line == "BEGIN:VEVENT":
        event = {}
    elif line == "END:VEVENT":
        events.append(event)
        event = None
    elif event is not None:
        name, _, value = line.partition(":")
        assert name not in event
        event[name] = value
by_summary = {e["SUMMARY"]: e for e in events}
# On 2 March at noon the letter of 09:00 is to be opened by 3 March 09:00 local, 08:00 UTC.
opened = next(e for s, e in by_summary.items() if "åbnes" in s)
assert opened["DTSTART"] == "20260303T080000Z" and "DTEND" not in opened
# The answer is due on 9 March under one reading, 10 March under the other: the earlier is kept.
answer = next(e for s, e in by_summary.items() if "Svar" in s)
assert answer["DTSTART;VALUE=DATE"] == "20260309" and answer["DTEND;VALUE=DATE"] == "20260310"
assert "ikke efterprøvet" in answer["SUMMARY"] and "DL § 2" in answer["SUMMARY"] and "D-0001" in answer["SUMMARY"]
assert all(e["DTSTAMP"] == "20260302T110000Z" for e in events)
assert len({e["UID"] for e in events}) == len(events)
assert "Mette" not in raw.decode("utf-8"), "no more of the case than its id"
# UIDs do not depend on when one asks.
later = subprocess.run([program, "due", "tests/cli/fixtures/cases/late.yaml", "--rules", "tests/cli/fixtures/rules",
                        "--ics", "--as-of", "2026-03-05 12:00"], cwd=root, capture_output=True, check=True).stdout
assert answer["UID"] in later.decode("utf-8")
print(f"{len(events)} events")
