#!/usr/bin/env python3
"""What grows with what: `script/bench growth`.

  --parts cases    cost of judging by number of cases and threads, beside the kernels written by hand
  --parts rules    cost of judging by number of rules: the twenty, and copies of them with other limits
  --parts each     cost of each rule judged alone
  --parts end      whole processes: from JSON lines to the audit database, beside simdjson merely parsing the file
"""
import argparse
import os
import pathlib
import sqlite3
import statistics
import subprocess
import tempfile
import time

from measure import BUILD, ROOT, SERVE, Program, machine, make, number, package, spread, table

RULES = [1, 2, 5, 10, 20, 40, 100, 200]


def times(command, cases, asked, expected=None):
    """Name, ns a case, and the tally; stops where it is not the one expected."""
    with Program(command) as program:
        tally = program.run()["tally"]
        if expected is not None and tally != expected:
            raise SystemExit(f"{program.name} does not say what the others say, {cases} cases")
        took = [program.time() for _ in range(asked.repetitions)]
        return program.name, {clock: [t[clock] / cases for t in took] for clock in ("wall", "cpu")}, tally


def by_cases(asked, folder):
    rows = []
    for cases in asked.sizes:
        tally = None
        for kind in ("ours", "scalar", "simd"):
            if kind == "ours" and cases > asked.most:
                continue
            name, one, tally = times([SERVE, kind, "--cases", cases], cases, asked, tally)
            row = [name.split(",")[0], number(cases), spread(one[asked.clock]), "", ""]
            if kind == "ours":
                _, two, _ = times([SERVE, kind, "--cases", cases, "--threads", 2], cases, asked, tally)
                row[3:] = [spread(two["wall"]), number(statistics.median(one["wall"]) / statistics.median(two["wall"]), 2)]
            rows.append(row)
    table(["judging", "cases", f"1 thread, ns a case ({asked.clock})", "2 threads, ns a case (wall)", "1 ÷ 2 threads (wall)"], rows)


