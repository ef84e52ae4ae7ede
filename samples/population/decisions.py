"""Decisions of every kind drawn, with the truth on who was heard, what they say and which plan they need."""
import law
from facts import D, M, NOW, TODAY, due_days, due_instants, judged
from notifications import wall_after
from units import ASSUMED, TARGETS

OLD_LAW_ENDS = law.day("2023-12-31")
_PARTY_KINDS = {"support", "voluntary_placement", "compulsory_placement"}
_EXEMPT = ["unobjectionable", "breaks_limit", "no_access_right"]


def add(case, ident, kind, decided):
    """One decision with its truth. `decided` is a moment that has passed."""
    o = decided // 1440
    by = {"compulsory_placement": ("by_board", "Udvalget"), "provisional": ("by_chair", "Formanden")}.get(
        kind, ("by_municipality", "Sagsbehandleren"))
    d = {"id": f'"{ident}"', "kind": f'"{kind}"', "decided": M(decided), "decided_by": f'"{by[0]}"'}
    years = law.age(case.born, o)
    _heard(case, d, ident, decided, o)
    _party(case, d, ident, decided, kind, years, o)
    _form(case, d, ident, decided, o)
    if kind == "support":
        _support(case, d, ident, decided, years, o)
    elif kind == "voluntary_placement":
        _voluntary(case, d, ident, decided, years, o)
    elif kind == "compulsory_placement":
        _compulsory(case, d, ident, decided, years, o)
    else:
        _provisional(case, d, ident, o)
    case.lists.setdefault("decisions", []).append(d)


