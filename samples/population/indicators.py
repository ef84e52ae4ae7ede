"""What the indicators of dk.social.children.indicators must come to, worked out from the cases and their true verdicts."""
import json
from decimal import Decimal

import law
from facts import NOW, TODAY

PREFIX = "dk.social.children.indicators."
COUNTS = ("numerator", "settled", "excluded", "waiting", "for_judgement", "unknown", "missing",
          "low_numerator", "low_settled", "high_numerator", "high_settled", "up", "down")
CUTOFF, MEANINGFUL = Decimal(60), Decimal(4)


def months_before(today):
    """The first and the last day of the twelve whole months before this one."""
    first = law.day(law.show_day(today)[:7] + "-01")
    return law.add_months(first, -12), first - 1


FIRST, LAST = months_before(TODAY)


def _day(fragment):
    """The day a JSON date or moment lies on; None where it is not that simple."""
    value = json.loads(fragment)
    return law.day(value[:10]) if isinstance(value, str) and len(value) >= 10 else None


class Sums:
    __slots__ = COUNTS + ("sum", "squares")

    def __init__(self):
        for name in COUNTS:
            setattr(self, name, 0)
        self.sum = self.squares = Decimal(0)

    def share(self, yes, no, out=False, judged=False, waiting=False):
        """One thing that may still be any of what is named."""
        may = [yes, no, out, judged, waiting]
        if sum(may) > 1 and not (yes or no or judged):
            self.excluded += 1  # outside, whichever of the two it is
        elif sum(may) > 1:
            self.unknown += 1
        else:
            self.numerator += yes
            self.settled += yes or no
            self.excluded += out
            self.for_judgement += judged
            self.waiting += waiting
        leaves = out or judged or waiting
        # The worst end takes a failure where there can be one, else leaves out, else a success; the best the reverse.
        self.low_settled += no or not leaves
        self.low_numerator += not no and not leaves
        self.high_settled += yes or not leaves
        self.high_numerator += yes

    def verdict(self, letters, perhaps_outside=False):
        self.share("F" in letters, "L" in letters or "B" in letters, "N" in letters or perhaps_outside, "X" in letters, "P" in letters)

    def change(self, value):
        self.settled += 1
        self.sum += value
        self.squares += value * value
        self.up += value >= MEANINGFUL
        self.down += value <= -MEANINGFUL


class Indicators:
    """The sums by indicator, municipality, groups and month."""

    def __init__(self):
        self.sums = {}

    def of(self, name, municipality, groups=(), day=None):
        month = "" if day is None else law.show_day(day)[:7]
        return self.sums.setdefault((name, municipality, json.dumps(list(groups), separators=(",", ":")), month), Sums())

    def add(self, case, defect):
        """A case that is judged."""
        own = json.loads(case.municipality)
        rows = {(row.rule, row.instance): row.verdict for row in case.rows}
        elements = case.lists.get
        old = defect == "old_extract"
        for e in elements("notifications", ()):
            received = _day(e["receipt"])
            if FIRST <= received <= LAST:
                groups = [json.loads(e["notifier"])] if "notifier" in e else [""]
                self.of("assessed_in_time", own, groups, received).verdict(rows["assessment_24h", json.loads(e["id"])])
        if old:
            # Awareness may have come since, and a study too; its time limit has not run out.
            self.of("studied_in_time", own).verdict("NFP", perhaps_outside=True)
        elif "awareness" in case.facts:
            aware = _day(case.facts["awareness"])
            if FIRST <= aware <= LAST:
                self.of("studied_in_time", own, day=aware).verdict(rows["study", ""])
        for e in elements("decisions", ()):
            decided = _day(e["decided"])
            if FIRST <= decided <= LAST:
                self.of("heard_before_decision", own, day=decided).verdict(rows["hear_child", json.loads(e["id"])])
        for e in elements("measures", ()):
            started, number = _day(e["started"]), 1
            while FIRST <= started <= LAST and ("follow_up_dates", f"{json.loads(e['id'])}#{number}") in rows:
                self.of("followed_up_in_time", own, day=started).verdict(rows["follow_up_dates", f"{json.loads(e['id'])}#{number}"])
                number += 1
        received = len(elements("notifications", ()))
        if received:
            self.of("notified_again", own).share(received >= 2 or old, received < 2)
        for e in elements("difficulty_scores", ()):
            self.scores(e, own)

    def scores(self, e, own):
        over = law.add_months(_day(e["scored"]), 3)
        if not FIRST <= over <= min(LAST, TODAY):
            return
        first, later = Decimal(e["first_score"]), e.get("later_score")
        if first <= CUTOFF:
            return
        self.of("scored_again", own, day=over).share(later is not None, later is None)
        groups = ["yes" if e["described_programme"] == "true" else "no"]
        for sums in (self.of("difficulties_change", own, day=over), self.of("difficulties_change_by_programme", "", groups, over)):
            if later is None:
                sums.unknown += 1
                sums.missing += 1
            else:
                sums.change(Decimal(later) - first)

    def lines(self):
        for (name, municipality, groups, month), sums in sorted(self.sums.items()):
            row = {"indicator": PREFIX + name, "municipality": municipality, "groups": groups, "month": month}
            row.update((c, int(getattr(sums, c))) for c in COUNTS)
            row.update((c, format(getattr(sums, c).normalize() + 0, "f")) for c in ("sum", "squares"))
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


PERIOD = f"{law.show_day(FIRST)}..{law.show_day(LAST)}"
assert NOW // 1440 == TODAY
