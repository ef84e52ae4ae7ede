"""Notifications of the year: when they come, what the municipality did, and what the acts say of it."""
import bisect

import law
from facts import D, M, NOW, TODAY, YEAR, due_days, due_instants, judged
from units import TARGETS

# Months and weekdays are assumptions: quiet in July and at weekends.
_MONTH = [1.0, 0.95, 1.05, 0.9, 1.05, 1.05, 0.6, 1.0, 1.15, 1.05, 1.15, 1.05]
_WEEKDAY = [1.15, 1.15, 1.1, 1.1, 1.05, 0.45, 0.45]
_FIRST = law.day(f"{YEAR}-01-01")
_SUMS = []
for _o in range(_FIRST, law.day(f"{YEAR}-12-31") + 1):
    _SUMS.append((_SUMS[-1] if _SUMS else 0.0) + _MONTH[int(law.show_day(_o)[5:7]) - 1] * _WEEKDAY[(_o - 1) % 7])
_NIGHT = 0.15
# Days from which a few days reach a change of the clock: there the elapsed hours are counted on the UTC line.
_NEAR = {o - k for o in law._SWITCH for k in range(-1, 16)}


_NARROWED = law.day("2024-11-07"), law.day("2025-03-17")
_CLOCKS = [law.SUMMER[YEAR][0] - 1, law.SUMMER[YEAR][0], law.SUMMER[YEAR][1] - 1, law.SUMMER[YEAR][1]]


def receipt_times(case, count):
    """Distinct moments of the year in order; the hour that does not exist in spring is avoided."""
    found = set()
    while len(found) < count:
        if case.random() < 0.004:  # the nights on which the clocks change
            m = _CLOCKS[case.between(0, 3)] * 1440 + case.between(0, 1439)
            if law.instants(m):
                found.add(m)
            continue
        o = _FIRST + bisect.bisect_right(_SUMS, case.random() * _SUMS[-1])
        minute = int(case.random() * 1440) if case.random() < _NIGHT else 480 + int(case.random() * 540)
        m = o * 1440 + minute
        if law.instants(m):
            found.add(m)
    return sorted(found)


def wall_after(start, minutes):
    """The wall time so many elapsed minutes after a moment."""
    if start // 1440 not in _NEAR:
        return start + minutes
    utc = law.instants(start)[0] + minutes
    return next(utc + offset for offset in (120, 60) if utc in law.instants(utc + offset))


def assessed(start, done):
    """Verdict and due of the assessment within 24 hours."""
    if start // 1440 in _NEAR:
        verdict, dues = law.by_hours(start, done, NOW, 24)
        return verdict, due_instants(dues)
    due = start + 1440
    text = law.show_moment(due)
    summer = law.instants(due)[0] == due - 120
    verdict = ("F" if done <= due else "L") if done is not None and done <= NOW else ("P" if NOW <= due else "B")
    return verdict, f'"{text[:10]}T{text[11:]}:00+{"02" if summer else "01"}:00"'


def confirmed(o, done):
    """Verdict and dues of the confirmation: six working days, Saturday counting or not."""
    dues = law.working_days_after(o, 6, True), law.working_days_after(o, 6, False)
    return law.by_day(done, TODAY, *dues), due_days(*dues)


def add(case, ident, receipt, counted=True):
    """One notification with its truth; one from an earlier year is not counted for the calibration."""
    quota, random, o = case.quota, case.random, receipt // 1440
    element = {"id": f'"{ident}"', "receipt": M(receipt)}

    done = None
    year = "" if counted else " earlier"
    if quota("assessment_24h" + year, case.rate("assessment_24h"), TARGETS["assessment_24h"]):
        u = random()
        done = wall_after(receipt, 1440 if u < 0.01 else 5 + int(1430 * u * u))
    elif random() < 0.85:
        done = wall_after(receipt, 1441 if random() < 0.03 else 1441 + int(14000 * random() ** 3))
    if done is not None:
        element["assessment"] = M(done)
    verdict, due = assessed(receipt, done)
    case.row("assessment_24h", ident, verdict, due)
    case.tally("assessment_24h" + year, "F" in verdict)

    reviewed = random() < 0.97
    if reviewed:
        element["systematic_review"] = D(o + case.between(0, 20))
    case.row("systematic_assessment", ident, "F" if reviewed else "P")

    _notifier(case, element, ident, o, year)
    _abuse(case, element, ident, o)
    _reassessment(case, element, ident, o)
    case.lists.setdefault("notifications", []).append(element)
    return element


