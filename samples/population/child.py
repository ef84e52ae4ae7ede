"""One child's case: the pathway from notification to follow-up, in the order in which it happens."""
import math

import background
import decisions
import law
import measures
import notifications
import studies
from facts import D, M, NOW, TODAY, Case, due_days
from units import ASSUMED, TARGETS

_BORN_FIRST, _BORN_LAST = law.day("2008-01-01"), law.day("2024-12-31")
_LEAP_DAYS = [law.day(f"{y}-02-29") for y in (2008, 2012, 2016, 2020, 2024)]
_REPEAT = [TARGETS[f"repeat_{i}"] for i in (1, 2, 3, 4, 5, "6_or_more")]
# Six or more: the source leaves the class open, so its mean is what makes the total right.
_TAIL_MEAN = (TARGETS["notifications_per_child"] - sum((i + 1) * p for i, p in enumerate(_REPEAT[:5]))) / _REPEAT[5]


def _repeats(quota):
    index = quota.pick("repeat", _REPEAT)
    if index < 5:
        return index + 1
    # Geometric above 6, drawn from a sequence that fills the interval evenly.
    p = 1.0 / (_TAIL_MEAN - 5.0)
    return min(6 + int(math.log(1.0 - quota.spread("tail")) / math.log(1.0 - p)), 60)


def draw(ident, unit, rng, quota):
    """A case with its truth."""
    case = Case(ident, unit, rng, quota)
    random = case.random
    case.born = _LEAP_DAYS[case.between(0, 4)] if random() < 0.004 else case.between(_BORN_FIRST, _BORN_LAST)
    case.facts["born"] = D(case.born)
    case.receipts = notifications.receipt_times(case, _repeats(quota))
    _before_the_year(case)
    case.aware = case.receipts[0] // 1440 if quota("aware", ASSUMED["aware"]) else None
    if case.old_receipt is not None and case.old_receipt // 1440 < studies.NEW_LAW and random() < 0.7:
        case.aware = case.old_receipt // 1440
    case.preliminary = None
    studies.add(case)
    case.study_decided = law.day(case.facts["study_decided"][1:-1]) if "study_decided" in case.facts else None
    plan_of = _decisions(case)
    _plans(case, plan_of)
    for ident_, kind, decided in case.planned:
        decisions.add(case, ident_, kind, decided)
    for i, receipt in enumerate(case.receipts):
        notifications.add(case, f"n{i + 1}", receipt)
    if case.old_receipt is not None:
        notifications.add(case, "n0", case.old_receipt, counted=False)
        if random() < 0.7:
            background.old_measure(case)
    _measures(case)
    _youth(case)
    background.supervision(case)
    background.home(case)
    background.visits(case)
    background.siblings(case)
    background.move(case)
    _standing_facts(case)
    return case


def _before_the_year(case):
    """What ran before the year began: support, a placement, a decision under the old act."""
    random = case.random
    years = law.age(case.born, law.day("2025-01-01")) if case.born < law.day("2024-01-01") else 0
    if random() < 0.25:
        first = max(case.born + 30, law.day("2023-06-01") + case.between(0, 560))
        end = first + case.between(120, 700) if random() < 0.5 else None
        case.support.append((first, end if end is None or end < TODAY else None))
    if years >= 2 and random() < (0.12 if years >= 16 else 0.03):
        case.placement = case.at_work(law.day("2022-01-01") + case.between(0, 1060))
        if case.placement // 1440 < case.born + 60:
            case.placement = case.at_work(case.born + 90)
        if random() < 0.12:
            case.returned = case.at_work(law.day("2025-01-15") + case.between(0, 380))
    case.old_receipt = None
    if years >= 3 and random() < 0.06:
        case.old_receipt = law.wall((law.day("2023-02-01") + case.between(0, 690)) * 1440 + case.between(0, 1439))
    if random() < 0.05:
        first = law.day("2024-06-01") + case.between(0, 250)
        if first > case.born:
            case.other = first, first + case.between(60, 500) if random() < 0.5 else None
    case.old_decision = case.at_work(law.day("2023-02-01") + case.between(0, 320)) if years >= 3 and random() < 0.05 else None


