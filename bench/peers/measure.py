"""What the harnesses share: programs that answer as serve/serve.hpp says, and figures as min / median / max."""
import json
import os
import pathlib
import platform
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
SERVE = BUILD / "bench" / "peers" / "bench_serve"
MAKE = BUILD / "bench" / "peers" / "workload_make"
NODE = ROOT / "bench" / "peers" / "node"
SHORTEST = 50e6  # ns: what takes less is run several times, and their mean taken


class Program:
    """A program that has loaded its cases and evaluates when it is told."""

    def __init__(self, command):
        began = time.perf_counter()
        self.process = subprocess.Popen([str(part) for part in command], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.name = self.read()["ready"]
        self.load_seconds = time.perf_counter() - began

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args[:3]} ended with {self.process.wait()}")
        return json.loads(line)

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return self.read()

    def time(self):
        """ns of one evaluation, by the clock on the wall and of the processor; the mean of several when one is very short."""
        took = [self.run()]
        while sum(t["ns"] for t in took) < SHORTEST and len(took) < 200:
            took.append(self.run())
        return {clock: sum(t[key] for t in took) / len(took) for clock, key in (("wall", "ns"), ("cpu", "cpu_ns"))}

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def make(folder, cases, *options):
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([MAKE, folder, str(cases), *map(str, options)], cwd=ROOT, check=True)


def package(folder, rules):
    """The package of so many rules, or of those named."""
    if isinstance(rules, int):
        make(folder, 1, "--only", "rules", "--rules", rules)
        return folder / f"rules_{rules}.regel"
    make(folder, 1, "--only", "rules", "--pick", ",".join(rules))
    return (folder / "rules_picked.regel").rename(folder / f"rules_{'_'.join(rules)}.regel")


def spread(figures, digits=None):
    """min / median / max"""
    return " / ".join(number(x, digits) for x in (min(figures), statistics.median(figures), max(figures)))


def number(x, digits=None):
    if digits is None:
        digits = 0 if x >= 100 or x == int(x) else 1 if x >= 10 else 2 if x >= 1 else 3 if x >= 0.1 else 5
    return f"{x:,.{digits}f}"


def table(heading, rows):
    print("| " + " | ".join(heading) + " |")
    print("|" + "|".join("---" if i == 0 else "--:" for i in range(len(heading))) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
    print()


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    flags = next((line for line in open("/proc/cpuinfo") if line.startswith("flags")), "")
    vectors = "AVX-512" if " avx512bw" in flags else "AVX2" if " avx2" in flags else "neither AVX2 nor AVX-512"
    return f"{os.cpu_count()} cores of {model} ({vectors}), {platform.system()} {platform.release().split('-')[0]}"
