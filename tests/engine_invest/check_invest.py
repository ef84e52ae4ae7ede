#!/usr/bin/env python3
"""Another implementation of the investment model, for its draws and its workbook.

The generator is written here from its definition (Matsumoto and Nishimura's 64-bit Mersenne twister), the model from docs/investment.md.

Usage: check_invest.py PROGRAM ROOT
"""
import html.parser
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

program, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
MASK = (1 << 64) - 1


def twister(seed):
    state = [seed & MASK]
    for i in range(1, 312):
        state.append((6364136223846793005 * (state[-1] ^ (state[-1] >> 62)) + i) & MASK)
    while True:
        for i in range(312):
            x = (state[i] & 0xFFFFFFFF80000000) | (state[(i + 1) % 312] & 0x7FFFFFFF)
            state[i] = state[(i + 156) % 312] ^ (x >> 1) ^ (0xB5026F5AA96619E9 if x & 1 else 0)
        for y in list(state):
            y ^= (y >> 29) & 0x5555555555555555
            y ^= (y << 17) & 0x71D67FFFEDA60000
            y ^= (y << 37) & 0xFFF7EEE000000000
            yield y ^ (y >> 43)


def triangular(low, likeliest, high, u):
    width = high - low
    if u * width < likeliest - low:
        return low + math.sqrt(u * width * (likeliest - low))
    return high - math.sqrt((1 - u) * width * (high - likeliest))


def run(*words):
    done = subprocess.run([program, "invest", *words], cwd=root, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


def net(v):
    """The sample of several payers, by hand."""
    total = -v["participants"] * v["amount (Programme)"]
    price = sum(v[f"price (Services, {p})"] for p in ("municipality", "region", "state"))
    for year in range(1, 6):
        total -= v["participants"] * (v["success"] - v["baseline"]) * v["change (Services)"] * price / (1 + v["discount_rate"]) ** year
    return total


def check_draws():
    for seed in (1, 7, 20260331):
        told = json.loads(run("tests/engine_invest/stakeholders.yaml", "--format", "json", "--seed", str(seed)))
        values = {e["name"]: e["value"] for e in told["estimates"]}
        ranged = [e for e in told["estimates"] if "low" in e]
        assert [e["name"] for e in ranged] == ["success", "discount_rate"]
        random, nets = twister(seed), []
        for _ in range(10_000):
            for e in ranged:
                values[e["name"]] = triangular(e["low"], e["value"], e["high"], (next(random) >> 11) * 2.0**-53)
            nets.append(net(values))
        found = told["simulation"]
        assert found["seed"] == seed and found["draws"] == 10_000
        ordered = sorted(nets)
        for name, value in (("mean", sum(nets) / 10_000), ("p5", ordered[499]), ("median", ordered[4999]), ("p95", ordered[9499])):
            assert abs(found[name] - value) <= 0.011, (seed, name, found[name], value)
        assert found["share_not_negative"] == sum(n >= -0.005 for n in nets) / 10_000


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.names = [], [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.names += attributes.get("aria-labelledby", "").split()
        assert tag != "script" and "src" not in attributes and not attributes.get("href", "#").startswith("http"), (tag, attributes)


def check_page():
    for language in ("da", "en"):
        text = run("samples/investment/housing_support.yaml", "--format", "html", "--lang", language)
        page = Page()
        page.feed(text)
        assert page.tags.count("svg") == 2 and page.tags.count("figcaption") == 2, "each picture has its table"
        assert len(page.ids) == len(set(page.ids)) and set(page.names) <= set(page.ids)
        assert f'lang="{language}"' in text


def check_workbook():
    with tempfile.TemporaryDirectory() as folder:
        first, second = pathlib.Path(folder) / "a.xlsx", pathlib.Path(folder) / "b.xlsx"
        for file in (first, second):
            run("tests/engine_invest/stakeholders.yaml", "--format", "xlsx", "--out", str(file), "--lang", "en")
        assert first.read_bytes() == second.read_bytes()
        book = openpyxl.load_workbook(first)
        by_payer = {row[0].value: [c.value for c in row[1:]] for row in book.worksheets[1].iter_rows(min_row=2, max_row=5)}
        # The worked example, in whole kroner.
        assert by_payer["municipality"][2] == 709031 and by_payer["state"][2] == 1128763 and by_payer["region"][2] == 225753
        assert by_payer["total"] == [-2000000, 4063547, 2063547, 2500000, 3]
        words = [str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value]
        assert any("never stands alone" in w for w in words) and any("the example says nothing of them" in w for w in words)
        rates = [row for row in book.worksheets[8].iter_rows(values_only=True) if row[0] == "discount rate, a year"]
        assert rates and rates[0][3] == 0.035, rates


check_draws()
check_page()
check_workbook()
print("draws, page and workbook hold")
