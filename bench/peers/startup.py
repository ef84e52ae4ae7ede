#!/usr/bin/env python3
"""Start, load, judge once, as a person waits for it: `script/bench startup`.

Rettesnor writes an audit database of all twenty rules from JSON lines. SQLite gets a database that is ready; DuckDB reads
CSV; PostgreSQL is left out, since its server is started beforehand. The engines of rules read their JSON and judge the
rules that they can say.
"""
import argparse
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import compare
from measure import BUILD, NODE, ROOT, machine, make, number, package, spread, table

SQL = ROOT / "bench" / "peers" / "sql"


def wall(command, told=None):
    began = time.perf_counter()
    subprocess.run([str(part) for part in command], cwd=ROOT, input=told, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


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
    asked = parser.parse_args()
    print(f"{number(asked.cases)} cases, whole processes, {asked.repetitions} repetitions in turn; min / median / max. {machine()}.\n", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        make(folder, asked.cases)
        database = folder / "audit.db"
        audit = [BUILD / "rettesnor", "audit", folder / "cases.ndjson", "--rules", package(folder, 20), "--as-of", "2025-12-31", "--keep-ids",
                 "--threads", 1, "--out", database]

        def ours():
            database.unlink(missing_ok=True)
            return wall(audit)

        rows, all_ours = [], []
        for name, rules, command, told in commands(folder):
            pairs = [(ours(), wall(command, told)) for _ in range(asked.repetitions)]
            all_ours += [a for a, _ in pairs]
            rows.append([name, rules, spread([b for _, b in pairs]), spread([b / a for a, b in pairs])])
            print(f"  {name}: {rows[-1][-1]}", file=sys.stderr, flush=True)
        rows.insert(0, ["rettesnor audit, JSON lines to database", "all 20", spread(all_ours), "1"])
        table(["program", "rules", "s", "program ÷ ours"], rows)
        print(f"median of ours {number(statistics.median(all_ours))} s; node's modules from {NODE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