def _notifier(case, element, ident, o, year):
    random, quota = case.random, case.quota
    kind = quota.pick("notifier" + year, NOTIFIER_SHARES)
    element["notifier"] = f'"{NOTIFIERS[kind]}"'
    case.tally("professional_notifier" + year, kind == 0)
    case.tally("anonymous_notifier" + year, kind == 1)
    told = None
    if NOTIFIERS[kind] == "anonymous":
        case.row("confirmation", ident, "N")
    else:
        strict, lenient = law.working_days_after(o, 6, True), law.working_days_after(o, 6, False)
        if quota("confirmation", case.rate("confirmation")):
            told = strict if random() < 0.05 else case.between(o, strict)
        elif random() < 0.15 and strict < lenient:
            told = case.between(strict + 1, lenient)
        elif random() < 0.7:
            told = lenient + case.between(1, 20)
        if told is not None:
            element["confirmation"] = D(told)
        case.row("confirmation", ident, *confirmed(o, told))
    if NOTIFIERS[kind] != "professional":
        case.row("notifier_told", ident, "N")
    elif random() < 0.7:
        element["notifier_informed"] = D(o + case.between(1, 40))
        case.row("notifier_told", ident, "F")
    else:
        harms = random() < 0.2
        element["informing_harms"] = judged(harms, o)
        case.row("notifier_told", ident, "X" if harms else "P")


NOTIFIERS = ["professional", "anonymous", "child", "private"]
_KNOWN = [TARGETS["professional_notifier"], TARGETS["anonymous_notifier"], 0.03]
NOTIFIER_SHARES = _KNOWN + [1 - sum(_KNOWN)]


def _abuse(case, element, ident, o):
    random = case.random
    if random() >= 0.12:
        element["abuse_alleged"] = "false"
        case.row("abuse_conversation", ident, "N")
        return
    by_parent, held, alone = random() < 0.6, random() < 0.8, random() < 0.75
    element["abuse_alleged"], element["abuse_by_parent"] = "true", "true" if by_parent else "false"
    if held:
        element["conversation"] = D(o + case.between(0, 9))
        element["parent_present"] = "false" if alone else "true"
        element["held_on_consent"] = "false"
    unsuitable = random() < 0.3
    if not held or not alone:
        element["conversation_unsuitable"] = judged(unsuitable, o)
    open_end = "X" if unsuitable else "P"
    case.row("abuse_conversation", ident, "F" if held else open_end)
    case.row("abuse_conversation_alone", ident, "N" if not by_parent else "F" if held and alone else open_end)


def _reassessment(case, element, ident, o):
    # Both acts ask for it where support under the act runs or the child is placed on the day of receipt. Another measure
    # counted too, until an act that came into force on an unknown day: at the latest on 17 March 2025.
    if case.supported_on(o) or case.placed_on(o):
        other = False
    elif case.other is not None and case.other[0] <= o and (case.other[1] is None or o < case.other[1]) and o < _NARROWED[1]:
        other = True
    else:
        case.row("reassessment_of_case", ident, "N")
        return
    done = case.quota("reassessed", case.rate("reassessed"))
    new = case.random() < 0.9
    if done:
        element["reassessment"] = D(o + case.between(0, 25))
        element["new_person"] = "true" if new else "false"
    verdict = "F" if done and new else "P"
    case.row("reassessment_of_case", ident, law.union("N", verdict) if other and o >= _NARROWED[0] else verdict)
