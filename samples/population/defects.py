"""What is wrong with data, on purpose and labelled: the truth says which verdicts are left, or that the line is refused."""
import law
import notifications
import studies
from facts import D, M, TODAY

# Shares of the cases. `--defects F` multiplies all of them; `--defects 0` gives a clean caseload.
RATES = {
    # The engine must refuse the line and judge the others.
    "broken_json": 0.004, "duplicate_case_id": 0.010, "impossible_date": 0.004, "hour_spring_skips": 0.003,
    "malformed_municipality": 0.003, "misspelled_name": 0.003, "unknown_code": 0.003, "no_watermark": 0.003,
    # The engine must judge the case; several verdicts may be left.
    "wrong_municipality": 0.004, "missing_assessment": 0.012, "conflicting_sources": 0.004, "missing_notifier": 0.012,
    "day_only_assessment": 0.015, "day_only_receipt": 0.006, "midnight_default": 0.010, "assessed_before_receipt": 0.005,
    "late_registration": 0.012, "month_only_study": 0.010, "missing_judgement": 0.010, "near_duplicate": 0.010,
    "old_extract": 0.010, "late_notification": 0.006, "late_study": 0.012, "conflicting_study": 0.012, "withheld_study": 0.012,
    "vague_confirmation": 0.008, "unmapped_confirmation": 0.006,
    "month_only_birth": 0.012,
}
REFUSED = {
    "broken_json": "K008", "duplicate_case_id": "K050", "impossible_date": "K028", "hour_spring_skips": "K030",
    "malformed_municipality": "K047", "misspelled_name": "K016", "unknown_code": "K026", "no_watermark": "K049",
}
_REGISTERED_LATE = "2026-02-20 10:00"
_OLD_EXTRACT = law.day("2025-11-03")


_NAMES = list(RATES)
_SHARES = {n: [RATES[k] * (n if "duplicate" in k else 1) for k in _NAMES] for n in (1, 10)}


def choose(quota, unit, factor):
    """The name of this case's defect, or None. At most one, so that each can be told from the others."""
    rates = _SHARES[unit.duplicates]
    total = sum(rates)
    if not quota("defect", min(total * factor, 0.9)):
        return None
    return _NAMES[quota.pick(f"defects {unit.duplicates}", [r / total for r in rates])]


def apply(case, name):
    """Puts the defect into the case and its truth. False where this case has nothing to put it into."""
    if name in REFUSED:
        return _refuse(case, name)
    first = case.lists["notifications"][0]
    return _JUDGED[name](case, first, case.receipts[0])


def _refuse(case, name):
    first = case.lists["notifications"][0]
    if name == "impossible_date":
        case.facts["born"] = '"2014-02-30"'
    elif name == "hour_spring_skips":
        first["receipt"] = '"2025-03-30 02:30"'
    elif name == "malformed_municipality":
        case.municipality = '"97"'
    elif name == "misspelled_name":
        case.facts["bron"] = case.facts.pop("born")
    elif name == "unknown_code":
        first["notifier"] = '"teacher"'
    elif name == "no_watermark":
        case.extraction = None
    return True