def by_rules(asked, folder):
    rows, first = [], None
    cases = asked.rule_cases
    for rules in RULES:
        name, ours, tally = times([SERVE, "ours", "--cases", cases, "--rules", package(folder, rules)], cases, asked)
        ours = ours[asked.clock]
        row = [str(rules), spread(ours)]
        if rules % 20 == 0:
            for kind in ("scalar", "simd"):
                row.append(spread(times([SERVE, kind, "--cases", cases, "--copies", rules // 20], cases, asked, tally)[1][asked.clock]))
            first = first or statistics.median(ours)
            row.append(number(statistics.median(ours) / first, 2))
        rows.append(row + [""] * (5 - len(row)))
    print(f"{number(cases)} cases, one thread, {asked.clock} clock")
    table(["rules", f"{name}, ns a case", "scalar by hand", "SIMD by hand", "ours ÷ ours at 20"], rows)


def each_rule(asked, folder):
    rows = []
    cases = asked.rule_cases
    for rule in (f"r{n:02}" for n in range(1, 21)):
        name, ours, _ = times([SERVE, "ours", "--cases", cases, "--rules", package(folder, [rule])], cases, asked)
        rows.append([rule, "columns" if name == "Rettesnor" else "tree walk", spread(ours[asked.clock])])
    print(f"{number(cases)} cases, one thread, {asked.clock} clock")
    table(["rule", "by", "ours, ns a case"], rows)


def whole(command):
    """Seconds by both clocks, peak MiB and standard output of a process."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = {"wall": time.perf_counter() - began, "cpu": usage.ru_utime + usage.ru_stime}
    if process.returncode != 0:
        raise SystemExit(f"{command[:2]} ended with {process.returncode}")
    return took, usage.ru_maxrss / 1024, out


def plane_bytes(database):
    """Of the verdict planes, and of the numbers that say whose instances they are."""
    with sqlite3.connect(database) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(plane)") if row[2] == "BLOB"]
        size = lambda some: db.execute(f"SELECT {' + '.join(f'coalesce(sum(length({c})), 0)' for c in some)} FROM plane").fetchone()[0]
        return size([c for c in columns if c != "positions"]), size(["positions"])


def check_database(database, cases):
    """Stops when the audit has not counted what the kernel by hand counts."""
    with sqlite3.connect(database) as db:
        counted = [[db.execute("SELECT coalesce(sum(instances), 0) FROM tally JOIN rule USING (rule) WHERE name = ? AND possible & ?",
                               (f"r{rule:02}", 1 << verdict)).fetchone()[0] for verdict in range(6)] for rule in range(1, 21)]
    with Program([SERVE, "scalar", "--cases", cases]) as kernel:
        if kernel.run()["tally"] != counted:
            raise SystemExit(f"the audit of {cases} cases does not count what the kernel counts")


def end_to_end(asked, folder):
    rows = []
    rules = package(folder, 20)
    for cases in asked.sizes:
        if cases > asked.most_end:
            continue
        make(folder, cases, "--only", "jsonl")
        source, database = folder / "cases.ndjson", folder / "audit.db"
        mega = source.stat().st_size / 1e6
        parse, audit, rss, sizes = [], {1: [], 2: []}, {1: 0, 2: 0}, None
        for _ in range(asked.repetitions if cases <= 100_000 else asked.long_repetitions):
            parse.append(whole([BUILD / "bench" / "peers" / "parse_lines", source])[0])
            for threads in asked.threads:
                database.unlink(missing_ok=True)
                took, peak, _ = whole([BUILD / "rettesnor", "audit", source, "--rules", rules, "--as-of", "2025-12-31", "--keep-ids",
                                       "--threads", threads, "--out", database])
                audit[threads].append(took["wall" if threads > 1 else asked.clock])
                rss[threads] = max(rss[threads], peak)
                if sizes is None:
                    check_database(database, cases)
                sizes = [size / cases for size in (database.stat().st_size, *plane_bytes(database))]
        for threads in asked.threads:
            parsed = [p["wall" if threads > 1 else asked.clock] for p in parse]
            ratio = [a / p for a, p in zip(audit[threads], parsed)]
            rows.append([number(cases), str(threads), number(mega), spread(parsed), spread(audit[threads]), spread(ratio), number(rss[threads]),
                         *(number(size, 1) for size in sizes)])
        source.unlink()
    print(f"One thread by the {asked.clock} clock, two by the wall's")
    table(["cases", "threads", "MB of JSON lines", "simdjson parse, s", "`rettesnor audit`, s", "audit ÷ parse", "peak MiB", "database, bytes a case",
           "of them planes", "positions"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = lambda text: [int(n) for n in text.split(",")]
    parser.add_argument("--parts", default="cases,rules,each,end")
    parser.add_argument("--sizes", type=numbers, default=[10_000, 100_000], help="numbers of cases, up to 10000000")
    parser.add_argument("--threads", type=numbers, default=[1, 2], help="of the whole processes")
    parser.add_argument("--most", type=int, default=10**7, help="no more cases than this for Rettesnor's evaluation alone")
    parser.add_argument("--most-end", type=int, default=10**7, help="no more cases than this for whole processes")
    parser.add_argument("--rule-cases", type=int, default=10_000)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--long-repetitions", type=int, default=1, help="of whole processes over more than 100,000 cases")
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="cpu: processor time of one thread, where the machine has other work")
    parser.add_argument("--folder", type=pathlib.Path, help="where the cases and databases go; else a temporary one")
    asked = parser.parse_args()
    print(f"min / median / max of {asked.repetitions} repetitions. {machine()}.\n", flush=True)
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        for name, part in (("cases", by_cases), ("rules", by_rules), ("each", each_rule), ("end", end_to_end)):
            if name in asked.parts.split(","):
                part(asked, pathlib.Path(temporary))


if __name__ == "__main__":
    main()
