"""Municipalities with true parameters of their own, and draws that keep the national figures in place."""
import csv
import math
import pathlib

HERE = pathlib.Path(__file__).parent
CHILD_SHARE = 0.194  # 0-17-year-olds of the population, about 1.15 million

# What the caseload is calibrated on. Sources stand in README.md.
TARGETS = {
    "notifications_per_child": 152700 / 85300,
    "repeat_1": 49644 / 75019, "repeat_2": 14017 / 75019, "repeat_3": 5412 / 75019,
    "repeat_4": 2591 / 75019, "repeat_5": 1357 / 75019, "repeat_6_or_more": 1998 / 75019,
    "professional_notifier": 0.531, "anonymous_notifier": 11000 / 136000,
    "assessment_24h": 0.96, "study_4_months": 0.50, "child_heard": 0.65, "plan_3_months": 0.77,
    "first_follow_up": 0.75, "placement_started": 3400 / 85300, "placement_without_consent": 404 / 3871,
    "complaint_reversed": 0.39,
}
# Assumptions: no source was found for these.
ASSUMED = {
    "aware": 0.60, "study": 0.36, "confirmation": 0.85, "reach": 0.60, "party_rights": 0.80, "screened": 0.94,
    "reassessed": 0.75, "terms": 0.90, "youth_plan": 0.70, "youth_decision": 0.55, "notice_24h": 0.80, "approved": 0.85,
    "complaint_4_weeks": 0.70,
}
# Rates that differ between municipalities; the other ones are national.
LOCAL = ["assessment_24h", "study_4_months", "child_heard", "plan_3_months", "first_follow_up", "confirmation", "reach",
         "party_rights", "screened", "reassessed", "terms", "youth_plan", "youth_decision"]
RHO = 0.05        # intra-municipal correlation of the beta distributions
SIGMA_NEED = 0.35
# Notifications per 100 children in 2018 where published; the national figure is 11.1.
KNOWN_NEED = {"0482": 23.9, "0360": 20.5, "0260": 19.0, "0187": 4.1, "0223": 5.2, "0269": 5.4}
SMALL_SIZE = ["0159", "0360", "0751"]
PERFECT, DUPLICATING = "0563", "0665"


class Municipality:
    """One municipality: its weight in the caseload and its true rates."""
    __slots__ = ("code", "name", "region", "population", "need", "weight", "rates", "effect", "duplicates", "profile")


def _logit_shift(rates, weights, target):
    """Moves rates on the logit scale, all by the same step, so that their weighted mean is the target."""
    low, high = -8.0, 8.0
    total = sum(weights)
    for _ in range(60):
        step = (low + high) / 2
        mean = sum(w / (1 + math.exp(-(math.log(r / (1 - r)) + step))) for r, w in zip(rates, weights)) / total
        low, high = (step, high) if mean < target else (low, step)
    return [1 / (1 + math.exp(-(math.log(r / (1 - r)) + step))) for r in rates]


def draw_municipalities(rng, codes=None):
    """The municipalities with these codes (default: all 98); need, rates and effect are drawn once for each."""
    units = []
    with open(HERE / "municipalities.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            m = Municipality()
            m.code, m.name, m.region, m.population = row["code"], row["name"], row["region"], int(row["population"])
            m.need = KNOWN_NEED[m.code] / 11.1 if m.code in KNOWN_NEED else math.exp(rng.gauss(-SIGMA_NEED ** 2 / 2, SIGMA_NEED))
            m.need = min(max(m.need, 0.40), 2.2)
            m.rates, m.effect, m.duplicates, m.profile = {}, rng.gauss(3.0, 1.0), 1, "ordinary"
            units.append(m)
    units = [m for m in units if codes is None or m.code in codes]
    for m in units:
        m.weight = 1.0 if codes else m.population * CHILD_SHARE * m.need
    weights = [m.weight for m in units]
    for name in LOCAL:
        target = TARGETS.get(name, ASSUMED.get(name))
        spread = 1 / RHO - 1
        # Capacity falls with need: the mean is lower where need is high.
        means = [min(max(target - 0.05 * math.log(m.need), 0.02), 0.98) for m in units]
        rates = [min(max(rng.betavariate(t * spread, (1 - t) * spread), 0.01), 0.995) for t in means]
        for m, rate in zip(units, _logit_shift(rates, weights, target)):
            m.rates[name] = rate
    for m in units:
        if codes is None and m.code == PERFECT:
            m.profile, m.rates = "perfect", {name: 1.0 for name in LOCAL}
        if codes is None and m.code == DUPLICATING:
            m.profile, m.duplicates = "ten times the duplicates", 10
    return units


class Quota:
    """Random draws whose totals stay near what was expected.

    Each draw is random with the probability asked for, nudged by how far the total is behind; so a national share is within a few
    cases of its target, while cases of one municipality, which come in random order, vary as independent ones do. The nudge is
    `gain` * p * (1 - p) for each case behind: a total then strays by about 1 / sqrt(2 * gain) cases. A small gain leaves the local
    rates alone; a small caseload needs a larger one.
    """

    def __init__(self, rng, gain):
        self.random, self.gain = rng.random, gain
        self.draws = {}      # name: how far behind, times tried, times hit
        self.classes = {}    # name: how far behind each class is
        self.turn = {}
        self.tallies = {}

    def __call__(self, name, p, national=None):
        """True with probability p; over all draws of this name the share nears `national`, or else the mean of the p."""
        draw = self.draws.get(name)
        if draw is None:
            draw = self.draws[name] = [0.0, 0, 0]
        hit = self.random() < p + self.gain * p * (1.0 - p) * draw[0]
        draw[0] += (p if national is None else national) - hit
        draw[1] += 1
        draw[2] += hit
        return hit

    def owe(self, name, p):
        """A case for which the draw is not possible: later draws make up for it."""
        self.draws.setdefault(name, [0.0, 0, 0])[0] += p

    def pick(self, name, shares):
        """An index drawn with these probabilities (their sum is 1)."""
        behind = self.classes.setdefault(name, [0.0] * len(shares))
        chances = [max(p + 0.3 * b, 0.0) for p, b in zip(shares, behind)]
        at = self.random() * sum(chances)
        index = 0
        while index < len(shares) - 1 and at >= chances[index]:
            at -= chances[index]
            index += 1
        for i, p in enumerate(shares):
            behind[i] += p - (i == index)
        return index

    def spread(self, name):
        """A number in [0, 1) from a sequence that fills the interval evenly."""
        at = (self.turn.get(name, 0.377) + 0.6180339887498949) % 1.0
        self.turn[name] = at
        return at


class Allocation:
    """Which municipality the next case comes from: proportional to weight, in random order, chunk by chunk."""

    def __init__(self, rng, units, total, chunk=10000):
        self.rng, self.units, self.left, self.chunk = rng, units, total, chunk
        whole = sum(m.weight for m in units)
        self.shares = [m.weight / whole for m in units]
        self.wanted = [0.0] * len(units)

    def __iter__(self):
        while self.left > 0:
            size = min(self.chunk, self.left)
            self.left -= size
            self.wanted = [w + s * size for w, s in zip(self.wanted, self.shares)]
            counts = [max(0, int(w)) for w in self.wanted]
            rest = sorted(range(len(counts)), key=lambda i: counts[i] - self.wanted[i])
            for i in rest[:max(0, size - sum(counts))]:
                counts[i] += 1
            self.wanted = [w - c for w, c in zip(self.wanted, counts)]
            order = [i for i, c in enumerate(counts) for _ in range(c)]
            self.rng.shuffle(order)
            for i in order[:size]:
                yield self.units[i]
