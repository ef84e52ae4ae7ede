#!/usr/bin/env python3
"""Start, load, judge once, as a person waits for it: `script/bench startup`.

Rettesnor writes an audit database of all twenty rules from JSON lines. SQLite gets a database that is ready; DuckDB reads
CSV; PostgreSQL is left out, since its server is started beforehand. The engines of rules read their JSON and judge the
rules that they can say.
"""
import argparse
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import compare
from measure import BUILD, ROOT, machine, make, number, package, spread, table

SQL = ROOT / "bench" / "peers" / "sql"


def timed(command, clock, told=None, expect=(0,)):
    """Seconds of a process, on the wall or of the processor."""
    used = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    began, cpu = time.perf_counter(), used()
    done = subprocess.run([str(part) for part in command], cwd=ROOT, input=told, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = {"wall": time.perf_counter() - began, "cpu": used() - cpu}
    if done.returncode not in expect:
        raise SystemExit(f"{command[:2]} ended with {done.returncode}")
    return took[clock]


def fill(database, folder):
    with sqlite3.connect(database) as db:
        db.executescript((SQL / "tables.sql").read_text())
        for name in ("cases", "notifications", "conversations", "decisions", "followups", "calendar"):
            rows = [[field or None for field in line.split(",")] for line in (folder / f"{name}.csv").read_text().splitlines()[1:]]
            db.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)
        db.commit()
        db.execute("ANALYZE")


def commands(folder):
    """Name, rules, command and what it is told."""
    if shutil.which("sqlite3"):
        fill(folder / "ready.db", folder)
        yield "sqlite3, database ready", "all 20", ["sqlite3", folder / "ready.db"], (SQL / "rules.sql").read_text()
    for name, (rules, needs) in compare.PEERS.items():
        if needs in (None, "postgres") or name == "duckdb-nested":
            continue
        why = compare.missing(name)
        if why:
            print(f"left out: {name}: {why}")
            continue
        yield name, "all 20" if rules is None else str(len(rules)), compare.command(name, folder, 0), "run\n"
    if shutil.which("node"):
        yield "(node, doing nothing)", "", ["node", "-e", "0"], None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="cpu: processor time, where the machine has other work")
    asked = parser.parse_args()
    print(f"{number(asked.cases)} cases, whole processes, {asked.repetitions} repetitions in turn, {asked.clock} clock; min / median / max. {machine()}.\n", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        make(folder, asked.cases)
        database = folder / "audit.db"
        audit = [BUILD / "rettesnor", "audit", folder / "cases.ndjson", "--rules", package(folder, 20), "--as-of", "2025-12-31", "--keep-ids",
                 "--threads", 1, "--out", database]

        def ours():
            database.unlink(missing_ok=True)
            return timed(audit, asked.clock)

        rows, all_ours = [], []
        for name, rules, command, told in commands(folder):
            pairs = [(ours(), timed(command, asked.clock, told)) for _ in range(asked.repetitions)]
            all_ours += [a for a, _ in pairs]
            rows.append([name, rules, spread([b for _, b in pairs]), spread([b / a for a, b in pairs])])
            print(f"  {name}: {rows[-1][-1]}", file=sys.stderr, flush=True)
        rows.insert(0, ["rettesnor audit, JSON lines to database", "all 20", spread(all_ours), "1"])
        table(["program", "rules", "s", "program ÷ ours"], rows)
    check = [BUILD / "rettesnor", "check", "samples/children/weekend_notification.yaml", "--as-of", "2026-03-16 09:00"]
    one = [1000 * timed(check, asked.clock, expect=(0, 1)) for _ in range(4 * asked.repetitions)]
    print(f"One case, all packages loaded (`rettesnor check`): {spread(one)} ms.")



if __name__ == "__main__":
    main()
