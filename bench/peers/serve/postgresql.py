#!/usr/bin/env python3
"""PostgreSQL as a peer: a cluster of its own in a temporary folder, reached by a socket there; `postgresql.py FOLDER`.

FOLDER is from workload_make. Answers as serve.hpp says. One process a statement: parallel workers are turned off.
"""
import glob
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

SQL = pathlib.Path(__file__).resolve().parents[1] / "sql"
TABLES = ["cases", "notifications", "conversations", "decisions", "followups", "calendar"]


def as_owner(command):
    """The server refuses to run as root; Debian's package brings a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else command


def statements(path):
    return [s.strip() for s in re.sub(r"--.*", "", path.read_text()).split(";") if s.strip()]


class Session:
    """One psql for the whole time; what it prints up to a mark is the answer."""

    def __init__(self, program, socket):
        self.process = subprocess.Popen(as_owner([program, "-h", socket, "-d", "postgres", "-qAt", "-F", ",", "-v", "ON_ERROR_STOP=1"]),
                                        text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/")

    def ask(self, sql):
        self.process.stdin.write(sql + ";\n\\echo done\n")
        self.process.stdin.flush()
        lines = []
        while (line := self.process.stdout.readline()) != "done\n":
            if not line:
                raise SystemExit("psql ended")
            lines.append(line.strip())
        return lines


def main():
    folder = pathlib.Path(sys.argv[1])
    program = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
    place = tempfile.mkdtemp(prefix="pg")
    data = f"{place}/data"
    if os.getuid() == 0:
        shutil.chown(place, "postgres")
    quiet = {"stdout": subprocess.DEVNULL, "cwd": "/", "check": True}
    try:
        subprocess.run(as_owner([f"{program}/initdb", "-D", data, "--no-sync", "-A", "trust"]), **quiet)
        settings = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off -c shared_buffers=1GB -c work_mem=256MB -c max_parallel_workers_per_gather=0"
        subprocess.run(as_owner([f"{program}/pg_ctl", "-D", data, "-w", "-o", settings, "-l", f"{place}/log", "start"]), **quiet)
        session = Session(f"{program}/psql", place)
        for s in statements(SQL / "tables.sql"):
            session.ask(s)
        for table in TABLES:  # by the client: the server's user may not read the folder
            rows = (folder / f"{table}.csv").read_text().split("\n", 1)[1]
            session.process.stdin.write(f"COPY {table} FROM STDIN (FORMAT csv);\n{rows}\\.\n")
        session.ask("VACUUM ANALYZE")
        rules = statements(SQL / "rules.sql")
        version = session.ask("SHOW server_version")[0].split()[0]
        server = pathlib.Path(f"/proc/{session.ask('SELECT pg_backend_pid()')[0]}/schedstat")
        cpu_ns = lambda: int(server.read_text().split()[0])
        print(json.dumps({"ready": f"PostgreSQL {version}"}), flush=True)
        for _ in sys.stdin:
            begin, cpu = time.perf_counter_ns(), cpu_ns()
            answers = [session.ask(rule) for rule in rules]
            took, cpu = time.perf_counter_ns() - begin, cpu_ns() - cpu
            pairs = [[tuple(map(int, line.split(","))) for line in answer] for answer in answers]
            tally = [[sum(n for s, n in some if s >> v & 1) for v in range(6)] for some in pairs]
            print(json.dumps({"ns": took, "cpu_ns": cpu, "tally": tally}), flush=True)
    finally:
        subprocess.run(as_owner([f"{program}/pg_ctl", "-D", data, "-m", "immediate", "stop"]), stdout=subprocess.DEVNULL, cwd="/", check=False)
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
