#!/usr/bin/env python3
"""Writes a caseload with known truth: cases.ndjson, truth.ndjson, outcomes.ndjson, measures.ndjson and manifest.json.

Usage: generate.py --size S|M|L|N [--seed 1] [--defects 1.0] --out FOLDER

The same size, seed and rate of defects give the same bytes. Cases are written as they are drawn; memory does not grow
with their number. Needs nothing but Python.
"""
import argparse
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import child  # noqa: E402
import defects  # noqa: E402
import facts  # noqa: E402
import indicators  # noqa: E402
import law  # noqa: E402
import units  # noqa: E402

SIZES = {"S": 600, "M": 85300 // 50, "L": 85300}
CUTOFF, MEAN, SPREAD, RETEST, MIC = 60.0, 50.0, 10.0, 0.7, 4


def outcome(case, rng):
    """A score at entry and three months on. Entry is by a high score, so part of every fall is regression to the mean."""
    entry = MEAN
    while entry <= CUTOFF:
        entry = rng.gauss(MEAN, SPREAD)
    programme = "placebo" if rng.random() < 0.3 else "active"
    later = MEAN + RETEST * (entry - MEAN) + rng.gauss(0.0, SPREAD * (1 - RETEST ** 2) ** 0.5)
    later -= case.unit.effect if programme == "active" else 0.0
    missing = rng.random() < 0.15
    scores = {"id": '"t1"', "scored": facts.D(case.support_start), "first_score": f"{entry:.1f}"}
    if not missing and law.add_months(case.support_start, 3) <= facts.TODAY:
        scores["later_score"] = f"{later:.1f}"
    scores["described_programme"] = "true" if programme == "active" else "false"
    case.lists["difficulty_scores"] = [scores]
    return (f'{{"case":"{case.ident}","municipality":"{case.unit.code}","programme":"{programme}","baseline":{entry:.1f},'
            f'"follow_up":{"null" if missing else f"{later:.1f}"}}}\n'), programme, None if missing else entry - later


class Writer:
    """The three streams and what is counted on the way."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        names = ("cases", "truth", "outcomes")
        self.cases, self.truth, self.outcomes = (open(folder / f"{n}.ndjson", "w", encoding="utf-8", newline="\n") for n in names)
        self.lines = self.rows = self.refused = 0
        self.indicators = indicators.Indicators()
        self.defects, self.verdicts = {}, {}

    def case(self, case, name):
        rows, ident = case.rows, case.ident
        for text, code in defects.physical_lines(case, name):
            self.lines += 1
            self.cases.write(text + "\n")
            if code is not None:
                self.refused += 1
                self.truth.write(f'{{"case":"{ident}","line":{self.lines},"rule":null,"instance":null,"verdict":"refused",'
                                 f'"code":"{code}","due":null,"defect":"{name}"}}\n')
                continue
            self.truth.write("\n".join([row.json(ident) for row in rows]) + "\n")
            self.rows += len(rows)
            self.indicators.add(case, name)
            for row in rows:
                key = row.rule, row.verdict
                self.verdicts[key] = self.verdicts.get(key, 0) + 1
        if name:
            self.defects[name] = self.defects.get(name, 0) + 1

    def close(self):
        for file in (self.cases, self.truth, self.outcomes):
            file.close()

    def measures(self, path):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(self.indicators.lines())


def generate(size, seed, factor, folder):
    """Writes the caseload and returns the manifest."""
    total = SIZES.get(size) or int(size)
    rng = random.Random(seed)
    everybody = units.draw_municipalities(rng, units.SMALL_SIZE if size == "S" else None)
    quota = units.Quota(rng, 1.0 if total < 5000 else 0.2)
    outcome_rng = random.Random(seed + 1)
    writer = Writer(folder)
    seen = {m.code: 0 for m in everybody}
    repeats, received = [0] * 7, 0
    drops = {"placebo": [0, 0.0], "active": [0, 0.0]}
    for unit in units.Allocation(rng, everybody, total):
        seen[unit.code] += 1
        case = child.draw(f"FIKTIV-{unit.code}-{seen[unit.code]:06d}", unit, rng, quota)
        received += len(case.receipts)
        repeats[min(len(case.receipts), 6)] += 1
        if case.support_start is not None:
            text, programme, drop = outcome(case, outcome_rng)
            writer.outcomes.write(text)
            if drop is not None:
                drops[programme][0] += 1
                drops[programme][1] += drop
        if case.appeal is not None:
            quota.tallies["complaint_reversed"] = tuple(
                a + b for a, b in zip(quota.tallies.get("complaint_reversed", (0, 0)), (1, case.appeal == "reversed")))
            writer.outcomes.write(f'{{"case":"{case.ident}","municipality":"{unit.code}","appeal":"{case.appeal}"}}\n')
        name = defects.choose(quota, unit, factor)
        writer.case(case, name if name and defects.apply(case, name) else None)
    writer.close()
    writer.measures(folder / "measures.ndjson")
    manifest = {
        "size": size, "seed": seed, "defect_factor": factor, "as_of": facts.AS_OF, "extraction_time": facts.EXTRACTION,
        "known_at": facts.AS_OF, "period": indicators.PERIOD, "rules": sorted(facts.RULES.values()),
        "counts": {"children": total, "lines": writer.lines, "notifications": received, "truth_rows": writer.rows,
                   "refused_lines": writer.refused},
        "calibration": calibration(quota, total, received, repeats),
        "defects": dict(sorted(writer.defects.items())),
        "verdicts": tally_of_verdicts(writer.verdicts),
        "outcomes": {"entry_above": CUTOFF, "mean": MEAN, "spread": SPREAD, "retest": RETEST, "mic": MIC,
                     "fall_without_effect": 4.575406,
                     "reached": {p: {"n": n, "mean_fall": round(s / n, 3) if n else None} for p, (n, s) in drops.items()}},
        "municipalities": [{"code": m.code, "name": m.name, "region": m.region, "profile": m.profile, "children": seen[m.code],
                            "need": round(m.need, 4), "effect": round(m.effect, 3),
                            "rates": {k: round(v, 4) for k, v in m.rates.items()}} for m in everybody],
    }
    with open(folder / "manifest.json", "w", encoding="utf-8", newline="\n") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return manifest


def calibration(quota, children, received, repeats):
    """Each figure with its target: within 2 %, or within two cases where there are too few for that."""
    _, _, placed = quota.draws.get("placement_started", (0.0, 0, 0))
    found = {"notifications_per_child": (children, received), "placement_started": (children, placed),
             "placement_without_consent": tuple(quota.draws.get("placement_without_consent", (0.0, 0, 0))[1:])}
    for i, key in enumerate((1, 2, 3, 4, 5, "6_or_more")):
        found[f"repeat_{key}"] = (children, repeats[i + 1])
    figures = {}
    for name, target in units.TARGETS.items():
        n, x = found[name] if name in found else quota.tallies.get(name, (0, 0))
        reached = x / n if n else None
        near = n > 0 and abs(x - target * n) <= max(0.02 * target * n, 2.0)
        figures[name] = {"target": round(target, 5), "reached": None if reached is None else round(reached, 5), "of": n, "within": near}
    return figures


def tally_of_verdicts(counts):
    table = {}
    for (rule, letters), n in sorted(counts.items()):
        table.setdefault(facts.RULES[rule], {})["|".join(facts.law.CODES[c] for c in letters)] = n
    return table


def main():
    parser = argparse.ArgumentParser(description="A caseload with known truth.")
    parser.add_argument("--size", default="S", help="S (600 children), M, L (a year), or a number of children")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--defects", type=float, default=1.0, help="factor on the rates of defects")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    if options.size not in SIZES and not (options.size.isdigit() and int(options.size) > 0):
        parser.error("--size is S, M, L or a number")
    manifest = generate(options.size, options.seed, options.defects, options.out)
    c = manifest["counts"]
    missed = [k for k, v in manifest["calibration"].items() if not v["within"]]
    print(f"{c['children']} children, {c['notifications']} notifications, {c['lines']} lines, {c['truth_rows']} verdicts; "
          + ("every figure within its limits" if not missed else "outside the limits: " + ", ".join(missed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