def _earlier(case, decided, p, slack=20):
    """A moment before the decision with probability p; else after it or never."""
    if case.random() < p:
        return case.at_work((decided // 1440) - case.between(1, slack))
    return law.wall(decided + case.between(60, 20000)) if case.random() < 0.3 else None


def _put(d, name, m):
    if m is not None and m <= NOW:
        d[name] = M(m)
        return m
    return None


def _heard(case, d, ident, decided, o):
    """The child's view before deciding. Where maturity speaks against, another way: that a person judges."""
    old = o <= OLD_LAW_ENDS
    if case.quota("child_heard" if not old else "child_heard_old", case.rate("child_heard"), TARGETS["child_heard"]):
        view = decided if case.random() < 0.01 else case.at_work(o - case.between(1, 30))
    else:
        view = law.wall(decided + case.between(60, 9000)) if case.random() < 0.2 else None
    view = _put(d, "child_view", view)
    verdict = law.before(view, decided, NOW)
    if not old:
        case.tally("child_heard", verdict != "B")
    if verdict != "F":
        against, netted = case.random() < 0.25, old and case.random() < 0.3
        against = against and not netted
        d["maturity_speaks_against"] = judged(against, o - 1)
        if old:
            d["heard_in_study"] = "true" if netted else "false"
        if against:
            other = _put(d, "view_otherwise", _earlier(case, decided, 0.7))
            # In time stays in time; the exception rests on a judgement, so its own "done" is for a person.
            instead = "X" if law.before(other, decided, NOW) == "F" else "B"
            verdict = "".join("F" if c == "F" else instead for c in verdict)
            verdict = law.union(verdict)
        elif netted:
            verdict = law.union("".join("F" if c == "F" else "X" for c in verdict))
    case.row("hear_child", ident, verdict)


def _party(case, d, ident, decided, kind, years, o):
    """A party from 10 years; from 12 under the old act. Until 18."""
    least = 12 if o <= OLD_LAW_ENDS else 10
    given = _put(d, "party_rights", _earlier(case, decided, case.rate("party_rights")))
    applies = kind in _PARTY_KINDS and least <= years < 18
    case.row("child_party", ident, law.before(given, decided, NOW) if applies else "N")


def _form(case, d, ident, decided, o):
    random = case.random
    granted, appealable = random() < 0.7, random() < 0.95
    d["written"], d["fully_granted"], d["appealable"] = "true", str(granted).lower(), str(appealable).lower()
    parts = [granted or random() < 0.9 for _ in range(3)]
    if not granted:
        for name, there in zip(("legal_basis", "main_considerations", "essential_facts"), parts):
            if there:
                d[name] = '"Anført"'
    guided = random() < 0.92
    if guided:
        d["complaint_guidance"] = '"Ankestyrelsen, fire uger"'
    case.row("decision_reasons", ident, "N" if granted else law.recorded(*parts))
    case.row("decision_guidance", ident, "N" if granted or not appealable else law.recorded(guided))
    unaware = random() < 0.12
    d["unaware_of_facts"] = str(unaware).lower()
    if not unaware:
        case.row("party_heard", ident, "N")
        return
    verdict = law.before(_put(d, "party_hearing", _earlier(case, decided, 0.65)), decided, NOW)
    exempt = random() < 0.4
    d["hearing_exempt"] = f'"{_EXEMPT[case.between(0, 2)] if exempt else "not_exempt"}"'
    case.row("party_heard", ident, "X" if exempt and verdict != "F" else verdict)


def _licence(given, decided):
    """A decision that may be made only if something has happened: read at the decision."""
    return "F" if given is not None and given < decided else "B"


def _consent(case, d, name, decided, p):
    return _put(d, name, _earlier(case, decided, p, 10))


def plan_truth(case, o, plan):
    """A plan within three months of a decision; one that existed already is in time."""
    due = law.add_months(o, 3)
    if plan is not None and plan <= min(o, TODAY):
        return "F", None
    return law.by_day(plan, TODAY, due, law.rolled(due)), due_days(due, law.rolled(due))


def _support(case, d, ident, decided, years, o):
    random, old = case.random, o <= OLD_LAW_ENDS
    terms = [case.quota("terms", case.rate("terms")) for _ in range(3)]
    for name, there in zip(("measure_choice", "purpose", "expected_duration"), terms):
        if there:
            d[name] = '"Anført"'
    case.row("support_terms", ident, law.recorded(*terms))
    case.row("support_consent", ident, _licence(_consent(case, d, "custody_consent", decided, 0.95), decided))
    if old:
        d["plan_cannot_wait"] = judged(False, o)
        case.row("action_plan", ident, law.day_before(case.plan, o, TODAY))
        case.row("plan_position", ident, "N")
        return
    case.row("action_plan", ident, "N")
    first = random() < 0.6
    d["first_support"] = str(first).lower()
    if years >= 16:
        case.row("plan_position", ident, "N")
        case.row("support_plan", ident, "N")
        _youth_plan(case, ident, o, first)
        return
    case.row("youth_plan_on_decision", ident, "N")
    needed = None if random() < 0.05 else random() < 0.8
    verdict, due = plan_truth(case, o, case.plan)
    if needed is not None:
        d["plan_needed"] = str(needed).lower()
    case.row("plan_position", ident, "B" if needed is None else "F")
    if needed is None:
        case.row("support_plan", ident, law.union("N", verdict), due, "plan_need_not_recorded")
    else:
        case.row("support_plan", ident, verdict if needed else "N", due)


def _youth_plan(case, ident, o, first):
    """A first support decision at 16 or later: a position, and where needed a youth plan within three months."""
    if case.youth_position is None or case.youth_position // 1440 > o:
        case.row("youth_position_on_decision", ident, "N" if not first else "P" if case.youth_position is None else "F")
    plan = None if case.youth_plan is None else case.youth_plan // 1440
    verdict, due = plan_truth(case, o, plan)
    case.row("youth_plan_on_decision", ident, verdict if first and case.youth_plan_needed else "N", due)


def _voluntary(case, d, ident, decided, years, o):
    custody = _consent(case, d, "custody_consent", decided, 0.96)
    case.row("placement_custody_consent", ident, _licence(custody, decided))
    if years >= 15:
        case.row("placement_youth_consent", ident, _licence(_consent(case, d, "youth_consent", decided, 0.9), decided))
    else:
        case.row("placement_youth_consent", ident, "N")
    covers = case.random() < 0.95
    d["consent_covers_purpose"] = str(covers).lower()
    case.row("placement_consent_scope", ident, "F" if covers else "B")
    verdict = "F" if case.study is not None and case.study < o else "B"
    if verdict == "B":
        acute = case.random() < 0.7
        d["acute_circumstances"] = judged(acute, o)
        if acute and case.study_decided is not None and case.study_decided <= o:
            verdict = "X"
    case.row("voluntary_after_study", ident, verdict)
    if years >= 16:
        case.row("placement_plan", ident, "N")
        plan = None if case.youth_plan is None else case.youth_plan // 1440
        case.row("youth_plan_on_placement", ident, *plan_truth(case, o, plan))
    else:
        case.row("youth_plan_on_placement", ident, "N")
        case.row("placement_plan", ident, *plan_truth(case, o, case.plan))
    case.row("plan_before_compulsion", ident, "N")


def _compulsory(case, d, ident, decided, years, o):
    random, old = case.random, o <= OLD_LAW_ENDS
    least = 12 if old else 10
    risk, home = random() < 0.97, random() < 0.97
    d["serious_risk"], d["not_solvable_home"] = judged(risk, o, "Udvalget"), judged(home, o, "Udvalget")
    studied = case.study is not None and case.study < o
    case.row("compulsory_conditions", ident, "F" if studied and risk and home else "B")
    terms = random() < 0.95, random() < 0.9
    for name, there in zip(("purpose", "expected_duration"), terms):
        if there:
            d[name] = '"Anført"'
    case.row("compulsory_terms", ident, law.recorded(*terms))
    in_meeting, votes = random() < 0.97, case.between(3, 5)
    d["in_meeting"], d["votes_for"] = str(in_meeting).lower(), str(votes)
    case.row("board_competence", ident, "F" if in_meeting else "B")
    case.row("votes", ident, "F" if votes >= 4 else "B")
    meeting = decided - 30
    d["board_meeting"] = M(meeting)
    case.row("custody_holder_heard", ident, law.before(_put(d, "custody_word", _earlier(case, decided, 0.95, 5)), decided, NOW))
    verdict = law.before(_put(d, "child_word", _earlier(case, decided, 0.8, 5)), decided, NOW)
    d["word_harmful"] = judged(False, o, "Udvalget")
    case.row("child_heard", ident, "X" if verdict != "F" and years < least else verdict)
    case.row("lawyer_offer", ident, law.before(_put(d, "lawyer_offered", _earlier(case, meeting, 0.9)), meeting, NOW))
    child = law.before(_put(d, "child_lawyer_offered", _earlier(case, meeting, 0.85)), meeting, NOW)
    case.row("child_lawyer_offer", ident, child if least <= years < 18 else "N")
    case.row("file_told", ident, law.before(_put(d, "file_rights", _earlier(case, decided, 0.9)), decided, NOW))
    child = law.before(_put(d, "child_file_rights", _earlier(case, decided, 0.85)), decided, NOW)
    case.row("child_file_told", ident, child if least <= years < 18 else "N")
    if old:
        d["plan_cannot_wait"] = judged(False, o)
        case.row("action_plan", ident, law.day_before(case.plan, o, TODAY))
        case.row("plan_before_compulsion", ident, "N")
        case.row("youth_plan_before_compulsion", ident, "N")
    else:
        case.row("plan_before_compulsion", ident, law.day_before(case.plan, o, TODAY) if years < 16 else "N")
        case.row("youth_plan_before_compulsion", ident, law.before(case.youth_plan, decided, NOW) if years >= 16 else "N")
    _renewal(case, d, ident, o)


def _renewal(case, d, ident, o):
    """A new decision within a year; two, where the child had been placed within the year before. None once it is home."""
    random, again = case.random, case.random() < 0.3
    d["placed_within_year"], d["set_period_end"] = str(again).lower(), '{"does_not_exist":"Ingen særlig frist"}'
    due = law.add_months(o, 24 if again else 12)
    renewed = None
    if random() < 0.7:
        renewed = due - case.between(0, 40)
    elif random() < 0.5:
        renewed = due + case.between(1, 20)
    if renewed is not None and renewed > TODAY:
        renewed = None
    if renewed is not None:
        d["renewal_decision"] = D(renewed)
    dues = due, law.rolled(due)
    home = case.returned is not None and case.returned // 1440 <= min(due, TODAY)
    verdict = "N" if home else law.by_day(renewed, TODAY, *dues)
    case.row("renewal_2_years" if again else "renewal_1_year", ident, verdict, due_days(*dues))
    case.row("renewal_1_year" if again else "renewal_2_years", ident, "N")


def _provisional(case, d, ident, o):
    """The chair's provisional decision: notice in 24 hours, approval on the seventh day with the first one counted."""
    random, quota = case.random, case.quota
    attempted = random() < 0.9
    d["cannot_wait"], d["underlying_met"] = judged(True, o, "Formanden"), judged(True, o, "Formanden")
    d["consent_attempted"] = str(attempted).lower()
    case.row("provisional_conditions", ident, "F" if attempted else "B")
    enforced = case.placement
    d["enforced"] = M(enforced)
    notice = None
    if quota("notice_24h", ASSUMED["notice_24h"]):
        notice = wall_after(enforced, case.between(10, 1440))
    elif random() < 0.8:
        notice = wall_after(enforced, case.between(1441, 5000))
    notice = _put(d, "notice", notice)
    verdict, dues = law.by_hours(enforced, notice, NOW, 24)
    case.row("provisional_notice", ident, verdict, due_instants(dues))
    day = enforced // 1440
    approval = None
    if quota("approved", ASSUMED["approved"]):
        approval = day + 6 if random() < 0.2 else day + case.between(0, 6)
    elif random() < 0.8:
        approval = day + 7 if random() < 0.4 else day + case.between(7, 14)
    if approval is not None and approval > TODAY:
        approval = None
    if approval is not None:
        d["approval"] = D(approval)
    case.row("provisional_approval", ident, law.by_day(approval, TODAY, day + 6), D(day + 6))
    if approval is None:
        case.row("provisional_month", ident, "N")
        return
    due = law.add_months(day, 1)
    final = due + case.between(-12, 3) if random() < 0.9 else None
    if final is not None and (final > TODAY or final < approval):
        final = None
    if final is not None:
        d["final_decision"] = D(final)
    case.row("provisional_month", ident, law.by_day(final, TODAY, due, law.rolled(due)), due_days(due, law.rolled(due)))