def _decisions(case):
    """When which decisions are made; returns the day from which a plan is owed, if one is."""
    random, quota = case.random, case.quota
    case.planned, owed = [], None
    if case.old_decision is not None:
        case.planned.append(("h1", "support", case.old_decision))
    if case.placement is not None and random() < 0.3:
        o = case.placement // 1440 - case.between(1, 20)
        if o > case.born:
            case.planned.append(("c0", "compulsory_placement", case.at_work(o)))
    start = None
    if case.study is not None and case.study < TODAY - 5:
        if quota("reach", case.rate("reach")):
            start = max(case.study + case.between(1, 30), studies.NEW_LAW + case.between(0, 60))
    elif random() < 0.08:
        start = case.receipts[0] // 1440 + case.between(10, 120)
    case.support_start = None
    if start is not None and start < TODAY - 3:
        case.planned.append(("s1", "support", case.at_work(start)))
        case.support_start = start + case.between(0, 20)
        owed = start
    o = max(case.study or 0, case.receipts[0] // 1440) + case.between(2, 40)
    if case.placement is not None or o >= TODAY - 3:
        quota.owe("placement_started", TARGETS["placement_started"])
    elif quota("placement_started", TARGETS["placement_started"]):
        compulsory = quota("placement_without_consent", TARGETS["placement_without_consent"])
        decided = case.at_work(o)
        case.planned.append(("p1", "compulsory_placement" if compulsory else "voluntary_placement", decided))
        case.placement = law.wall(min(decided + case.between(30, 12000), NOW - 1))
        owed = min(o, owed or o)
    if case.placement is None and random() < 0.012:
        decided = law.wall(case.receipts[-1] + case.between(60, 1200))
        case.planned.append(("a1", "provisional", decided))
        case.placement = law.wall(decided + case.between(61, 600))
    if case.support_start is not None and not case.supported_on(case.support_start):
        if case.support_start <= TODAY:
            over = [p for p in case.support if p[1] is not None and p[1] <= case.support_start]
            case.support = over + [(case.support_start, None)]
    return owed


def _plans(case, owed):
    """The plan and the youth plan: one of each, held against every decision that asks for it."""
    random, quota = case.random, case.quota
    facts = case.facts
    sixteen = law.birthday(case.born, 16)
    if case.old_decision is not None and random() < 0.6:
        o = case.old_decision // 1440
        case.plan = o - case.between(1, 60) if random() < 0.7 else o + case.between(0, 200)
    elif owed is not None:
        due = law.add_months(owed, 3)
        over = law.rolled(due) < TODAY
        if quota("plan_3_months" if over else "plan_still_running", case.rate("plan_3_months"), TARGETS["plan_3_months"]):
            case.plan = due if random() < 0.05 else owed - case.between(0, 20) if random() < 0.1 else case.between(owed + 1, due)
        elif random() < 0.6:
            case.plan = due + case.between(1, 100)
        if over:
            case.tally("plan_3_months", case.plan is not None and case.plan <= due)
    if case.plan is not None and case.plan > TODAY:
        case.plan = None
    if case.plan is not None:
        facts["plan"] = D(case.plan)
        goals = random() < 0.9
        if goals:
            facts["plan_goals"] = '"Trivsel og skolegang"'
        case.row("plan_content", "", law.recorded(goals))
    else:
        case.row("plan_content", "", "N")

    case.youth_plan = case.youth_position = None
    case.youth_plan_needed = random() < 0.75
    base = None
    if sixteen <= TODAY and (case.supported_on(sixteen) or case.placed_on(sixteen)):
        base = sixteen
        if random() < 0.7:
            case.youth_position = case.at_work(sixteen + case.between(1, 80))
    elif owed is not None and law.age(case.born, owed) >= 16:
        base = owed
        if random() < 0.7:
            case.youth_position = case.at_work(owed + case.between(1, 60))
    if base is not None:
        due = law.add_months(base, 3)
        if quota("youth_plan", case.rate("youth_plan")):
            o = base - case.between(1, 60) if random() < 0.2 else due if random() < 0.1 else case.between(base + 1, due)
        else:
            o = due + case.between(1, 100) if random() < 0.5 else None
        case.youth_plan = None if o is None or o >= TODAY else case.at_work(o)
    if case.youth_position is not None and case.youth_position > NOW:
        case.youth_position = None
    if case.youth_plan is not None:
        facts["youth_plan"] = M(case.youth_plan)
    if case.youth_position is not None:
        facts["youth_plan_position"] = M(case.youth_position)
    if sixteen <= TODAY:
        facts["youth_plan_needed"] = str(case.youth_plan_needed).lower()


def _measures(case):
    if case.support_start is not None and case.support_start < TODAY:
        measures.measure(case, "m1", "support_measure", case.support_start)
    if case.placement is not None and case.placement // 1440 > law.day("2025-01-01") and case.random() < 0.8:
        measures.measure(case, "m2", "placement_measure", case.placement // 1440)
    case.appeal = None
    if case.planned and case.quota("complaint", 0.08):
        o = case.planned[-1][2] // 1440 + case.between(1, 40)
        if law.day("2025-01-01") <= o < TODAY:
            case.appeal = measures.complaint(case, "k1", o)
    if case.placement is not None and case.random() < 0.1:
        first = max(case.placement // 1440 + 1, law.day("2025-01-01"))
        if first < TODAY:
            used = law.wall(case.between(first, TODAY - 1) * 1440 + case.between(0, 1439))
            measures.force(case, "g1", used)


def _youth(case):
    """Turning 15, 16 and 18."""
    random = case.random
    sixteen = law.birthday(case.born, 16)
    if sixteen <= TODAY:
        supported, placed = case.supported_on(sixteen), case.placed_on(sixteen)
        plan = None if case.youth_plan is None else case.youth_plan // 1440
        due = law.add_months(sixteen, 3)
        dues = due, law.rolled(due)
        early = plan is not None and plan <= sixteen
        verdict = "F" if early else law.by_day(plan, TODAY, *dues)
        # A plan that is there on the birthday has no later deadline to meet.
        case.row("youth_plan_at_16", "", verdict if supported and case.youth_plan_needed else "N", None if early else due_days(*dues))
        if placed and not early:
            verdict = law.union(verdict, "F" if plan is not None else "P")  # or no fixed limit at all
        case.row("youth_plan_placed_at_16", "", verdict if placed else "N")
        if supported and case.youth_position is not None and case.youth_position // 1440 < sixteen:
            pass  # an earlier position is another question
        else:
            case.row("youth_position_at_16", "", "N" if not supported else "P" if case.youth_position is None else "F")
    if law.age(case.born, TODAY) >= 17:
        _adult(case)
    if law.age(case.born, TODAY) >= 15:
        impaired = random() < 0.08
        case.facts["impairment"] = str(impaired).lower()
        if impaired:
            case.facts["impairment_help"] = "true"
            begun = sixteen + case.between(0, 200) if random() < 0.7 else None
            begun = None if begun is not None and begun > TODAY else begun
            if begun is not None:
                case.facts["transition_start"] = D(begun)
            case.row("transition_begins", "", "N" if sixteen > TODAY else "P" if begun is None else "F")
        else:
            case.row("transition_begins", "", "N")


def _adult(case):
    """Six months before 18 the municipality has decided on youth support, for somebody who is placed."""
    random = case.random
    limit = law.add_months(law.birthday(case.born, 18), -6)
    if case.placement is None:
        case.row("youth_decision", "", "N")
        case.row("youth_plan_before_decision", "", "N")
        return
    if case.returned is not None or case.placement // 1440 > limit - 120:
        return  # placed and home again, or placed at the last minute: not in the core
    case.facts["improvement_course"] = "false"
    _contact_person(case)
    made = None
    if case.quota("youth_decision", case.rate("youth_decision")):
        made = limit if random() < 0.1 else limit - case.between(1, 90)
    elif random() < 0.6:
        made = limit + case.between(1, 120)
    if made is not None and (made >= TODAY or made <= case.placement // 1440):
        made = None
    decided = None if made is None else case.at_work(made)
    if decided is not None:
        case.facts["youth_support_decision"] = M(decided)
    case.row("youth_decision", "", law.by_day(made, TODAY, limit), D(limit))
    revised = None
    if random() < 0.7:
        revised = case.at_work((made or TODAY) - case.between(1, 60))
    elif made is not None and random() < 0.3:
        revised = decided + case.between(60, 3000)
    if revised is not None and revised > NOW:
        revised = None
    if revised is not None:
        case.facts["youth_plan_revised"] = M(revised)
    case.row("youth_plan_before_decision", "", law.before(revised, decided, NOW))


def _contact_person(case):
    """At 18, after a placement without consent: a fixed contact person, unless the stay goes on."""
    random, grown = case.random, law.birthday(case.born, 18)
    compelled, kept = random() < 0.5, random() < 0.3
    case.facts["placed_by_compulsion"], case.facts["stay_kept"] = str(compelled).lower(), str(kept).lower()
    offered = grown + case.between(0, 20) if random() < 0.6 else None
    if offered is not None and offered <= TODAY:
        case.facts["contact_person_offer"] = D(offered)
    applies = compelled and not kept and grown <= TODAY
    case.row("contact_person_at_18", "", "N" if not applies else "F" if offered is not None and offered <= TODAY else "P")


def _standing_facts(case):
    """What the case file says as a whole: support, placement, and which measures do not exist."""
    facts = case.facts
    if case.support:
        facts["support_running"] = "[" + ",".join(
            f'{{"from":{D(a)}}}' if b is None else f'{{"from":{D(a)},"until":{D(b)}}}' for a, b in sorted(case.support, key=lambda p: p[0])) + "]"
    else:
        facts["support_running"] = '{"does_not_exist":"Ingen støtte"}'
    facts["youth_crime_measure"] = '{"does_not_exist":true}'
    if case.other is None:
        facts["other_measure_running"] = '{"does_not_exist":true}'
    else:
        first, end = case.other
        facts["other_measure_running"] = f'[{{"from":{D(first)}' + (f',"until":{D(end)}' if end is not None and end <= TODAY else "") + "}]"
    if case.placement is not None:
        facts["placement"] = M(case.placement)
    if case.returned is not None:
        facts["return_home"] = M(case.returned)
