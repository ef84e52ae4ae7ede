#!/usr/bin/env python3
"""Rettesnor beside other programs on the same rules and cases: `script/bench peers`.

Every peer is first held against Rettesnor: the same number of instances for each rule and verdict, or, of engines that
answer yes or no, the same number that may be fulfilled. Then the two are run in turn, and the ratios of neighbours taken.
"""
import argparse
import glob
import pathlib
import shutil
import sys
import tempfile

from measure import NODE, SERVE, Program, machine, make, number, package, spread, table

SERVE_POSTGRESQL = pathlib.Path(__file__).parent / "serve" / "postgresql.py"
S10 = ["r01", "r07", "r08", "r10", "r12", "r13", "r15", "r17", "r18", "r20"]
S5 = ["r01", "r07", "r08", "r10", "r15"]
S4 = ["r07", "r08", "r10", "r15"]

#        name            rules  what must be installed
PEERS = {
    "tree":             (None, None),
    "scalar":           (None, None),
    "simd":             (None, None),
    "duckdb":           (None, "@duckdb/node-api"),
    "duckdb-nested":    (None, "@duckdb/node-api"),
    "sqlite":           (None, None),
    "postgresql":       (None, "postgres"),
    "javascript":       (S10, ""),
    "json-logic":       (S10, "json-logic-engine"),
    "zen":              (S10, "@gorules/zen-engine"),
    "cql":              (S5, "cql-execution"),
    "json-rules":       (S4, "json-rules-engine"),
}


def missing(name):
    """Why a peer cannot run; none: it can."""
    needs = PEERS[name][1]
    if needs is None:
        return None
    if needs == "postgres":
        return None if glob.glob("/usr/lib/postgresql/*/bin/postgres") else "not installed; `script/bench peers --install`"
    if shutil.which("node") is None:
        return "node is not installed"
    return None if needs == "" or (NODE / "node_modules" / needs).exists() else "not installed; `script/bench peers --install`"


def command(name, folder, cases):
    if PEERS[name][1] is None:
        return [SERVE, name, "--cases", cases]
    if name == "postgresql":
        return [sys.executable, SERVE_POSTGRESQL, folder]
    return ["node", "--max-old-space-size=12288", NODE / "serve.mjs", name, folder]


def check(name, ours, theirs, rules):
    """Stops when the two do not say the same."""
    tally = ours["tally"]
    if "tally" in theirs:
        same = theirs["tally"] == tally
    else:
        same = theirs["may_be_fulfilled"] == {rule: tally[i][1] for i, rule in enumerate(rules)}
    if not same:
        raise SystemExit(f"{name} does not say what Rettesnor says:\n  {theirs}\n  {ours}")


def compare(name, folder, cases, repetitions, clock):
    rules = PEERS[name][0]
    source = package(folder, rules or 20)
    with Program([SERVE, "ours", "--cases", cases, "--rules", source]) as ours, Program(command(name, folder, cases)) as peer:
        check(name, ours.run(), peer.run(), rules)
        peer.run()  # warm
        pairs = [(ours.time()[clock], peer.time()[clock]) for _ in range(repetitions)]
        return ours.name, [
            peer.name, "all 20" if rules is None else str(len(rules)),
            spread([b / cases for _, b in pairs]), spread([a / cases for a, _ in pairs]), spread([b / a for a, b in pairs])]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="cpu: processor time, where the machine has other work")
    parser.add_argument("--only", help="names of peers, by comma")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the cases; else a temporary one")
    asked = parser.parse_args()
    names = asked.only.split(",") if asked.only else list(PEERS)
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        parser.error(f"no peer called {', '.join(unknown)}; there are {', '.join(PEERS)}")
    print(f"{number(asked.cases)} cases, one thread, {asked.repetitions} repetitions in turn, {asked.clock} clock; min / median / max. {machine()}.\n", flush=True)
    ours, rows, absent = "", [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or pathlib.Path(temporary)
        make(folder, asked.cases, "--only", "json")
        make(folder, asked.cases, "--only", "csv")
        for name in names:
            why = missing(name)
            if why:
                absent.append(f"{name}: {why}")
                continue
            name_of_ours, row = compare(name, folder, asked.cases, asked.repetitions, asked.clock)
            ours = ours if PEERS[name][0] else name_of_ours
            rows.append(row)
            print(f"  {row[0]}: {row[-1]}", file=sys.stderr, flush=True)
    if rows:
        if ours:
            print(f"Ours, of all 20 rules: {ours}.\n")
        table(["peer", "rules", "peer, ns a case", "ours, ns a case", "peer ÷ ours"], rows)
    for line in absent:
        print(f"left out: {line}")


if __name__ == "__main__":
    main()