def physical_lines(case, name):
    """The lines as written, each with the code of its refusal or None."""
    text = case.line()
    if name == "broken_json":
        return [(text[:len(text) * 6 // 10], REFUSED[name])]
    if name == "duplicate_case_id":
        return [(text, None), (text, REFUSED[name])]
    return [(text, REFUSED.get(name))]


# ---------------------------------------------------------------- defects that leave the case to be judged

def _find(case, rule, instance):
    return next(r for r in case.rows if r.rule == rule and r.instance == instance)


def _label(row, verdict, name, due=None):
    row.verdict, row.due, row.defect = verdict, due, name
    return True


def _done(first):
    text = first.get("assessment")
    return law.moment(text[1:-1]) if text else None


def _wrong_municipality(case, first, receipt):
    case.municipality = '"0999"'
    for row in case.rows:
        row.defect = "wrong_municipality"
    return True


def _missing_assessment(case, first, receipt):
    first["assessment"] = '{"unknown":"asked"}'
    row = _find(case, "assessment_24h", "n1")
    return _label(row, "FLB", "missing_assessment", row.due)


def _conflicting(case, first, receipt):
    done = _done(first)
    if done is None:
        return False
    first["assessment"] = (f'{{"conflicting":[{{"at":{M(done)},"source":"journalen"}},'
                           f'{{"at":{M(law.wall(done + 1440 * 40))},"source":"postlisten"}}]}}')
    row = _find(case, "assessment_24h", "n1")
    return _label(row, "FLB", "conflicting_sources", row.due)


def _missing_notifier(case, first, receipt):
    del first["notifier"]
    told = law.day(first["confirmation"][1:-1]) if "confirmation" in first else None
    verdict, due = notifications.confirmed(receipt // 1440, told)
    _label(_find(case, "confirmation", "n1"), law.union("N", verdict), "missing_notifier", due)
    row = _find(case, "notifier_told", "n1")
    # Not known to be a professional; where it matters, whether telling harms is then not known either.
    left = row.verdict if row.verdict != "N" else "XP"
    return _label(row, law.union("N", left), "missing_notifier")


def _day_only_assessment(case, first, receipt):
    done = _done(first)
    if done is None or receipt // 1440 in notifications._NEAR:
        return False
    o, due = done // 1440, receipt + 1440
    first["assessment"] = D(o)
    verdict = law.union("F" if o * 1440 <= due else "L", "L" if o * 1440 + 1439 > due else "F")
    row = _find(case, "assessment_24h", "n1")
    return _label(row, verdict, "day_only_assessment", row.due)


def _day_only_receipt(case, first, receipt):
    done, o = _done(first), receipt // 1440
    if o in notifications._NEAR:
        return False
    first["receipt"] = D(o)
    low, high = (o + 1) * 1440, (o + 2) * 1440  # the limit lies from `low` up to, not including, `high`
    verdict = "B" if done is None else law.union("F" if done < high else "L", "L" if done > low else "F")
    return _label(_find(case, "assessment_24h", "n1"), verdict, "day_only_receipt")


def _midnight(case, first, receipt):
    done = _done(first)
    if done is None or receipt // 1440 in notifications._NEAR:
        return False
    done -= done % 1440
    first["assessment"] = M(done)
    row = _find(case, "assessment_24h", "n1")
    # On the day of receipt it cannot have been at midnight; the day is right, so it was in time.
    return _label(row, "F" if done <= receipt + 1440 else "L", "midnight_default", row.due)


def _before_receipt(case, first, receipt):
    done = law.wall(receipt - 2 * 1440 - 67)
    first["assessment"] = M(done)
    row = _find(case, "assessment_24h", "n1")
    # Done, and not within the time that the act gives: both answers stay, and the order is a finding of its own.
    return _label(row, "FL", "assessed_before_receipt", row.due)


def _late_registration(case, first, receipt):
    done = _done(first)
    if done is None:
        return False
    first["assessment"] = f'{{"at":{M(done)},"recorded_at":"{_REGISTERED_LATE}"}}'
    row = _find(case, "assessment_24h", "n1")
    row.at_known = "B"
    return _label(row, row.verdict, "late_registration", row.due)


def _month_only(case, first, receipt):
    if case.study is None or case.planned or case.preliminary is not None:
        return False
    month = law.show_day(case.study)[:7]
    low = law.day(month + "-01")
    high = law.add_months(low, 1) - 1
    if low <= case.aware or high >= TODAY:
        return False
    case.facts["study"] = f'"{month}"'
    dues = studies.four_months(case.aware)
    verdict = law.union(*(law.by_day(o, TODAY, *dues) for o in (low, high)))
    case.rows = [r for r in case.rows if r.rule not in ("study_with_young_person", "siblings_considered")]
    row = _find(case, "study", "")
    return _label(row, verdict, "month_only_study", row.due)


def _missing_judgement(case, first, receipt):
    if case.aware is None or "study_decided" in case.facts or '"value":false' not in case.facts.get("serious", ""):
        return False
    if case.facts["abuse_suspected"] == "true":
        return False
    del case.facts["serious"]
    _label(_find(case, "study_decision", ""), "NP", "missing_judgement")
    return _label(_find(case, "study", ""), law.union("N", studies.study_truth(case.aware, None, None)), "missing_judgement")


def _study_alone(case):
    """A finished study on which no decision and no sibling's row rests."""
    if case.study is None or case.planned or case.preliminary is not None or "siblings" in case.lists or case.aware < studies.NEW_LAW:
        return False
    case.rows = [r for r in case.rows if r.rule != "study_with_young_person"]
    return True


def _late_study(case, first, receipt):
    if not _study_alone(case):
        return False
    case.facts["study"] = f'{{"at":{D(case.study)},"recorded_at":"{_REGISTERED_LATE}"}}'
    for rule, known in (("study", studies.study_truth(case.aware, None, None)), ("study_content", "N"), ("study_conclusion", "N")):
        row = _find(case, rule, "")
        row.at_known, row.defect = known, "late_study"
    return True


def _unknown_study(case, name):
    dues = studies.four_months(case.aware)
    for rule in ("study_content", "study_conclusion"):
        row = _find(case, rule, "")
        _label(row, law.union("N", row.verdict), name)
    # Any day, or never: in time is always possible, the rest as for a study that is late or not made.
    row = _find(case, "study", "")
    late = "L" if min(dues) < TODAY else ""
    return _label(row, law.union("F", late, law.by_day(None, TODAY, *dues)), name, row.due)


def _conflicting_study(case, first, receipt):
    if not _study_alone(case):
        return False
    case.facts["study"] = (f'{{"conflicting":[{{"at":{D(case.study)},"source":"journalen"}},'
                           f'{{"at":{D(case.study + 30)},"source":"indberetningen"}}]}}')
    return _unknown_study(case, "conflicting_study")


def _withheld_study(case, first, receipt):
    if not _study_alone(case):
        return False
    case.facts["study"] = '{"withheld":"Fortroligt"}'
    return _unknown_study(case, "withheld_study")


def _late_notification(case, first, receipt):
    """The whole notification was registered after the day of the question: as known then, there was none."""
    first["recorded_at"] = f'"{_REGISTERED_LATE}"'
    for row in case.rows:
        if row.instance == "n1":
            row.at_known, row.defect = "-", "late_notification"
    return True


def _vague_confirmation(case, first, receipt):
    if "confirmation" not in first:
        return False
    o = receipt // 1440
    told = law.day(first["confirmation"][1:-1])
    low, high = max(o, told - case.between(0, 4)), min(told + case.between(0, 4), TODAY)
    first["confirmation"] = f'{{"between":[{D(low)},{D(high)}]}}'
    found = [notifications.confirmed(o, each) for each in range(low, high + 1)]
    return _label(_find(case, "confirmation", "n1"), law.union(*(v for v, _ in found)), "vague_confirmation", found[0][1])


def _unmapped_confirmation(case, first, receipt):
    """No source fills in confirmations: nothing follows from their absence."""
    case.facts["unmapped"] = '["notifications.confirmation"]'
    instances = {}
    for element in case.lists["notifications"]:
        element.pop("confirmation", None)
        instances[element["id"][1:-1]] = law.moment(element["receipt"][1:-1]) // 1440
    for row in case.rows:
        if row.rule == "confirmation" and row.verdict != "N":
            verdict, due = notifications.confirmed(instances[row.instance], None)
            _label(row, law.union("F", "L" if verdict == "B" else "", verdict), "unmapped_confirmation", due)
    return True


def _month_only_birth(case, first, receipt):
    """Of a child under 14 only the month of birth is known: it changes nothing but party rights around the birthday."""
    low = law.day(law.show_day(case.born)[:7] + "-01")
    high = law.add_months(low, 1) - 1
    if law.age(low, TODAY) >= 14 or high >= law.day("2022-01-01"):
        return False
    parties = {r.instance: r for r in case.rows if r.rule == "child_party"}
    open_rows = []
    for ident, kind, decided in case.planned:
        o = decided // 1440
        least = 12 if o < studies.NEW_LAW else 10
        sides = {law.age(b, o) >= least for b in (low, high)}
        if len(sides) == 2:
            if kind != "support" or parties[ident].verdict == "N":
                return False
            open_rows.append(parties[ident])
    for row in open_rows:
        row.verdict = law.union("N", row.verdict)
    case.facts["born"] = f'"{law.show_day(case.born)[:7]}"'
    case.rows = [r for r in case.rows if r.rule != "oversight"]
    for row in case.rows:
        row.defect = "month_only_birth"
    return True


def _near_duplicate(case, first, receipt):
    twin = dict(first)
    twin["id"] = '"n1x"'
    case.lists["notifications"].append(twin)
    for row in [r for r in case.rows if r.instance == "n1"]:
        case.row(row.rule, "n1x", row.verdict, row.due, "near_duplicate")
    return True


def _old_extract(case, first, receipt):
    """Only what was known at an extract long ago: what had not happened then may have happened since, or not."""
    if _OLD_EXTRACT - receipt // 1440 < 20:
        return False
    element = {k: first[k] for k in ("id", "receipt", "notifier")}
    o = receipt // 1440
    done = _done(first)
    case.rows.clear()
    if done is not None and done // 1440 < _OLD_EXTRACT:
        element["assessment"] = first["assessment"]
        verdict, due = notifications.assessed(receipt, done)
    else:
        verdict, due = "LB", notifications.assessed(receipt, None)[1]
    case.row("assessment_24h", "n1", verdict, due, "old_extract")
    told = law.day(first["confirmation"][1:-1]) if "confirmation" in first else None
    if first["notifier"] == '"anonymous"':
        case.row("confirmation", "n1", "N", None, "old_extract")
    elif told is not None and told < _OLD_EXTRACT:
        element["confirmation"] = first["confirmation"]
        case.row("confirmation", "n1", *notifications.confirmed(o, told), "old_extract")
    else:
        case.row("confirmation", "n1", "LB", notifications.confirmed(o, None)[1], "old_extract")
    # The case may have been closed since, with or without it.
    case.row("systematic_assessment", "n1", law.union("F", "L", "P", "B"), None, "old_extract")
    case.facts = {"born": case.facts["born"]}
    case.lists = {"notifications": [element]}
    case.extraction = f'"{law.show_day(_OLD_EXTRACT)} 00:00"'
    return True


_JUDGED = {
    "wrong_municipality": _wrong_municipality, "missing_assessment": _missing_assessment, "conflicting_sources": _conflicting,
    "missing_notifier": _missing_notifier, "day_only_assessment": _day_only_assessment, "day_only_receipt": _day_only_receipt,
    "midnight_default": _midnight, "assessed_before_receipt": _before_receipt, "late_registration": _late_registration,
    "month_only_study": _month_only, "missing_judgement": _missing_judgement, "near_duplicate": _near_duplicate,
    "old_extract": _old_extract, "late_notification": _late_notification, "late_study": _late_study,
    "conflicting_study": _conflicting_study, "withheld_study": _withheld_study, "vague_confirmation": _vague_confirmation,
    "unmapped_confirmation": _unmapped_confirmation, "month_only_birth": _month_only_birth,
}
